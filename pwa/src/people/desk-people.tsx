/**
 * People at the desk: who has which badge, role and site.
 */

import type { ComponentChildren, JSX } from "preact";
import type { PersonRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type Chip, chipColumn, linkColumn, textColumn } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Card } from "../ui/record-card.tsx";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";

function activeChip({ active }: PersonRow): Chip {
  const words = d().word;
  return active
    ? { status: "ok", label: words.personActive() }
    : { status: "stop", label: words.personInactive() };
}

function rolesOf({ roles }: PersonRow): string {
  return roles.map((role) => wordOf(d().word.role, role)).join(", ");
}

function columns(): readonly Column<PersonRow>[] {
  const { field, word } = d();
  return [
    linkColumn("number", field.number(), (row) => ({ section: "people", at: [row.number] })),
    textColumn("name", field.name(), localName),
    textColumn("badge", field.badge(), (row) => row.badge),
    textColumn("roles", field.roles(), rolesOf, { wraps: true }),
    textColumn("sites", field.sites(), (row) => row.sites.join(", ")),
    textColumn("language", field.language(), (row) => wordOf(word.language, row.language)),
    chipColumn("status", field.status(), (row) => [activeChip(row)]),
  ];
}

function filters(): readonly FilterChip<PersonRow>[] {
  const { role, personInactive } = d().word;
  const byRole = (["quality", "supervisor", "administrator"] as const).map((name) => ({
    id: name,
    label: role[name](),
    matches: (row: PersonRow) => row.roles.includes(name),
  }));
  return [...byRole, { id: "inactive", label: personInactive(), matches: (row) => !row.active }];
}

export interface PersonListProps {
  readonly rows: Lookup;
  readonly frame: ListFrame;
}

export function PersonList({ rows, frame }: PersonListProps): JSX.Element {
  return (
    <DeskList
      title={d().frame.menu.people()}
      frame={frame}
      rows={rows.all("person").map(({ row }) => row)}
      columns={columns()}
      chips={filters()}
      rowId={(row) => row.number}
      href={(row) => recordHref("people", [row.number])}
      csvName="people"
    />
  );
}

/** Null when this computer does not know the person. `training`: what the server tells of it. */
export function personCard(
  rows: Lookup,
  number: string,
  training: () => ComponentChildren,
): Card | null {
  const person = rows.get("person", [number])?.row;
  if (person === undefined) {
    return null;
  }
  const { field, word } = d();
  return {
    identity: person.number,
    name: localName(person),
    chips: [activeChip(person)],
    facts: [
      { label: field.badge(), value: person.badge },
      { label: field.roles(), value: rolesOf(person) },
      { label: field.sites(), value: person.sites.join(", ") },
      { label: field.language(), value: wordOf(word.language, person.language) },
    ],
    parts: [{ id: "training", label: d().training.ofPerson(), content: training }],
  };
}
