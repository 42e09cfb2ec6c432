/**
 * Which number each label of a new job carries: drawn from a pool now, of a range that this computer holds, or none.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Span } from "../entries/bodies.ts";
import type { NumberRangeRow } from "../entries/rows.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import type { Lookup } from "../sync/view.ts";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";

export const NUMBERINGS = ["serials", "leased", "sscc", "alike"] as const;
export type Numbering = (typeof NUMBERINGS)[number];

export interface NumberWish {
  readonly numbering: Numbering;
  readonly ssccPool: string;
  readonly range: string;
  /** As it is printed; "" for the first open one. */
  readonly firstNumber: string;
}

export const NO_NUMBERS: NumberWish = {
  numbering: "serials",
  ssccPool: "",
  range: "",
  firstNumber: "",
};

/** What this computer knows of pools and of the range that is chosen. */
export interface KnownNumbers {
  readonly ssccPools: readonly string[];
  /** Held by this computer, of the DI. */
  readonly ranges: readonly NumberRangeRow[];
  readonly range: NumberRangeRow | undefined;
  /** Places of the chosen range that are neither used nor void, ascending; null until the server told. */
  readonly open: readonly number[] | null;
}

export interface Numbers {
  readonly pool: string | null;
  readonly spans: readonly Span[];
}

/** What the entry says; null while something is missing. */
export function numbersOf(
  wish: NumberWish,
  di: string,
  count: number | null,
  known: KnownNumbers,
): Numbers | null {
  switch (wish.numbering) {
    case "alike":
      return { pool: null, spans: [] };
    case "serials":
      return di === "" ? null : { pool: `serial:${di}`, spans: [] };
    case "sscc": {
      const pool = chosenPool(wish, known);
      return pool === undefined ? null : { pool, spans: [] };
    }
    case "leased": {
      const span = spanOf(wish, count, known);
      return span === null ? null : { pool: null, spans: [span] };
    }
  }
}

function chosenPool({ ssccPool }: NumberWish, { ssccPools }: KnownNumbers): string | undefined {
  return ssccPools.find((pool) => pool === ssccPool) ?? ssccPools[0];
}

/** As many open numbers in a row as there are labels, from the wanted one. */
export function spanOf(wish: NumberWish, count: number | null, known: KnownNumbers): Span | null {
  const { range, open } = known;
  if (range === undefined || open === null || count === null) {
    return null;
  }
  const typed = range.numbers.indexOf(wish.firstNumber.trim());
  const first =
    wish.firstNumber.trim() === "" ? open[0] : typed < 0 ? undefined : range.first + typed;
  const at = first === undefined ? -1 : open.indexOf(first);
  const last = open[at + count - 1];
  return first === undefined || at < 0 || last !== first + count - 1
    ? null
    : { first, last, range: range.id };
}

interface UsesView {
  readonly ranges: readonly {
    readonly id: string;
    readonly uses: readonly { readonly first: number; readonly last: number }[];
  }[];
}

export function useNumbers(
  rows: Lookup,
  server: ServerDoor,
  wish: NumberWish,
  di: string,
): KnownNumbers {
  const [ssccPools, setPools] = useState<readonly string[]>([]);
  const [told, setTold] = useState<{ id: string; open: readonly number[] } | null>(null);
  const ranges = rows
    .all("number_range")
    .map(({ row }) => row)
    .filter(({ pool }) => pool === `serial:${di}`);
  const range = ranges.find(({ id }) => id === wish.range) ?? ranges[0];
  useEffect(() => {
    void server
      .read<{ pools: readonly { pool: string; kind: string }[] }>("/numbers")
      .then((answer) => {
        if (answer.step === "ok") {
          const found = answer.value.pools.filter(({ kind }) => kind === "sscc");
          setPools(found.map(({ pool }) => pool));
        }
      });
  }, [server]);
  useEffect(() => {
    if (range === undefined || wish.numbering !== "leased") {
      return;
    }
    const query = new URLSearchParams({
      pool: range.pool,
      after: String(range.first - 1),
      limit: "1",
    });
    void server.read<UsesView>(`/numbers/ranges?${query}`).then((answer) => {
      const line = answer.step === "ok" ? answer.value.ranges[0] : undefined;
      if (line?.id === range.id) {
        setTold({ id: line.id, open: openOf(range, line.uses) });
      }
    });
  }, [server, range?.id, wish.numbering]);
  const open = told !== null && told.id === range?.id ? told.open : null;
  return { ssccPools, ranges, range, open };
}

export function openOf(
  range: Pick<NumberRangeRow, "first" | "last">,
  uses: readonly { readonly first: number; readonly last: number }[],
): readonly number[] {
  const places = Array.from({ length: range.last - range.first + 1 }, (_, at) => range.first + at);
  return places.filter((at) => !uses.some(({ first, last }) => first <= at && at <= last));
}

export interface NumberFieldsProps {
  readonly wish: NumberWish;
  readonly known: KnownNumbers;
  readonly count: number | null;
  readonly asked: boolean;
  readonly change: (part: Partial<NumberWish>) => void;
}

export function NumberFields(props: NumberFieldsProps): JSX.Element {
  const { wish, change } = props;
  const words = d().print;
  return (
    <>
      <SelectField
        label={words.numbering()}
        value={wish.numbering}
        options={NUMBERINGS.map((value) => ({ value, label: words[value]() }))}
        onChange={(numbering) => change({ numbering: numbering as Numbering })}
      />
      {wish.numbering === "sscc" && <PoolField {...props} />}
      {wish.numbering === "leased" && <RangeFields {...props} />}
    </>
  );
}

function PoolField({ wish, known, change }: NumberFieldsProps): JSX.Element {
  const words = d().print;
  if (known.ssccPools.length === 0) {
    return <p>{words.noSsccPool()}</p>;
  }
  return (
    <SelectField
      label={words.ssccPool()}
      value={chosenPool(wish, known) ?? ""}
      options={known.ssccPools.map((pool) => ({
        value: pool,
        label: pool.replace(/^sscc:/, "").replace(":", " · "),
      }))}
      onChange={(ssccPool) => change({ ssccPool })}
    />
  );
}

function RangeFields({ wish, known, count, asked, change }: NumberFieldsProps): JSX.Element {
  const words = d().print;
  const { range, ranges, open } = known;
  if (range === undefined) {
    return <p>{words.noRange()}</p>;
  }
  const numberAt = (place: number): string => range.numbers[place - range.first] ?? "";
  const span = spanOf(wish, count, known);
  const suggestion = open?.[0] === undefined ? "" : numberAt(open[0]);
  return (
    <>
      <SelectField
        label={words.range()}
        value={range.id}
        options={ranges.map(({ id, numbers }) => ({
          value: id,
          label: words.willBe(numbers[0] ?? "", numbers.at(-1) ?? ""),
        }))}
        onChange={(id) => change({ range: id, firstNumber: "" })}
      />
      <Field
        label={words.firstNumber()}
        value={wish.firstNumber === "" ? suggestion : wish.firstNumber}
        onInput={(firstNumber) => change({ firstNumber })}
        hint={
          span === null
            ? words.openInRange(open?.length ?? 0)
            : words.willBe(numberAt(span.first), numberAt(span.last))
        }
        {...(asked && span === null ? { error: words.firstWrong() } : {})}
      />
    </>
  );
}
