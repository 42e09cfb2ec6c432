/**
 * What people do with a load at the desk or on a tablet: put lots in, take them out, go on to the next phase.
 */

import type { JSX } from "preact";
import type { AdvanceLoadBody, PutInLoadBody, TakeFromLoadBody } from "../entries/bodies.ts";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, mayAct } from "../entries/desk-acts.ts";
import { madeHere } from "../entries/made-here.ts";
import type { JsonObject } from "../sync/canonical.ts";
import type { Lookup } from "../sync/view.ts";
import { ActForm } from "../ui/act-form.tsx";
import { amountText } from "../ui/amount.ts";
import { text, type Values } from "../ui/form-fields.ts";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { nextPhase } from "./load-phases.ts";
import type { LoadCardView } from "./load-view.ts";

export interface LoadActProps {
  readonly view: LoadCardView;
  readonly rows: Lookup;
  readonly acts: DeskActs;
}

const MAX_OFFERED = 300;

export function closedTo(acts: DeskActs): string | null {
  return mayAct(acts.actor, "work") ? null : d().loads.needsWorker();
}

export function PutForm({ view, rows, acts }: LoadActProps): JSX.Element {
  const { field, loads } = d();
  const { number } = view.load;
  const offered = rows
    .all("balance")
    .filter(({ row }) => row.quantity !== "0" && !row.quantity.startsWith("-"))
    .map(({ row }) => ({
      value: row.lot,
      label: amountText({ value: row.quantity, unit: row.unit }),
    }));
  const unitOf = (lot: string): string =>
    rows.find("balance", "lot", lot)[0]?.row.unit ?? view.load.unit;
  const send = async (values: Values): Promise<void> => {
    const lot = text(values, "lot");
    const unit = unitOf(lot);
    const body: PutInLoadBody = {
      container: null,
      load: number,
      lot,
      position: text(values, "position"),
      quantity: { unit: unit === "" ? "pcs" : unit, value: text(values, "quantity") },
    };
    await acts.record({ type: "PutInLoad", body });
  };
  return (
    <ActForm
      title={loads.put()}
      why={loads.putWhy()}
      fields={(values) => [
        { name: "position", kind: "code", label: loads.position(), required: true },
        {
          name: "lot",
          kind: "code",
          label: field.lot(),
          required: true,
          suggestions: offered.slice(0, MAX_OFFERED),
        },
        {
          name: "quantity",
          kind: "decimal",
          label: field.quantity(),
          unit: unitOf(text(values, "lot")),
          required: true,
        },
      ]}
      initial={{ position: "", lot: "", quantity: "" }}
      next={(values) => ({ ...values, position: "", quantity: "" })}
      submit={{ label: loads.put(), icon: "plus", tone: "primary" }}
      closed={closedTo(acts)}
      onSend={send}
    >
      <Made acts={acts} type="PutInLoad" load={number} label={memberLabel} />
    </ActForm>
  );
}

function memberLabel({ lot, position }: JsonObject): string {
  return `${String(position)} · ${String(lot)}`;
}

export function TakeForm({ view, acts }: LoadActProps): JSX.Element | null {
  const { loads } = d();
  const building = view.load.status === "building";
  const there = view.members
    .filter(({ late }) => building || late)
    .map(({ lot, position, quantity, unit }) => ({
      value: JSON.stringify([position, lot]),
      label: `${position} · ${lot} · ${amountText({ value: quantity, unit })}`,
    }));
  const [first] = there;
  if (first === undefined) {
    return null;
  }
  const send = async (values: Values): Promise<void> => {
    const [position, lot] = JSON.parse(text(values, "member")) as [string, string];
    const body: TakeFromLoadBody = { container: null, load: view.load.number, lot, position };
    await acts.record({ type: "TakeFromLoad", body });
  };
  return (
    <ActForm
      key={there.length}
      title={loads.take()}
      why={loads.takeWhy()}
      fields={() => [
        { name: "member", kind: "choice", label: loads.position(), options: there, required: true },
      ]}
      initial={{ member: first.value }}
      submit={{ label: loads.take(), icon: "x" }}
      closed={closedTo(acts)}
      onSend={send}
    >
      <Made acts={acts} type="TakeFromLoad" load={view.load.number} label={memberLabel} />
    </ActForm>
  );
}

export function AdvanceForm({ view, acts }: LoadActProps): JSX.Element {
  const { loads } = d();
  const { number, status } = view.load;
  const phase = nextPhase(status);
  if (phase === null) {
    return <p>{loads.ended()}</p>;
  }
  const send = async (): Promise<void> => {
    const body: AdvanceLoadBody = { load: number, phase };
    await acts.record({ type: "AdvanceLoad", body });
  };
  return (
    <ActForm
      key={phase}
      title={loads.advance(loads.status[phase]())}
      why={phase === "closed" ? loads.freezeWhy(view.members.length) : loads.advanceWhy()}
      fields={() => []}
      initial={{}}
      submit={{
        label: loads.status[phase](),
        icon: phase === "closed" ? "lock" : "arrow-right",
        tone: "primary",
      }}
      closed={closedTo(acts)}
      onSend={send}
    >
      <Made
        acts={acts}
        type="AdvanceLoad"
        load={number}
        label={(body) => wordOf(loads.status, String(body.phase))}
      />
    </ActForm>
  );
}

interface MadeProps {
  readonly acts: DeskActs;
  readonly type: string;
  readonly load: string;
  readonly label: (body: JsonObject) => string;
}

const SHOWN = 5;

/** What was recorded here of one type about a load, the last ones. */
export function Made({ acts, type, load, label }: MadeProps): JSX.Element {
  const made = madeHere(acts.queue, type, (body) => body.load === load).slice(0, SHOWN);
  return (
    <MadeHereList
      made={made.map((line) => ({
        ...line,
        label: label(line.body),
        texts: explain(line.codes, language.value),
      }))}
    />
  );
}
