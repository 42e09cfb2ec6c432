/**
 * Resolving an exception: a decision with a reason, by another person than the author of the entry. It is shown as sent
 * until the server's outcome is here; a refusal says why.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { isOnItsWay, type MadeHere, madeHere } from "../entries/made-here.ts";
import type { ExceptionRow } from "../entries/rows.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { RadioChoice } from "../ui/radio-choice.tsx";

const RESOLUTIONS = ["confirmed", "corrected", "void", "noted"] as const;

export interface ResolveFormProps {
  readonly exception: ExceptionRow;
  readonly acts: DeskActs;
}

export function ResolveForm({ exception, acts }: ResolveFormProps): JSX.Element {
  const words = d().inbox;
  const [resolution, setResolution] = useState("");
  const [asked, setAsked] = useState(false);
  const made = madeHere(acts.queue, "ResolveException", (body) => body.exception === exception.id);
  const complaint = resolution === "" ? words.choose() : null;
  const decide = async (reason: string): Promise<void> => {
    await acts.record({
      type: "ResolveException",
      body: { exception: exception.id, resolution },
      causes: exception.entry === "" ? [] : [exception.entry],
      reason,
    });
  };
  return (
    <>
      {exception.status === "open" && (
        <DecisionForm
          title={words.decide()}
          reasonLabel={words.reason()}
          reasonHint={words.reasonHint()}
          submit={{ label: words.resolve(), icon: "check", tone: "primary" }}
          closed={closedBecause(exception, acts, made)}
          hasReason={hasReason}
          check={() => {
            setAsked(true);
            return complaint;
          }}
          onDecide={decide}
        >
          <RadioChoice
            label={words.resolution()}
            value={resolution}
            options={RESOLUTIONS.map((value) => ({ value, label: words.resolutions[value]() }))}
            onChange={setResolution}
            disabled={closedBecause(exception, acts, made) !== null}
            error={asked ? (complaint ?? undefined) : undefined}
          />
        </DecisionForm>
      )}
      <MadeHereList made={made.map(line)} />
    </>
  );
}

function closedBecause(
  exception: ExceptionRow,
  { actor }: DeskActs,
  made: readonly MadeHere[],
): string | null {
  const words = d().inbox;
  if (isOnItsWay(made)) {
    return d().act.sent();
  }
  if (exception.by !== "" && exception.by === actor.badge) {
    return words.ownRecord();
  }
  return mayAct(actor, "resolve_exception") ? null : words.roleMissing();
}

function line(made: MadeHere) {
  const label = wordOf(d().inbox.resolvedAs, String(made.body.resolution));
  return { ...made, label, texts: explain(made.codes, language.value) };
}
