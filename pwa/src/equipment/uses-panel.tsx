/**
 * What a piece was used on since it was last known to be good; found out of tolerance, what quality asks about each.
 */

import type { JSX } from "preact";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { Lookup } from "../sync/view.ts";
import { Button } from "../ui/button.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { type Chip, Chips, chipsText, moment, orDash, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { RecordLink } from "../ui/record-link.tsx";
import { StatusChip } from "../ui/status-chip.tsx";
import type { Column } from "../ui/table-view.ts";
import { AssessForm } from "./assess-form.tsx";
import { deviationChips } from "./equipment-card.tsx";
import type { Use, UsedOn, UsesPage } from "./uses.ts";
import "./equipment.css";

interface UsesPanelProps {
  readonly rows: Lookup;
  readonly page: UsesPage;
  readonly acts: DeskActs;
  /** Address of a unit's trace. */
  readonly unitHref: (item: string, serial: string) => string;
  readonly onCsv: () => void;
}

export function UsesPanel({ rows, page, acts, unitHref, onCsv }: UsesPanelProps): JSX.Element {
  const words = d().equipment.doubt;
  return (
    <div class="uses-panel">
      <Span page={page} />
      {page.count === 0 ? (
        <p>{words.none()}</p>
      ) : (
        <>
          <p>
            {words.count(page.count, page.subjects.length)}{" "}
            <Button label={words.csv()} icon="download" tone="quiet" onPress={onCsv} />
          </p>
          <SubjectTable rows={rows} page={page} unitHref={unitHref} />
          {page.calibration !== null && <AssessForm page={page} acts={acts} />}
          <h2>{words.each()}</h2>
          <UseTable rows={rows} page={page} />
        </>
      )}
    </div>
  );
}

function Span({ page }: { readonly page: UsesPage }): JSX.Element {
  const words = d().equipment.doubt;
  const { out_of_tolerance_at, since, until } = page;
  if (out_of_tolerance_at === null) {
    return <p>{since === null ? words.ever() : words.since(moment(since))}</p>;
  }
  const from = since === null ? words.never() : moment(since);
  return (
    <div>
      <p>
        <StatusChip
          status={until === null ? "stop" : "warn"}
          label={words.wrong(moment(out_of_tolerance_at))}
        />
      </p>
      <p>{words.wrongWhy(from, until === null ? words.now() : moment(until))}</p>
    </div>
  );
}

type SubjectTableProps = Pick<UsesPanelProps, "rows" | "page" | "unitHref">;

function SubjectTable({ rows, page, unitHref }: SubjectTableProps): JSX.Element {
  const { field, equipment } = d();
  const words = equipment.doubt;
  const columns: readonly Column<UsedOn>[] = [
    {
      id: "about",
      header: words.about(),
      text: (row) => row.serial ?? row.lot ?? row.order,
      cell: (row) => about(row, unitHref),
    },
    {
      id: "order",
      header: words.order(),
      text: (row) => row.order,
      cell: orderCell,
    },
    textColumn("item", field.item(), (row) => orDash(row.item)),
    textColumn("uses", words.uses(), (row) => String(row.uses), { align: "end" }),
    textColumn("first", words.first(), (row) => moment(row.first_at)),
    textColumn("last", words.last(), (row) => moment(row.last_at)),
    ...(page.calibration === null ? [] : [askedColumn(rows)]),
  ];
  return (
    <DataTable
      label={words.things()}
      rows={page.subjects}
      columns={columns}
      rowId={(row) => `${row.order}/${row.lot}/${row.serial}`}
      csvName={`used-on-${page.equipment}`}
    />
  );
}

function about({ lot, serial, item, order }: UsedOn, unitHref: SubjectTableProps["unitHref"]) {
  if (serial !== null && item !== null) {
    return (
      <a class="u-record-link" href={unitHref(item, serial)}>
        {serial}
      </a>
    );
  }
  return lot === null ? (serial ?? order) : <RecordLink section="lots" at={[lot]} />;
}

function orderCell({ order, item }: UsedOn): JSX.Element | string {
  return item === null ? order : <RecordLink section="work-orders" at={[order]} />;
}

function askedColumn(rows: Lookup): Column<UsedOn> {
  const words = d().equipment.doubt;
  const chips = ({ deviation }: UsedOn): readonly Chip[] => {
    if (deviation === null) {
      return [{ status: "warn", label: words.notAsked() }];
    }
    const known = rows.get("deviation", [deviation])?.row;
    return known === undefined
      ? [{ status: "provisional", label: words.open() }]
      : deviationChips(known);
  };
  return {
    id: "asked",
    header: words.asked(),
    text: (row) => `${row.deviation ?? ""} ${chipsText(chips(row))}`.trim(),
    cell: (row) => (
      <>
        {row.deviation !== null && <RecordLink section="deviations" at={[row.deviation]} />}{" "}
        <Chips chips={chips(row)} />
      </>
    ),
  };
}

function UseTable({ rows, page }: Pick<UsesPanelProps, "rows" | "page">): JSX.Element {
  const { field, equipment } = d();
  const words = equipment.doubt;
  const person = (badge: string): string => {
    const known = rows.find("person", "badge", badge)[0]?.row;
    return known === undefined ? badge || "–" : localName(known);
  };
  const columns: readonly Column<Use>[] = [
    textColumn("at", field.at(), (row) => moment(row.at)),
    textColumn("kind", words.kind(), (row) => words.kinds[row.kind]()),
    textColumn("about", words.about(), (row) => row.serial ?? row.lot ?? row.order),
    textColumn("order", words.order(), (row) => row.order),
    textColumn("step", words.step(), (row) => (row.step === null ? "–" : String(row.step))),
    textColumn("value", words.value(), valueText),
    textColumn("verdict", words.verdict(), (row) => wordOf(words.verdicts, row.verdict)),
    textColumn("by", field.by(), (row) => person(row.by)),
  ];
  return (
    <DataTable label={words.each()} rows={page.uses} columns={columns} rowId={({ id }) => id} />
  );
}

function valueText({ code, value, unit }: Use): string {
  return value === null ? "–" : [code ?? "", value, unit ?? ""].filter(Boolean).join(" ");
}
