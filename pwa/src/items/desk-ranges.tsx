/**
 * A pool's card: its ranges, who holds them, what became of each number; taking some, voiding some.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { madeHere } from "../entries/made-here.ts";
import { number } from "../ui/amount.ts";
import { DataTable } from "../ui/data-table.tsx";
import { DecisionForm } from "../ui/decision-form.tsx";
import { chipColumn, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { Field, SelectField } from "../ui/field.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import type { Card } from "../ui/record-card.tsx";
import type { Column } from "../ui/table-view.ts";
import { NumberForm } from "./number-form.tsx";
import {
  countOf,
  leftIn,
  type PoolLine,
  type RangeLine,
  shapeOf,
  spanOf,
  wholeNumber,
} from "./numbers-view.ts";

const MOST_AT_ONCE = 10_000;
const SHOWN_USES = 20;

export function poolCard(pool: PoolLine, acts: DeskActs, ranges: () => ComponentChildren): Card {
  const { numbers, field } = d();
  return {
    identity: pool.kind === "sscc" ? `${pool.prefix} ${pool.of}` : pool.of,
    name: wordOf(numbers.kind, pool.kind),
    chips: [],
    facts: [
      { label: field.item(), value: orDash(pool.item) },
      { label: numbers.orderLabel(), value: wordOf(numbers.order, pool.order) },
      { label: numbers.how(), value: shapeOf(pool) },
      { label: numbers.leased(), value: number(pool.leased) },
      { label: numbers.used(), value: number(pool.used) },
      { label: numbers.voided(), value: number(pool.voided) },
      { label: numbers.open(), value: number(pool.leased - pool.used - pool.voided) },
      { label: numbers.left(), value: numbers.leftOf(number(pool.left), number(pool.capacity)) },
    ],
    parts: [
      { id: "ranges", label: numbers.ranges(), content: ranges },
      {
        id: "lease",
        label: numbers.lease(),
        content: () => <LeaseForm pool={pool.pool} acts={acts} />,
      },
    ],
  };
}

function LeaseForm({
  pool,
  acts,
}: {
  readonly pool: string;
  readonly acts: DeskActs;
}): JSX.Element {
  const words = d().numbers;
  const [text, setText] = useState("500");
  const count = wholeNumber(text, MOST_AT_ONCE);
  return (
    <NumberForm
      title={words.lease()}
      why={words.leaseWhy()}
      submit={words.lease()}
      type="LeaseRange"
      acts={acts}
      guarded={false}
      body={() => (count === null ? null : { count, pool })}
      label={(body) => (body.pool === pool ? String(body.count) : null)}
    >
      {(asked) => (
        <Field
          label={words.count()}
          value={text}
          onInput={setText}
          inputMode="numeric"
          {...(asked && count === null ? { error: words.countWrong() } : {})}
        />
      )}
    </NumberForm>
  );
}

export interface RangePanelProps {
  readonly ranges: readonly RangeLine[];
  readonly acts: DeskActs;
}

export function RangePanel({ ranges, acts }: RangePanelProps): JSX.Element {
  const words = d().numbers;
  const open = ranges.filter((range) => leftIn(range) > 0);
  return (
    <>
      <DataTable
        label={words.ranges()}
        rows={ranges}
        columns={columns()}
        rowId={(row) => row.id}
        csvName="ranges"
        empty={<p>{words.noRanges()}</p>}
      />
      {open.length > 0 && <VoidForm ranges={open} acts={acts} />}
    </>
  );
}

function columns(): readonly Column<RangeLine>[] {
  const { numbers, field } = d();
  const end = { align: "end" } as const;
  return [
    textColumn("from", numbers.from(), (row) => row.first_number),
    textColumn("to", numbers.to(), (row) => row.last_number),
    textColumn("device", field.device(), (row) => orDash(row.device_code)),
    textColumn("leasedAt", numbers.leasedAt(), (row) => moment(row.leased_at)),
    textColumn("used", numbers.used(), (row) => String(countOf(row, "used")), end),
    textColumn("voided", numbers.voided(), (row) => String(countOf(row, "voided")), end),
    textColumn("open", numbers.open(), (row) => String(leftIn(row)), end),
    chipColumn("done", field.status(), (row) =>
      leftIn(row) === 0 ? [{ status: "ok", label: numbers.usedAll() }] : [],
    ),
    {
      id: "fate",
      header: numbers.fate(),
      text: (row) => row.uses.map(fate).join("; "),
      cell: (row) => <Fates range={row} />,
      wraps: true,
    },
  ];
}

function fate(use: RangeLine["uses"][number]): string {
  const words = d().numbers;
  const status = use.status === "used" ? words.used() : words.voided();
  return words.oneUse(status, use.first_number, use.last_number, use.purpose);
}

function Fates({ range }: { readonly range: RangeLine }): JSX.Element {
  const words = d().numbers;
  if (range.uses.length === 0) {
    return <>{words.nothingYet()}</>;
  }
  const rest = range.uses.length - SHOWN_USES;
  return (
    <details>
      <summary>{fate(range.uses[0] as RangeLine["uses"][number])}</summary>
      {range.uses.slice(1, SHOWN_USES).map((use) => (
        <div key={use.first}>{fate(use)}</div>
      ))}
      {rest > 0 && <div>+ {rest}</div>}
    </details>
  );
}

interface VoidFormProps {
  readonly ranges: readonly RangeLine[];
  readonly acts: DeskActs;
}

function VoidForm({ ranges, acts }: VoidFormProps): JSX.Element {
  const words = d().numbers;
  const [id, setId] = useState(ranges[0]?.id ?? "");
  const range = ranges.find((each) => each.id === id) ?? ranges[0];
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const [wrong, setWrong] = useState(false);
  const span = range === undefined ? null : spanOf(range, first, last);
  const made = madeHere(acts.queue, "VoidNumbers", () => true).slice(0, 3);
  return (
    <>
      <DecisionForm
        title={words.voidTitle()}
        why={words.voidWhy()}
        reasonLabel={words.voidReason()}
        submit={{ label: words.voidSubmit(), icon: "x", tone: "stop" }}
        closed={mayAct(acts.actor, "manage_master_data") ? null : words.notAllowed()}
        hasReason={hasReason}
        check={() => {
          setWrong(span === null);
          return span === null ? words.voidOutside() : null;
        }}
        onDecide={(reason) =>
          acts.record({ type: "VoidNumbers", body: { spans: span === null ? [] : [span] }, reason })
        }
      >
        <SelectField
          label={words.voidRange()}
          value={range?.id ?? ""}
          options={ranges.map((each) => ({
            value: each.id,
            label: `${each.first_number} – ${each.last_number} · ${orDash(each.device_code)}`,
          }))}
          onChange={setId}
        />
        <Field
          label={words.voidFirst()}
          value={first}
          onInput={setFirst}
          {...(range === undefined ? {} : { hint: range.first_number })}
          {...(wrong && span === null ? { error: words.voidOutside() } : {})}
        />
        <Field
          label={words.voidLast()}
          value={last}
          onInput={setLast}
          {...(range === undefined ? {} : { hint: range.last_number })}
        />
      </DecisionForm>
      <MadeHereList
        made={made.map((line) => ({
          ...line,
          label: words.voidTitle(),
          texts: explain(line.codes, language.value),
        }))}
      />
    </>
  );
}
