/**
 * Which card each section shows, and what of another capability stands in it: put together here, for they are strangers.
 */

import type { JSX } from "preact";
import type { DeskActs } from "../../entries/desk-acts.ts";
import type { DeviationRow } from "../../entries/floor-rows.ts";
import type { ExceptionRow } from "../../entries/rows.ts";
import { DecideLotForm } from "../../inspection/decide-lot-form.tsx";
import { exceptionCard } from "../../intake/desk-exception.tsx";
import { EntryPanel } from "../../intake/entry-panel.tsx";
import { ResolveForm } from "../../intake/resolve-form.tsx";
import { itemCard } from "../../items/desk-items.tsx";
import { LabelPanel } from "../../labeling/label-panel.tsx";
import { locationCard } from "../../material/desk-locations.tsx";
import { lotCard } from "../../material/desk-lots.tsx";
import { type MovementPage, MovementTable } from "../../material/desk-movements.tsx";
import { unitCard } from "../../material/desk-units.tsx";
import { LiftForms } from "../../material/hold-forms.tsx";
import { CloseForm } from "../../nonconformance/close-form.tsx";
import { DeviationTable, deviationCard } from "../../nonconformance/desk-deviations.tsx";
import { personCard } from "../../people/desk-people.tsx";
import { PersonTraining } from "../../people/training-cards.tsx";
import type { PersonTrainingView } from "../../people/training-view.ts";
import { UnitSteps } from "../../production/unit-steps.tsx";
import { receiptCard } from "../../receiving/desk-receipts.tsx";
import { ResolveReceiptForm } from "../../receiving/resolve-receipt-form.tsx";
import { orderCard } from "../../suppliers/desk-orders.tsx";
import { supplierCard } from "../../suppliers/desk-suppliers.tsx";
import type { Lookup } from "../../sync/view.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import type { Card } from "../../ui/record-card.tsx";
import { FromServer } from "./from-server.tsx";
import type { PageParts } from "./lists.tsx";
import { ReadPage } from "./read-page.tsx";
import type { LocalSection } from "./sections.ts";

interface CardWish extends PageParts {
  readonly at: readonly string[];
}

const first = ({ at }: CardWish): string => at[0] ?? "";

export const CARDS: Readonly<Record<LocalSection, (wish: CardWish) => Card | null>> = {
  items: (wish) => itemCard(wish.rows, first(wish)),
  suppliers: (wish) => supplierCard(wish.rows, first(wish), wish.today),
  orders: (wish) => orderCard(wish.rows, first(wish)),
  locations: (wish) => locationCard(wish.rows, first(wish), wish.at[1] ?? ""),
  lots: (wish) =>
    lotCard({
      rows: wish.rows,
      number: first(wish),
      today: wish.today,
      decide: (lot) => <DecideLotForm lot={lot} acts={wish.acts} />,
      lift: (holds) => (
        <LiftForms holds={holds} acts={wish.acts} type="LiftHold" body={(hold) => ({ hold })} />
      ),
      deviations: {
        count: deviationsOf(wish.rows, first(wish)).length,
        content: () => <DeviationTable rows={deviationsOf(wish.rows, first(wish))} />,
      },
      label: () => <LabelPanel of={{ kind: "lots", key: first(wish) }} server={wish.server} />,
      movements: () => <Movements {...wish} />,
    }),
  units: (wish) => cardOfUnit(wish, first(wish), wish.at[1] ?? ""),
  receipts: (wish) => receiptCard(wish.rows, first(wish)),
  people: (wish) => personCard(wish.rows, first(wish), () => <Trained {...wish} />),
  deviations: (wish) =>
    deviationCard({
      rows: wish.rows,
      number: first(wish),
      decide: (deviation) => <CloseForm deviation={deviation} acts={wish.acts} />,
    }),
  exceptions: (wish) =>
    exceptionCard({
      rows: wish.rows,
      id: wish.at.join("/"),
      nowMs: wish.nowMs,
      entry: ({ device, seq, entry }) => (
        <EntryPanel device={device} seq={seq} entry={entry} server={wish.server} />
      ),
      decide: (exception) => <Decide rows={wish.rows} exception={exception} acts={wish.acts} />,
    }),
};

function cardOfUnit(wish: CardWish, item: string, serial: string): Card | null {
  const { rows, acts } = wish;
  const deviations = deviationsOf(rows, serial);
  const { unit: words } = d().change;
  return unitCard({
    rows,
    item,
    serial,
    parts: () => [
      {
        id: "steps",
        label: words.steps(),
        content: () => <UnitSteps rows={rows} item={item} serial={serial} />,
      },
      {
        id: "deviations",
        label: words.deviations(),
        count: deviations.length,
        content: () => <DeviationTable rows={deviations} />,
      },
    ],
    holds: (unit) => (
      <LiftForms
        holds={unit.holds.map((id) => ({ id, what: id }))}
        acts={acts}
        type="LiftUnitHold"
        body={(hold) => ({ hold, item, serial })}
      />
    ),
  });
}

function deviationsOf(rows: Lookup, subject: string): readonly DeviationRow[] {
  return rows
    .all("deviation")
    .map(({ row }) => row)
    .filter(({ subject_key }) => subject_key === subject);
}

interface DecideProps {
  readonly rows: Lookup;
  readonly exception: ExceptionRow;
  readonly acts: DeskActs;
}

/** A doubtful receipt is settled first; the exception is then closed like any other. */
function Decide({ rows, exception, acts }: DecideProps): JSX.Element {
  const receipt = rows.get("receipt", [exception.entry])?.row;
  const doubtful = exception.code === "POSSIBLE_DUPLICATE_RECEIPT" && receipt !== undefined;
  return (
    <>
      {doubtful && <ResolveReceiptForm receipt={receipt} acts={acts} />}
      <ResolveForm exception={exception} acts={acts} />
    </>
  );
}

function Trained(wish: CardWish): JSX.Element {
  const path = `/training/people/${encodeURIComponent(first(wish))}`;
  return (
    <ReadPage<PersonTrainingView> server={wish.server} path={path} tick={wish.nowMs}>
      {(view) => <PersonTraining view={view} />}
    </ReadPage>
  );
}

function Movements(wish: CardWish): JSX.Element {
  const path = `/lots/${encodeURIComponent(first(wish))}/movements?limit=200`;
  return (
    <FromServer<MovementPage>
      server={wish.server}
      path={path}
      tick={wish.nowMs}
      next={({ movements }) => `${path}&after=${encodeURIComponent(movements.at(-1)?.id ?? "")}`}
      join={(before, after) => ({
        ...after,
        movements: [...before.movements, ...after.movements],
      })}
    >
      {(page) => <MovementTable rows={wish.rows} page={page} />}
    </FromServer>
  );
}
