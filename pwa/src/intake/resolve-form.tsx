/**
 * Resolving an exception: a decision with a reason, by another person than the author of the entry. It is shown as sent
 * until the server's outcome is here; a refusal says why.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { isOnItsWay, type MadeHere, madeHere } from "../entries/made-here.ts";
import type { ExceptionRow } from "../entries/rows.ts";
import { ChoiceForm } from "../ui/decision-form.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";

const RESOLUTIONS = ["confirmed", "corrected", "void", "noted"] as const;

export interface ResolveFormProps {
  readonly exception: ExceptionRow;
  readonly acts: DeskActs;
}

export function ResolveForm({ exception, acts }: ResolveFormProps): JSX.Element {
  const words = d().inbox;
  const made = madeHere(acts.queue, "ResolveException", (body) => body.exception === exception.id);
  return (
    <>
      {exception.status === "open" && (
        <ChoiceForm
          title={words.decide()}
          reasonLabel={words.reason()}
          reasonHint={words.reasonHint()}
          submit={{ label: words.resolve(), icon: "check", tone: "primary" }}
          closed={closedBecause(exception, acts, made)}
          hasReason={hasReason}
          question={words.resolution()}
          options={RESOLUTIONS.map((value) => ({ value, label: words.resolutions[value]() }))}
          choose={words.choose()}
          onDecide={(resolution, reason) =>
            acts.record({
              type: "ResolveException",
              body: { exception: exception.id, resolution },
              causes: exception.entry === "" ? [] : [exception.entry],
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
