/**
 * Small parts that many tables and cards share: times, links, chips, facts that may be missing.
 */

import type { JSX } from "preact";
import { type Amount, number } from "./amount.ts";
import { clockTime, isoDate } from "./format.ts";
import { d } from "./i18n/desk/catalogue.ts";
import { Quantity } from "./quantity.tsx";
import { RecordLink, type RecordLinkProps } from "./record-link.tsx";
import type { Status } from "./status.ts";
import { StatusChip } from "./status-chip.tsx";
import type { Column } from "./table-view.ts";
import { unitSign } from "./unit-sign.ts";

/** `2026-11-22 10:42` in this computer's time zone; a dash for none. */
export function moment(rfc3339: string | null): string {
  if (rfc3339 === null) {
    return "–";
  }
  const at = new Date(rfc3339);
  return Number.isNaN(at.getTime()) ? rfc3339 : `${isoDate(at)} ${clockTime(at)}`;
}

/** A text with every instant in it as a person reads it: what a device or the server wrote down is in UTC. */
export function readableMoments(text: string): string {
  return text.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, moment);
}

/** A badge as it was recorded; the server's own name for what it does itself. */
export function badgeText(badge: string): string {
  return badge === "SYSTEM" ? d().log.system() : orDash(badge);
}

/** A device by its code, as far as it is known here; what the server does is its own. */
export function deviceText(id: string, code: string | undefined): string {
  return id === "system" ? d().log.system() : (code ?? id.slice(-8));
}

export function orDash(text: string | null): string {
  return text === null || text === "" ? "–" : text;
}

export function yesNo(value: boolean): string {
  return value ? d().field.yes() : d().field.no();
}

export interface Chip {
  readonly status: Status;
  readonly label: string;
}

export function Chips({ chips }: { readonly chips: readonly Chip[] }): JSX.Element {
  return (
    <span class="u-chips">
      {chips.map((chip) => (
        <StatusChip key={chip.label} {...chip} />
      ))}
    </span>
  );
}

export function chipsText(chips: readonly Chip[]): string {
  return chips.map(({ label }) => label).join(", ");
}

/** A column of plain text. */
export function textColumn<Row>(
  id: string,
  header: string,
  text: (row: Row) => string,
  more: Partial<Column<Row>> = {},
): Column<Row> {
  return { id, header, text, ...more };
}

/** Raw in CSV, as people read it on the screen. */
export function amountColumn<Row>(
  id: string,
  header: string,
  amount: (row: Row) => Amount,
  more: Partial<Column<Row>> = {},
): Column<Row> {
  const text = (row: Row): string => `${amount(row).value} ${amount(row).unit}`.trimEnd();
  const cell = (row: Row): JSX.Element => <Quantity {...amount(row)} />;
  const order = (left: Row, right: Row): number =>
    Number(amount(left).value) - Number(amount(right).value);
  return { id, header, text, cell, order, align: "end", ...more };
}

/** A column of counts or decimals without a unit; raw in CSV. */
export function numberColumn<Row>(
  id: string,
  header: string,
  value: (row: Row) => string | number,
  more: Partial<Column<Row>> = {},
): Column<Row> {
  const text = (row: Row): string => String(value(row));
  return { id, header, text, cell: (row) => number(value(row)), align: "end", ...more };
}

/** A column of units: their codes in CSV, their signs on the screen. */
export function unitColumn<Row>(
  id: string,
  header: string,
  unit: (row: Row) => string,
): Column<Row> {
  return { id, header, text: unit, cell: (row) => orDash(unitSign(unit(row))) };
}

/** A column whose cell leads to another record. */
export function linkColumn<Row>(
  id: string,
  header: string,
  to: (row: Row) => RecordLinkProps | null,
  more: Partial<Column<Row>> = {},
): Column<Row> {
  const cell = (row: Row): JSX.Element | string => {
    const target = to(row);
    return target === null ? "–" : <RecordLink {...target} />;
  };
  return { id, header, text: (row) => to(row)?.label ?? to(row)?.at.at(-1) ?? "", cell, ...more };
}

export function chipColumn<Row>(
  id: string,
  header: string,
  chips: (row: Row) => readonly Chip[],
): Column<Row> {
  return {
    id,
    header,
    text: (row) => chipsText(chips(row)),
    cell: (row) => <Chips chips={chips(row)} />,
  };
}

/** A link among facts, or a dash. */
export function factLink(section: string, key: string | null): JSX.Element | string {
  return key === null || key === "" ? "–" : <RecordLink section={section} at={[key]} />;
}
