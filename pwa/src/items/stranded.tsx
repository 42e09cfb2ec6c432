/**
 * Numbers that nothing can use any more, for their device was taken out of use: void in one act.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { madeHere } from "../entries/made-here.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import type { StrandedLine } from "./numbers-view.ts";

/** Of one entry. */
const MOST_SPANS = 1_000;

export interface StrandedProps {
  readonly lines: readonly StrandedLine[];
  readonly acts: DeskActs;
}

export function Stranded({ lines, acts }: StrandedProps): JSX.Element {
  return (
    <>
      {lines.map((line) => (
        <OneDevice key={line.device} line={line} acts={acts} />
      ))}
    </>
  );
}

function OneDevice({
  line,
  acts,
}: {
  readonly line: StrandedLine;
  readonly acts: DeskActs;
}): JSX.Element {
  const { numbers, identity } = d();
  const spans = line.spans.slice(0, MOST_SPANS);
  const rest = line.spans.length - spans.length;
  const made = madeHere(acts.queue, "VoidNumbers", () => true).slice(0, 1);
  return (
    <>
      <DecisionForm
        title={identity.strandedTitle(line.device_code, line.count)}
        why={`${identity.strandedWhy(line.pools.join(", "))}${rest > 0 ? identity.strandedRest(rest) : ""}`}
        reasonLabel={numbers.voidReason()}
        submit={{ label: identity.strandedSubmit(), icon: "x", tone: "stop" }}
        closed={mayAct(acts.actor, "manage_master_data") ? null : numbers.notAllowed()}
        hasReason={hasReason}
        onDecide={(reason) => acts.record({ type: "VoidNumbers", body: { spans }, reason })}
      />
      <MadeHereList
        made={made.map((entry) => ({
          ...entry,
          label: numbers.voidTitle(),
          texts: explain(entry.codes, language.value),
        }))}
      />
    </>
  );
}
