/** What the last scan or record came to, or what is to be scanned. */

import type { JSX } from "preact";
import type { LoadRow } from "../../entries/load-rows.ts";
import { membersOf } from "../../production/load-advice.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { l } from "../../ui/i18n/load/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { codeText } from "../codes.ts";
import { useApp } from "../context.ts";
import { nameOf } from "../texts.ts";
import type { LoadDraft } from "./drafts.ts";
import type { Said } from "./state.ts";
import type { LoadWork } from "./work.ts";

interface LoadVerdictProps {
  readonly work: LoadWork;
  readonly load: LoadRow | null;
}

export function LoadVerdict({ work, load }: LoadVerdictProps): JSX.Element {
  const { rows } = useApp();
  const words = l();
  const { chamber, confirm, cycle, said } = work.state.value;
  if (said !== null) {
    return <SaidVerdict said={said} />;
  }
  if (confirm !== null && load !== null) {
    const positions = new Set(membersOf(rows, load.number).map(({ position }) => position)).size;
    const why = confirm === "closed" ? words.confirm.closed(positions) : words.confirm.other();
    return <Verdict status="provisional" word={words.advance[confirm]()} why={why} />;
  }
  if (cycle !== null) {
    return <Verdict status="provisional" word={words.number()} why={words.numberHow()} />;
  }
  if (load === null && chamber === null) {
    return (
      <Verdict status="none">
        <EmptyState drawing="any" title={words.scanFirst()} text={words.scanFirstHow()} />
      </Verdict>
    );
  }
  return load === null ? (
    <Standing about={words.whichCycle()} of={chamber ?? ""} />
  ) : (
    <Open load={load} />
  );
}

function Open({ load }: { readonly load: LoadRow }): JSX.Element {
  const { rows } = useApp();
  const { cycle, number, revision, status } = load;
  const named = rows.get("cycle", [cycle, revision])?.row;
  return (
    <Standing about={named === undefined ? cycle : nameOf(named)} of={number}>
      {status === "await_bi" && <p>{l().ended()}</p>}
    </Standing>
  );
}

interface StandingProps {
  readonly about: string;
  readonly of: string;
  readonly children?: JSX.Element | false;
}

function Standing({ about, of, children }: StandingProps): JSX.Element {
  return (
    <Verdict status="none">
      <p>{about}</p>
      <p class="app-title">
        <Identifier value={of} size="key" />
      </p>
      {children}
    </Verdict>
  );
}

/** What a record is about, in a few characters. */
function key({ type, body }: LoadDraft): string {
  switch (type) {
    case "PutInLoad":
    case "TakeFromLoad":
      return body.container ?? body.lot;
    case "RecordIndicator":
      return body.indicator;
    default:
      return body.load;
  }
}

function detail({ type, body }: LoadDraft): string {
  const words = l();
  switch (type) {
    case "PutInLoad":
      return `${body.quantity.value} ${body.quantity.unit} · ${words.at(body.position)}`;
    case "AdvanceLoad":
      return words.phase[body.phase]();
    case "RecordIndicator":
      return body.position === null ? "" : words.at(body.position);
    case "TakeFromLoad":
      return words.at(body.position);
    case "OpenLoad":
      return body.chamber;
  }
}

function SaidVerdict({ said }: { readonly said: Said }): JSX.Element {
  const words = l();
  switch (said.is) {
    case "position": {
      const value = <Identifier value={said.text} size="key" />;
      return <Verdict status="ok" word={words.position()} value={value} why={words.nowLot()} />;
    }
    case "done": {
      const { draft, findings } = said;
      const told = findings.map((each) => codeText(each.code, each.detail).what);
      const good = told.length === 0;
      return (
        <Verdict
          status={good ? "ok" : "warn"}
          word={good ? words.done[draft.type]() : words.flagged()}
          value={<Identifier value={key(draft)} size="key" />}
          why={good ? detail(draft) : told.join(" ")}
        />
      );
    }
    case "refused": {
      const value = <Identifier value={key(said.draft)} size="key" />;
      return (
        <Verdict status="warn" word={words.refused()} value={value} why={words.refusedWhy()} />
      );
    }
    case "box_there": {
      const value = <Identifier value={said.text} size="key" />;
      const why = words.boxThereWhy(said.position);
      return <Verdict status="warn" word={words.soft.box_there()} value={value} why={why} />;
    }
    default: {
      const value = <Identifier value={said.text} size="key" />;
      const why = words.softWhy[said.is]();
      return <Verdict status="warn" word={words.soft[said.is]()} value={value} why={why} />;
    }
  }
}
