/**
 * Closing a deviation: what becomes of it, with a reason, by somebody of quality who did not open it. Holds are lifted apart.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import type { DeviationRow } from "../entries/floor-rows.ts";
import { isOnItsWay, type MadeHere, madeHere } from "../entries/made-here.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { RadioChoice } from "../ui/radio-choice.tsx";

const DISPOSITIONS = ["no_effect", "use_as_is", "rework", "scrap", "return"] as const;

interface CloseFormProps {
  readonly deviation: DeviationRow;
  readonly acts: DeskActs;
}

export function CloseForm({ deviation, acts }: CloseFormProps): JSX.Element {
  const words = d().deviation;
  const [disposition, setDisposition] = useState("");
  const [asked, setAsked] = useState(false);
  const { number } = deviation;
  const made = madeHere(acts.queue, "CloseDeviation", (body) => body.deviation === number);
  const closed = closedBecause(deviation, acts, made);
  const complaint = disposition === "" ? words.choose() : null;
  const decide = async (reason: string): Promise<void> => {
    await acts.record({
      type: "CloseDeviation",
      body: { deviation: number, disposition },
      causes: [deviation.entry],
      reason,
    });
  };
  return (
    <>
      {deviation.status === "open" && (
        <DecisionForm
          title={words.decide()}
          reasonLabel={words.reason()}
          reasonHint={words.reasonHint()}
          submit={{ label: words.close(), icon: "check", tone: "primary" }}
          closed={closed}
          hasReason={hasReason}
          check={() => {
            setAsked(true);
            return complaint;
          }}
          onDecide={decide}
        >
          <RadioChoice
            label={words.disposition()}
            value={disposition}
            options={DISPOSITIONS.map((value) => ({ value, label: words.dispositions[value]() }))}
            onChange={setDisposition}
            disabled={closed !== null}
            error={asked ? (complaint ?? undefined) : undefined}
          />
        </DecisionForm>
      )}
      <MadeHereList made={made.map(line)} />
    </>
  );
}

function closedBecause(
  deviation: DeviationRow,
  { actor }: DeskActs,
  made: readonly MadeHere[],
): string | null {
  const words = d().deviation;
  if (isOnItsWay(made)) {
    return d().act.sent();
  }
  if (deviation.opened_by === actor.badge) {
    return words.own();
  }
  return mayAct(actor, "close_deviation") ? null : words.roleMissing();
}

function line(made: MadeHere) {
  const label = wordOf(d().deviation.dispositions, String(made.body.disposition));
  return { ...made, label, texts: explain(made.codes, language.value) };
}
