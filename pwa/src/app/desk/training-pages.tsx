/**
 * Training at the desk: the board, the card of a skill, one person's standing in it, and their forms.
 */

import type { JSX } from "preact";
import { factoryDay } from "../../entries/factory-day.ts";
import { TrainingBoard } from "../../people/desk-training.tsx";
import { pairCard, skillCard } from "../../people/training-cards.tsx";
import {
  assignForm,
  readForm,
  recordForm,
  revokeForm,
  skillForm,
} from "../../people/training-form.ts";
import {
  type MatrixView,
  mayWork,
  type PersonTrainingView,
  type SkillTrainingView,
  waitsForAssessment,
} from "../../people/training-view.ts";
import { type ActionLinkProps, Actions } from "../../ui/action-link.tsx";
import { AsOf } from "../../ui/as-of.tsx";
import type { FormSpec } from "../../ui/form-fields.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { RecordCard } from "../../ui/record-card.tsx";
import { recordHref } from "../../ui/record-link.tsx";
import { CardPage } from "./card-page.tsx";
import { FormPage } from "./form-page.tsx";
import { formHref } from "./forms.ts";
import { ImportPage } from "./import-page.tsx";
import type { PageParts } from "./lists.tsx";
import { ReadPage } from "./read-page.tsx";
import { storedFiles } from "./stored-files.ts";

export interface TrainingPagesProps extends PageParts {
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly revision: number;
}

export function TrainingPages(props: TrainingPagesProps): JSX.Element {
  const { at, query, frame, acts, server, nowMs, revision } = props;
  const tick = nowMs + revision;
  const act = query.get("do") ?? "";
  if (act === "import-skills" || act === "import-training") {
    const kind = act === "import-skills" ? "skills" : "training";
    return <ImportPage key={kind} section="training" kind={kind} acts={acts} server={server} />;
  }
  const spec = formOf(props, act);
  if (spec !== null) {
    return <FormPage key={act} spec={spec} acts={acts} />;
  }
  if (at.length === 0) {
    const shown = { ...frame, asOf: asOf(nowMs), actions: <Actions links={boardLinks()} /> };
    return (
      <ReadPage<MatrixView> server={server} path="/training" tick={tick}>
        {(view) => <TrainingBoard view={view} frame={shown} />}
      </ReadPage>
    );
  }
  return at.length === 1 ? <SkillPage {...props} /> : <PairPage {...props} />;
}

function formOf({ at, acts, rows, nowMs }: TrainingPagesProps, act: string): FormSpec | null {
  const [skill = "", person = ""] = at;
  const wish = { rows, skill, person, today: factoryDay(nowMs) };
  switch (act) {
    case "new":
      return skillForm(rows, null);
    case "revise": {
      const known = rows.get("skill", [skill])?.row;
      return known === undefined ? null : skillForm(rows, known);
    }
    case "record":
      return recordForm(wish);
    case "assign":
      return assignForm(wish);
    case "read":
      return acts.actor.person?.number === person ? readForm(wish) : null;
    case "revoke":
      return revokeForm(wish);
    default:
      return null;
  }
}

function asOf(nowMs: number): JSX.Element {
  return <AsOf at={new Date(nowMs)} now={new Date(nowMs)} source="server" />;
}

function boardLinks(): readonly ActionLinkProps[] {
  const { training } = d();
  const to = (act: string): string => formHref("training", [], act);
  return [
    { href: to("record"), label: training.record(), icon: "plus", tone: "primary" },
    { href: to("new"), label: training.define(), icon: "plus" },
    { href: to("import-training"), label: training.importTraining(), icon: "cloud-upload" },
    { href: to("import-skills"), label: training.importSkills(), icon: "cloud-upload" },
  ];
}

function SkillPage({ at, server, nowMs, revision }: TrainingPagesProps): JSX.Element {
  const { training } = d();
  const [code = ""] = at;
  const links: readonly ActionLinkProps[] = [
    {
      href: formHref("training", at, "record"),
      label: training.record(),
      icon: "plus",
      tone: "primary",
    },
    { href: formHref("training", at, "assign"), label: training.assign() },
    { href: formHref("training", at, "revise"), label: training.revise(), icon: "pencil" },
  ];
  const path = `/training/skills/${encodeURIComponent(code)}`;
  return (
    <ReadPage<SkillTrainingView> server={server} path={path} tick={nowMs + revision}>
      {(view) => {
        const card = {
          ...skillCard(view, storedFiles(server)),
          actions: <Actions links={links} />,
        };
        const parts = { at, card, asOf: asOf(nowMs), server, revision };
        return <CardPage section="training" {...parts} />;
      }}
    </ReadPage>
  );
}

function PairPage({ at, acts, server, nowMs, revision }: TrainingPagesProps): JSX.Element {
  const { frame, training } = d();
  const [code = "", number = ""] = at;
  const path = `/training/people/${encodeURIComponent(number)}`;
  return (
    <ReadPage<PersonTrainingView> server={server} path={path} tick={nowMs + revision}>
      {(view) => {
        const card = pairCard(view, code, storedFiles(server));
        if (card === null) {
          return <p>{training.unknownSkill()}</p>;
        }
        const cell = view.cells.find(({ skill }) => skill === code);
        const may = cell !== undefined && mayWork(cell);
        const own = acts.actor.person?.number === number && !waitsForAssessment(view, cell);
        return (
          <RecordCard
            card={{ ...card, actions: <Actions links={pairLinks(at, may, own)} /> }}
            kind={training.title()}
            asOf={asOf(nowMs)}
            back={{ href: recordHref("training"), label: frame.back(frame.menu.training()) }}
          />
        );
      }}
    </ReadPage>
  );
}

/** Renewing is recording again; only what counts can be revoked; everybody confirms their own reading. */
function pairLinks(at: readonly string[], may: boolean, own: boolean): readonly ActionLinkProps[] {
  const { training } = d();
  const to = (act: string): string => formHref("training", at, act);
  return [
    {
      href: to("record"),
      label: may ? training.renew() : training.record(),
      icon: "plus",
      tone: "primary",
    },
    ...(own ? [{ href: to("read"), label: training.confirmReading() }] : []),
    ...(may ? [] : [{ href: to("assign"), label: training.assign() }]),
    ...(may ? [{ href: to("revoke"), label: training.revoke(), icon: "lock" as const }] : []),
  ];
}
