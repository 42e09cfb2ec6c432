/**
 * The card: what the label says, what the device knows and since when, where it lies, what happened last.
 */

import type { ComponentChildren, JSX } from "preact";
import { onHand, upstreamHolds } from "../../entries/on-hand.ts";
import type { LotRow } from "../../entries/rows.ts";
import type { Reading } from "../../scan/resolve.ts";
import { amountText } from "../../ui/amount.ts";
import { AsOf } from "../../ui/as-of.tsx";
import { timeRelativeTo } from "../../ui/format.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { lookupWords } from "../../ui/i18n/lookup/catalogue.ts";
import { lotWords } from "../../ui/i18n/lot/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { List, type ListRowProps } from "../../ui/list.tsx";
import { Facts } from "../../ui/record-header.tsx";
import { visibleText } from "../../ui/visible.ts";
import { codeText } from "../codes.ts";
import { type App, useApp } from "../context.ts";
import { nameOf } from "../texts.ts";
import { factsOf } from "./facts.tsx";
import { History } from "./history.tsx";
import { lotStatus, stateOf } from "./lot-status.ts";
import { type Subject, tracedOf } from "./subject.ts";
import { Trace } from "./trace.tsx";

export interface CardProps {
  readonly subject: Subject | null;
  readonly reading: Reading;
}

export function Card({ subject, reading }: CardProps): JSX.Element {
  const app = useApp();
  const traced = tracedOf(subject, reading);
  const at = (
    <AsOf at={new Date(app.contactAt.value)} now={new Date(app.now.value)} source="this-device" />
  );
  return (
    <>
      <div class="app-chips">{at}</div>
      {reading.is === "product" && <LabelChips reading={reading} />}
      {subject !== null && (
        <div class="app-facts">
          <Facts facts={factsOf(subject, app)} />
        </div>
      )}
      {traced !== null && <Trace traced={traced} key={JSON.stringify(traced)} />}
      {subject?.is === "lot" && <LotParts lot={subject.lot} app={app} />}
      {subject?.is === "product" && <Lots lots={subject.lots} app={app} />}
      {subject?.is === "item" && (
        <Lots
          lots={app.rows.find("lot", "item", subject.item.number).map(({ row }) => row)}
          app={app}
        />
      )}
      {subject?.is === "location" && <Contents place={subject.location.code} app={app} />}
      {subject?.is === "package" && (
        <Lots
          lots={subject.receipts.flatMap(({ lot }) => app.rows.get("lot", [lot])?.row ?? [])}
          app={app}
        />
      )}
      <History subject={subject} reading={reading} />
    </>
  );
}

/** The label's elements by Application Identifier, as scanned. */
function LabelChips({ reading }: { readonly reading: Extract<Reading, { is: "product" }> }) {
  return (
    <ul class="app-chips" aria-label={lookupWords().label()}>
      {reading.elements.map(({ ai, value }) => (
        <li class="app-ai" key={ai}>
          <small>({ai})</small>
          <code>{visibleText(value)}</code>
        </li>
      ))}
      {reading.problems.length > 0 && <li class="app-ai">{lookupWords().problem()}</li>}
    </ul>
  );
}

function Part(props: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <h2 class="app-heading">{props.title}</h2>
      {props.children}
    </>
  );
}

