/**
 * What can be decided about a template in the editor: saving it as a draft, approving a draft, withdrawing a revision.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, mayAct } from "../entries/desk-acts.ts";
import { isOnItsWay, madeHere } from "../entries/made-here.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { ActForm } from "./act-form.tsx";
import { type RevisionLine, type RevisionView, type Template, turnOf } from "./template.ts";

export interface TemplateDecisionsProps {
  /** As it is in the editor. */
  readonly now: Template;
  /** That stop an approval. */
  readonly findings: number;
  readonly dirty: boolean;
  /** The revision that is open; null for a template that was never saved. */
  readonly view: RevisionView | null;
  /** The template's revisions, newest first. */
  readonly lines: readonly RevisionLine[];
  readonly acts: DeskActs;
}

export function TemplateDecisions(props: TemplateDecisionsProps): JSX.Element {
  const { now, view, lines, acts } = props;
  const say = d().template;
  const [failed, setFailed] = useState(false);
  const about = (body: { number?: unknown }): boolean => body.number === now.number;
  const made = [
    ...madeHere(acts.queue, "DraftTemplate", about),
    ...madeHere(acts.queue, "ApproveTemplate", about),
  ];
  const waiting = isOnItsWay(made);
  const turn = turnOf(lines);
  const decide = async (type: string, body: Record<string, string>): Promise<void> => {
    try {
      await acts.record({ type, body });
      setFailed(false);
    } catch {
      // Nothing was kept on this computer, and the person is told so.
      setFailed(true);
    }
  };
  const drafts = mayAct(acts.actor, "draft_label_template");
  const changed = view === null ? lines.length === 0 : props.dirty;
  return (
    <div class="tpl-decisions">
      <Button
        label={say.save(turn)}
        icon="check"
        tone="primary"
        disabled={!drafts || waiting || !changed}
        onPress={() =>
          void decide("DraftTemplate", {
            content: JSON.stringify(now),
            number: now.number,
            revision: turn,
          })
        }
      />
      {view?.status === "draft" && (
        <Approve {...props} view={view} waiting={waiting} decide={decide} />
      )}
      {!drafts && <p class="tpl-hint">{say.mayNotDraft()}</p>}
      {waiting && <p role="status">{d().act.sent()}</p>}
      {failed && <CodeNotice status="stop" title={d().act.notSaved()} texts={[]} />}
      <MadeHereList
        made={made
          .filter(({ state }) => state !== "accepted")
          .map((line) => ({
            ...line,
            label: say.saving(),
            texts: explain(line.codes, language.value),
          }))}
      />
    </div>
  );
}

interface ApproveProps extends TemplateDecisionsProps {
  readonly view: RevisionView;
  readonly waiting: boolean;
  readonly decide: (type: string, body: Record<string, string>) => Promise<void>;
}

function Approve({ waiting, decide, ...props }: ApproveProps): JSX.Element {
  const { view } = props;
  const why = approvalClosed(props);
  return (
    <Button
      label={d().template.approve()}
      icon="badge-check"
      disabled={why !== null || waiting}
      {...(why === null ? {} : { note: why })}
      onPress={() =>
        void decide("ApproveTemplate", {
          number: view.number,
          revision: view.revision,
          sha256: view.sha256,
        })
      }
    />
  );
}

/** Why this draft cannot be approved by this person now; null when it can. */
function approvalClosed({
  view,
  findings,
  dirty,
  acts,
}: Pick<ApproveProps, "view" | "findings" | "dirty" | "acts">): string | null {
  const say = d().template;
  if (!mayAct(acts.actor, "approve_label_template")) {
    return say.mayNotApprove();
  }
  if (view.drafted_by === acts.actor.badge) {
    return say.ownDraft();
  }
  if (dirty) {
    return say.saveFirst();
  }
  return findings > 0 ? say.found(findings) : null;
}

export interface WithdrawProps {
  readonly view: RevisionView;
  readonly acts: DeskActs;
}

/** Only what is in use can be withdrawn; for the rest there is nothing to show. */
export function Withdraw({ view, acts }: WithdrawProps): JSX.Element | null {
  const say = d().template;
  if (view.status !== "draft" && view.status !== "approved") {
    return null;
  }
  const { number, revision } = view;
  return (
    <details class="tpl-withdraw">
      <summary>{say.withdrawing()}</summary>
      <ActForm
        title={say.withdraw(revision)}
        why={say.withdrawWhy[view.status]()}
        submit={{ label: say.withdraw(revision), icon: "x", tone: "stop" }}
        type="WithdrawTemplate"
        acts={acts}
        closed={mayAct(acts.actor, "approve_label_template") ? null : say.mayNotWithdraw()}
        needsReason
        body={() => ({ number, revision })}
        about={(body) => body.number === number && body.revision === revision}
      />
    </details>
  );
}
