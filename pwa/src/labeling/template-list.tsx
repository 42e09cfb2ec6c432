/**
 * Every revision of every label template: which holds, which is a draft, who wrote and who approved it.
 */

import type { JSX } from "preact";
import { badgeText, type Chip, chipColumn, linkColumn, textColumn } from "../ui/desk-cells.tsx";
import { DeskList, type ListFrame } from "../ui/desk-list.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import type { Column, FilterChip } from "../ui/table-view.ts";
import type { RevisionLine } from "./template.ts";

export interface TemplateListProps {
  readonly lines: readonly RevisionLine[];
  readonly frame: ListFrame;
}

export function statusChip({ status }: RevisionLine): Chip {
  const label = d().template.status[status]();
  const shape = {
    draft: "provisional",
    approved: "ok",
    superseded: "hold",
    withdrawn: "stop",
  } as const;
  return { status: shape[status], label };
}

function columns(): readonly Column<RevisionLine>[] {
  const { field, template } = d();
  return [
    linkColumn("number", field.number(), (row) => ({
      section: "templates",
      at: [row.number, row.revision],
      label: row.number,
    })),
    textColumn("revision", template.revision(), (row) => row.revision),
    textColumn("name", field.name(), localName, { wraps: true }),
    textColumn("use", template.use(), (row) => wordOf(template.uses, row.use)),
    chipColumn("status", field.status(), (row) => [statusChip(row)]),
    textColumn("drafted", template.draftedBy(), (row) => badgeText(row.drafted_by)),
    textColumn("approved", template.approvedBy(), (row) => badgeText(row.approved_by ?? "")),
  ];
}

function filters(): readonly FilterChip<RevisionLine>[] {
  const { status } = d().template;
  return (["draft", "approved", "withdrawn"] as const).map((name) => ({
    id: name,
    label: status[name](),
    matches: (row: RevisionLine) => row.status === name,
  }));
}

export function TemplateList({ lines, frame }: TemplateListProps): JSX.Element {
  return (
    <DeskList
      title={d().frame.menu.templates()}
      frame={frame}
      rows={lines}
      columns={columns()}
      chips={filters()}
      rowId={(row) => `${row.number}/${row.revision}`}
      href={(row) => recordHref("templates", [row.number, row.revision])}
      csvName="label-templates"
    />
  );
}
