/**
 * What the labels of a new job are of: a DI and a lot, offered from what this computer knows, or a date of manufacture.
 */

import type { JSX } from "preact";
import type { Lookup } from "../sync/view.ts";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import type { Subject } from "./job-advice.ts";

const MOST_OFFERED = 200;

interface SubjectWish {
  readonly di: string;
  readonly lot: string;
  readonly production: string;
}

export function subjectOf(rows: Lookup, { di, lot }: SubjectWish): Subject {
  const identifier = rows.get("identifier", [di])?.row;
  const number = identifier?.item ?? rows.get("lot", [lot])?.row.item ?? "";
  const trace = rows.get("item", [number])?.row.trace ?? null;
  return { trace, level: identifier?.level ?? null, lot: lot !== "" };
}

export interface SubjectProps {
  readonly wish: SubjectWish;
  readonly change: (part: Partial<SubjectWish>) => void;
  readonly rows: Lookup;
  readonly diKnown: boolean;
  readonly diMissing: boolean;
  readonly lotKnown: boolean;
}

export function SubjectFields(props: SubjectProps): JSX.Element {
  const words = d().print;
  const { rows, wish, change, diKnown, lotKnown } = props;
  const item = rows.get("identifier", [wish.di])?.row.item;
  return (
    <>
      <Field
        label={words.di()}
        value={wish.di}
        onInput={(text) => change({ di: text.trim() })}
        suggestions={devicesOf(rows)}
        {...(item === undefined ? {} : { hint: nameOf(rows, item) })}
        {...(diKnown ? {} : { error: words.diUnknown() })}
        {...(props.diMissing ? { error: words.diNeeded() } : {})}
      />
      <Field
        label={words.lot()}
        value={wish.lot}
        onInput={(text) => change({ lot: text.trim() })}
        suggestions={lotsOf(rows, item)}
        {...(lotKnown ? {} : { error: words.lotUnknown() })}
      />
      {wish.lot === "" && (
        <Field
          label={words.production()}
          hint={words.productionHint()}
          type="date"
          value={wish.production}
          onInput={(production) => change({ production })}
        />
      )}
    </>
  );
}

function nameOf(rows: Lookup, item: string): string {
  const row = rows.get("item", [item])?.row;
  return row === undefined ? item : `${item} ${localName(row)}`;
}

function devicesOf(rows: Lookup) {
  return rows
    .all("identifier")
    .filter(({ row }) => row.status === "active")
    .slice(0, MOST_OFFERED)
    .map(({ row }) => ({
      value: row.di,
      label: `${nameOf(rows, row.item)} · ${d().word.level[row.level]()}`,
    }));
}

/** The lots of an item, the highest number first; of no item, none: there would be too many. */
function lotsOf(rows: Lookup, item: string | undefined) {
  return rows
    .all("lot")
    .map(({ row }) => row)
    .filter((row) => row.item === item && !row.stub)
    .toSorted((a, b) => b.number.localeCompare(a.number))
    .slice(0, MOST_OFFERED)
    .map(({ number }) => ({ value: number, label: "" }));
}
