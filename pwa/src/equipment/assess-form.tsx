/**
 * Asking what becomes of everything a piece found wrong was used on: a deviation each, with or without a hold meanwhile.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { isOnItsWay, type MadeHere, madeHere } from "../entries/made-here.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { RadioChoice } from "../ui/radio-choice.tsx";
import { questions, type UsesPage, unasked } from "./uses.ts";

interface AssessFormProps {
  readonly page: UsesPage;
  readonly acts: DeskActs;
}

const HOLDS = ["hold", "go"] as const;

export function AssessForm({ page, acts }: AssessFormProps): JSX.Element {
  const words = d().equipment.doubt;
  const [hold, setHold] = useState("");
  const [wanted, setWanted] = useState(false);
  const { calibration } = page;
  const made = madeHere(acts.queue, "AssessUses", (body) => body.calibration === calibration);
  const left = unasked(page).length;
  if (left === 0) {
    return <p>{words.allAsked()}</p>;
  }
  const closed = closedBecause(acts, made);
  const complaint = hold === "" ? words.chooseHold() : null;
  const decide = async (reason: string): Promise<void> => {
    for (const body of questions(page, hold === "hold")) {
      await acts.record({ type: "AssessUses", body, reason });
    }
  };
  return (
    <>
      <DecisionForm
        title={words.ask(left)}
        why={words.askWhy()}
        reasonLabel={d().deviation.reason()}
        submit={{ label: words.askNow(), icon: "triangle-alert", tone: "primary" }}
        closed={closed}
        hasReason={hasReason}
        check={() => {
          setWanted(true);
          return complaint;
        }}
        onDecide={decide}
      >
        <RadioChoice
          label={words.hold()}
          value={hold}
          options={HOLDS.map((value) => ({
            value,
            label: words.holds[value](),
            note: words.holdNotes[value](),
          }))}
          onChange={setHold}
          disabled={closed !== null}
          error={wanted ? (complaint ?? undefined) : undefined}
        />
      </DecisionForm>
      <MadeHereList made={made.map(line)} />
    </>
  );
}

function closedBecause({ actor }: DeskActs, made: readonly MadeHere[]): string | null {
  if (isOnItsWay(made)) {
    return d().act.sent();
  }
  return mayAct(actor, "assess_equipment") ? null : d().equipment.doubt.roleMissing();
}

function line(made: MadeHere) {
  const label = d().equipment.doubt.holds[made.body.hold === true ? "hold" : "go"]();
  return { ...made, label, texts: explain(made.codes, language.value) };
}
