/**
 * Releasing or rejecting a lot that waits in quarantine; the server judges every guard and says which one stands in the way.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { isOnItsWay, madeHere } from "../entries/made-here.ts";
import type { LotRow } from "../entries/rows.ts";
import { ChoiceForm } from "../ui/decision-form.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";

const VERDICTS = ["release", "release_conditionally", "reject"] as const;
const WAITING = new Set(["quarantine", "inspecting", "conditional"]);

export interface DecideLotFormProps {
  readonly lot: LotRow;
  readonly acts: DeskActs;
}

export function DecideLotForm({ lot, acts }: DecideLotFormProps): JSX.Element {
  const words = d().change.decide;
  const made = madeHere(acts.queue, "DecideLot", (body) => body.lot === lot.number);
  const closed = isOnItsWay(made)
    ? d().act.sent()
    : !WAITING.has(lot.status)
      ? words.notWaiting()
      : mayAct(acts.actor, "decide_lot")
        ? null
        : d().change.needsQuality();
  return (
    <>
      <ChoiceForm
        title={words.title()}
        why={words.why()}
        reasonLabel={words.reason()}
        submit={{ label: d().deviation.decide(), icon: "check", tone: "primary" }}
        closed={closed}
        hasReason={hasReason}
        question={words.verdict()}
        options={VERDICTS.map((value) => ({ value, label: words.verdicts[value]() }))}
        choose={words.choose()}
        onDecide={(verdict, reason) =>
          acts.record({ type: "DecideLot", body: { lot: lot.number, verdict }, reason })
        }
      />
      <MadeHereList
        made={made.map((line) => ({
          ...line,
          label: wordOf(words.verdicts, String(line.body.verdict)),
          texts: explain(line.codes, language.value),
        }))}
      />
    </>
  );
}
