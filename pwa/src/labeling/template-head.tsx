/**
 * Which revision is open, how it differs from the approved one, saving it as a draft and approving a draft.
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
import { Icon } from "../ui/icon.tsx";
import { localName } from "../ui/local-name.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { recordHref } from "../ui/record-link.tsx";
import { StatusChip } from "../ui/status-chip.tsx";
import { type RevisionLine, type RevisionView, type Template, turnOf } from "./template.ts";
import { differences } from "./template-edit.ts";
import { statusChip } from "./template-list.tsx";

export interface TemplateHeadProps {
  /** As it is in the editor. */
  readonly now: Template;
  readonly findings: number;
  readonly dirty: boolean;
  readonly view: RevisionView;
  /** The approved revision; null while there is none. */
  readonly before: RevisionView | null;
  readonly lines: readonly RevisionLine[];
  readonly acts: DeskActs;
}

export function TemplateHead(props: TemplateHeadProps): JSX.Element {
  const { now, view, lines } = props;
  const say = d().template;
  const newest = lines[0]?.revision ?? view.revision;
  return (
    <header class="tpl-head">
      <div class="tpl-title">
        <a href={recordHref("templates")}>
          <Icon name="arrow-left" size={20} />
          {d().frame.menu.templates()}
        </a>
        <h1>{`${view.number} · ${localName(now)}`}</h1>
        <StatusChip {...statusChip(view)} />
        <span>{say.revisionOf(view.revision)}</span>
        {newest !== view.revision && (
          <a href={recordHref("templates", [view.number, newest])}>{say.toNewest(newest)}</a>
        )}
      </div>
      <div class="tpl-act">
        <Differences {...props} />
        <Decisions {...props} />
      </div>
    </header>
  );
}

function Differences({ now, before }: TemplateHeadProps): JSX.Element | null {
  const say = d().template;
  if (before === null) {
    return null;
  }
  const found = differences(now, JSON.parse(before.content) as Template);
  if (found.length === 0) {
    return <p class="tpl-hint">{say.asApproved(before.revision)}</p>;
  }
  return (
    <details class="tpl-differences">
      <summary>{say.differs(found.length, before.revision)}</summary>
      <ul>
        {found.map(({ id, what }) => (
          <li key={`${what}-${id}`}>
            {say.difference[what]()} {id}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Decisions({ now, findings, dirty, view, lines, acts }: TemplateHeadProps): JSX.Element {
  const say = d().template;
  const [failed, setFailed] = useState(false);
  const about = (body: { number?: unknown }): boolean => body.number === view.number;
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
  const why = approvalClosed({ view, findings, dirty, acts });
  return (
    <div class="tpl-decisions">
      <Button
        label={say.save(turn)}
        icon="check"
        tone="primary"
        disabled={!drafts || waiting || !dirty}
        onPress={() =>
          void decide("DraftTemplate", {
            content: JSON.stringify(now),
            number: view.number,
            revision: turn,
          })
        }
      />
      {view.status === "draft" && (
        <Button
          label={say.approve()}
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

/** Why this draft cannot be approved by this person now; null when it can. */
function approvalClosed(
  props: Pick<TemplateHeadProps, "view" | "findings" | "dirty" | "acts">,
): string | null {
  const { view, findings, dirty, acts } = props;
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
