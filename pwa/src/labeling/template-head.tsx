/**
 * Which revision is open, how it differs from the approved one, and what can be decided about it.
 */

import type { JSX } from "preact";
import { ActionLink } from "../ui/action-link.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Icon } from "../ui/icon.tsx";
import { localName } from "../ui/local-name.ts";
import { recordHref } from "../ui/record-link.tsx";
import { StatusChip } from "../ui/status-chip.tsx";
import type { RevisionView, Template } from "./template.ts";
import { TemplateDecisions, type TemplateDecisionsProps, Withdraw } from "./template-decisions.tsx";
import { differences } from "./template-edit.ts";
import { statusChip } from "./template-list.tsx";

export interface TemplateHeadProps extends TemplateDecisionsProps {
  readonly view: RevisionView;
  /** The approved revision; null while there is none. */
  readonly before: RevisionView | null;
}

export function TemplateHead(props: TemplateHeadProps): JSX.Element {
  const { now, view, lines, acts } = props;
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
        <div class="tpl-more">
          <Differences {...props} />
          <ActionLink
            href={recordHref("templates", ["new", view.number, view.revision])}
            label={say.copyAsNew()}
            icon="copy"
            tone="quiet"
          />
          <Withdraw view={view} acts={acts} />
        </div>
        <TemplateDecisions {...props} />
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
