/**
 * Closing a deviation: what becomes of it, with a reason, by somebody of quality who did not open it. Holds are lifted apart.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import type { DeviationRow } from "../entries/floor-rows.ts";
import { isOnItsWay, type MadeHere, madeHere } from "../entries/made-here.ts";
import { ChoiceForm } from "../ui/decision-form.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";

const DISPOSITIONS = ["no_effect", "use_as_is", "rework", "scrap", "return"] as const;

interface CloseFormProps {
  readonly deviation: DeviationRow;
  readonly acts: DeskActs;
}

export function CloseForm({ deviation, acts }: CloseFormProps): JSX.Element {
  const words = d().deviation;
  const { number } = deviation;
  const made = madeHere(acts.queue, "CloseDeviation", (body) => body.deviation === number);
  return (
    <>
      {deviation.status === "open" && (
        <ChoiceForm
          title={words.decide()}
          reasonLabel={words.reason()}
          reasonHint={words.reasonHint()}
          submit={{ label: words.close(), icon: "check", tone: "primary" }}
          closed={closedBecause(deviation, acts, made)}
          hasReason={hasReason}
          question={words.disposition()}
          options={DISPOSITIONS.map((value) => ({ value, label: words.dispositions[value]() }))}
          choose={words.choose()}
          onDecide={(disposition, reason) =>
            acts.record({
              type: "CloseDeviation",
              body: { deviation: number, disposition },
              causes: [deviation.entry],
              reason,
            })
          }
        />
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
