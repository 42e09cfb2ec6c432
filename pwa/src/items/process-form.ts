/**
 * What the drafts of structures and routings have in common: which item and revision, and from when it holds.
 */

import type { Effectivity } from "../entries/bodies.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type FormField,
  type FormSpec,
  type Option,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import { placeOf } from "./process-list.tsx";
import type { ProcessKind, RevisionLine } from "./process-view.ts";

export interface DraftWish {
  readonly rows: Lookup;
  /** What the draft begins with; null: nothing. */
  readonly from: RevisionLine | null;
  /** A new revision made from it, instead of the same draft rewritten. */
  readonly fresh: boolean;
}

const STARTS = ["next_order", "date", "lot", "serial", "stop_now"] as const;

export function headValues({ from, fresh }: DraftWish): Values {
  return {
    item: from?.item ?? "",
    revision: fresh ? "" : (from?.revision ?? ""),
    start_kind: from?.effectivity.kind ?? "next_order",
    start: from?.effectivity.start ?? "",
  };
}

export function headFields({ rows, from, fresh }: DraftWish, values: Values): readonly FormField[] {
  const { field, form } = d();
  const fixed = { fixed: form.keyFixed() };
  return [
    {
      name: "item",
      kind: "code",
      label: field.item(),
      required: true,
      suggestions: itemOptions(rows),
      ...(from === null ? {} : fixed),
    },
    {
      name: "revision",
      kind: "code",
      label: field.revision(),
      required: true,
      ...(from === null || fresh ? {} : fixed),
    },
    ...startFields(kindOf(values)),
  ];
}

/** From when it holds: the kind with what it means, and the day, lot or serial number where one is asked. */
function startFields(kind: Effectivity["kind"]): readonly FormField[] {
  const words = d().effectivity;
  const start = kind === "next_order" || kind === "stop_now" ? null : words.starts[kind];
  return [
    {
      name: "start_kind",
      kind: "choice",
      label: words.title(),
      hint: words.why[kind](),
      options: STARTS.map((value) => ({ value, label: words.kind[value]() })),
      required: true,
    },
    ...(start === null
      ? []
      : [
          {
            name: "start",
            kind: kind === "date" ? ("date" as const) : ("code" as const),
            label: start.label(),
            hint: start.why(),
            required: true,
          },
        ]),
  ];
}

function kindOf(values: Values): Effectivity["kind"] {
  const given = text(values, "start_kind");
  return STARTS.find((kind) => kind === given) ?? "next_order";
}

export function itemOptions(rows: Lookup): readonly Option[] {
  return rows
    .all("item")
    .map(({ row }) => row)
    .filter(({ status }) => status === "active")
    .map((row) => ({ value: row.number, label: `${row.number} ${localName(row)}` }));
}

export function headOf(values: Values): {
  readonly item: string;
  readonly revision: string;
  readonly effectivity: Effectivity;
} {
  const kind = kindOf(values);
  const start = kind === "next_order" || kind === "stop_now" ? null : text(values, "start");
  return {
    item: text(values, "item"),
    revision: text(values, "revision"),
    effectivity: { kind, start },
  };
}

/** What is the same for every draft. */
export function sharedSpec(
  kind: ProcessKind,
  { from, fresh }: DraftWish,
): Pick<FormSpec, "title" | "intro" | "revises" | "submit" | "action" | "done" | "back"> {
  const { making } = d();
  return {
    title: kind === "structure" ? making.formStructure() : making.formRouting(),
    intro: making.formWhy(),
    revises: from !== null && !fresh,
    submit: making.saveDraft(),
    action: "draft_process",
    done: (values) => recordHref("processes", placeOf({ kind, ...headOf(values) })),
    back: recordHref("processes", from === null ? [] : placeOf(from)),
  };
}

export function split(cell: string): readonly string[] {
  return cell
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