function LotParts({ lot, app }: { readonly lot: LotRow; readonly app: App }): JSX.Element {
  const words = lookupWords();
  const stock = app.rows.find("balance", "lot", lot.number);
  const holds = upstreamHolds(app.rows, lot.number);
  const state = stateOf(lot);
  return (
    <>
      <Part title={words.stock()}>
        <List
          label={words.stock()}
          rows={stock.map(({ row, provisional }) => ({
            id: row.location,
            title: row.location,
            trailing: amountText({ value: row.quantity, unit: row.unit }),
            ...(provisional
              ? { status: "provisional" as const }
              : state.status === "quarantine"
                ? { status: state.status }
                : {}),
          }))}
          empty={<p class="app-note">{words.noStock()}</p>}
        />
      </Part>
      {holds.length > 0 && (
        <Part title={words.holds()}>
          <List
            label={words.holds()}
            rows={holds.map(({ held, hold }) => ({
              id: hold.id,
              title: reasonWord(hold.reason_code, held),
              detail: [held === lot.number ? "" : held, hold.text].filter(Boolean).join(" · "),
              status: "hold" as const,
              trailing: timeRelativeTo(new Date(hold.placed_at), new Date(app.now.value)),
            }))}
          />
        </Part>
      )}
      <Part title={words.events()}>
        <List label={words.events()} rows={lastEvents(lot, app)} />
      </Part>
    </>
  );
}

/** A person's reason by its word; one the server gave by its sentence. */
function reasonWord(code: string, lot: string): string {
  const words = lotWords().holdReasons;
  const name = code.toLowerCase();
  return name in words
    ? words[name as keyof typeof words]()
    : codeText(code, { lot, location: "" }).what;
}

const LAST = 5;

/** What this device knows to have happened, newest first. */
function lastEvents(lot: LotRow, { rows, now }: App): ListRowProps[] {
  const words = lookupWords().event;
  const receipts = rows.find("receipt", "lot", lot.number).map(({ row, provisional }) => {
    const amount = amountText({ value: row.quantity, unit: row.unit });
    const title = row.status === "voided" ? words.voided(amount) : words.receipt(amount);
    return { id: row.id, at: row.occurred_at, title, by: row.by, provisional };
  });
  const holds = rows.find("hold", "lot", lot.number).flatMap(({ row, provisional }) => {
    const reason = reasonWord(row.reason_code, lot.number);
    const placed = { at: row.placed_at, title: words.hold(reason), by: row.placed_by };
    const lifted = {
      at: row.lifted_at ?? "",
      title: words.lifted(reason),
      by: row.lifted_by ?? "",
    };
    const all = [{ id: row.id, provisional, ...placed }];
    return row.lifted_at === null ? all : [...all, { id: `${row.id}-end`, provisional, ...lifted }];
  });
  return [...receipts, ...holds]
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .slice(0, LAST)
    .map(({ id, at, title, by, provisional }) => {
      const person = rows.find("person", "badge", by)[0]?.row;
      const who = person === undefined ? by : nameOf(person);
      const when = timeRelativeTo(new Date(at), new Date(now.value));
      return {
        id,
        title,
        detail: `${when} · ${who}`,
        ...(provisional
          ? { status: "provisional" as const, statusLabel: t().status.onThisDevice() }
          : {}),
      };
    });
}

function Lots({
  lots,
  app,
}: {
  readonly lots: readonly LotRow[];
  readonly app: App;
}): JSX.Element | null {
  const words = lookupWords();
  if (lots.length === 0) {
    return null;
  }
  return (
    <Part title={words.lots()}>
      <List
        label={words.lots()}
        rows={lots.map((lot) => {
          const { status, label } = lotStatus(app.rows, lot);
          const amount = onHand(app.rows, lot.number);
          return {
            id: lot.number,
            title: <Identifier value={lot.number} copyable={false} />,
            detail: amountText(amount),
            status,
            statusLabel: label,
          };
        })}
      />
    </Part>
  );
}

function Contents({ place, app }: { readonly place: string; readonly app: App }): JSX.Element {
  const words = lookupWords();
  const here = app.rows.find("balance", "location", place).map(({ row }) => row);
  return (
    <Part title={words.stock()}>
      <List
        label={words.stock()}
        rows={here.map((row) => ({
          id: row.lot,
          title: <Identifier value={row.lot} copyable={false} />,
          trailing: amountText({ value: row.quantity, unit: row.unit }),
        }))}
        empty={<p class="app-note">{words.noStock()}</p>}
      />
    </Part>
  );
}
