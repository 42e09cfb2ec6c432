/**
 * What an item is as a device, attribute by attribute.
 */

import type { JSX } from "preact";
import type { Description } from "../entries/bodies.ts";
import type { DeviceDescriptionRow } from "../entries/identity-rows.ts";
import { DataTable } from "../ui/data-table.tsx";
import { orDash, textColumn, yesNo } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import type { Column } from "../ui/table-view.ts";
import { ATTRIBUTES, attributeWord } from "./device-form.ts";

export function DescriptionTable({
  described,
}: {
  readonly described: DeviceDescriptionRow | null;
}): JSX.Element {
  const { identity } = d();
  if (described === null) {
    return <p>{identity.notDescribed()}</p>;
  }
  return (
    <>
      <p>{identity.describedFor(described.markets.join(", "), described.revision)}</p>
      <DataTable
        label={identity.device()}
        rows={ATTRIBUTES}
        columns={columns(described.description)}
        rowId={(row) => row}
      />
    </>
  );
}

function columns(description: Description): readonly Column<keyof Description>[] {
  const { identity } = d();
  return [
    textColumn("attribute", identity.feature(), attributeWord),
    textColumn("value", identity.value(), (row) => shown(description, row), { wraps: true }),
  ];
}

function shown(description: Description, attribute: keyof Description): string {
  const value = description[attribute];
  if (typeof value === "boolean") return yesNo(value);
  return attribute === "mri" ? wordOf(d().identity.mri, description.mri) : orDash(String(value));
}
