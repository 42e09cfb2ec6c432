/**
 * Approving what is shown, by somebody who did not write it, and withdrawing what is in use, with a reason.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { madeHere } from "../entries/made-here.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { effectivityText, type RevisionLine } from "./process-view.ts";

export interface ProcessDecideProps {
  readonly shown: RevisionLine;
  readonly acts: DeskActs;
}

export function ProcessDecide({ shown, acts }: ProcessDecideProps): JSX.Element {
  const { making, form } = d();
  const { item, kind, revision } = shown;
  const named = { item, kind, revision };
  const allowed = mayAct(acts.actor, "approve_process") ? null : making.needsQuality();
  const own = shown.drafted_by === acts.actor.badge ? making.ownDraft() : null;
  return (
    <>
      {shown.status === "draft" && (
        <DecisionForm
          title={making.approve()}
          why={making.approveWhy(shown.drafted_by)}
          reasonLabel={making.approveRemark()}
          submit={{ label: making.approve(), icon: "badge-check", tone: "primary" }}
          closed={allowed ?? own}
          hasReason={hasReason}
          onDecide={(reason) =>
            acts.record({
              type: "ApproveProcess",
              body: { ...named, drafted_by_entry: shown.drafted_by_entry },
              reason,
            })
          }
        >
          <p>
            {`${effectivityText(shown.effectivity)}. ${d().effectivity.why[shown.effectivity.kind]()}`}
          </p>
        </DecisionForm>
      )}
      {shown.status === "approved" && (
        <DecisionForm
          title={making.withdraw()}
          why={making.withdrawWhy()}
          reasonLabel={form.reason()}
          reasonHint={form.reasonHint()}
          submit={{ label: making.withdraw(), icon: "lock", tone: "stop" }}
          closed={allowed}
          hasReason={hasReason}
          onDecide={(reason) => acts.record({ type: "WithdrawProcess", body: named, reason })}
        />
      )}
      {shown.status === "withdrawn" && <p>{making.nothingToDecide()}</p>}
      <Made acts={acts} shown={shown} />
    </>
  );
}

function Made({ acts, shown }: ProcessDecideProps): JSX.Element {
  const words = { ApproveProcess: d().making.approve(), WithdrawProcess: d().making.withdraw() };
  const made = (["ApproveProcess", "WithdrawProcess"] as const).flatMap((type) =>
    madeHere(
      acts.queue,
      type,
      ({ item, kind, revision }) =>
        item === shown.item && kind === shown.kind && revision === shown.revision,
    ).map((line) => ({ ...line, label: words[type], texts: explain(line.codes, language.value) })),
  );
  return <MadeHereList made={made} />;
}
