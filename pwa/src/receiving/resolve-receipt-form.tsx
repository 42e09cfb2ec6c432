/**
 * Settling a doubtful receipt: somebody else has looked at the goods and confirms or voids it.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { isOnItsWay, type MadeHere, madeHere } from "../entries/made-here.ts";
import type { ReceiptRow } from "../entries/rows.ts";
import { ChoiceForm } from "../ui/decision-form.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";

export interface ResolveReceiptFormProps {
  readonly receipt: ReceiptRow;
  readonly acts: DeskActs;
}

export function ResolveReceiptForm({ receipt, acts }: ResolveReceiptFormProps): JSX.Element {
  const words = d().inbox;
  const made = madeHere(acts.queue, "ResolveReceipt", (body) => body.receipt === receipt.id);
  return (
    <>
      <ChoiceForm
        title={words.receiptTitle()}
        why={receipt.status === "unreconciled" ? words.receiptWhy() : words.settled()}
        reasonLabel={words.reason()}
        reasonHint={words.reasonHint()}
        submit={{ label: words.resolve(), icon: "check", tone: "primary" }}
        closed={closedBecause(receipt, acts, made)}
        hasReason={hasReason}
        question={words.resolution()}
        options={[
          { value: "confirm", label: words.confirmReceipt(), note: words.confirmReceiptNote() },
          { value: "void", label: words.voidReceipt(), note: words.voidReceiptNote() },
        ]}
        choose={words.choose()}
        onDecide={(verdict, reason) =>
          acts.record({
            type: "ResolveReceipt",
            body: { receipt: receipt.id, verdict },
            causes: [receipt.id],
            reason,
          })
        }
      />
      <MadeHereList made={made.map(line)} />
    </>
  );
}

function closedBecause(
  receipt: ReceiptRow,
  { actor }: DeskActs,
  made: readonly MadeHere[],
): string | null {
  const words = d().inbox;
  if (isOnItsWay(made)) {
    return d().act.sent();
  }
  if (receipt.status !== "unreconciled") {
    return words.settled();
  }
  if (receipt.by === actor.badge) {
    return words.ownRecord();
  }
  return mayAct(actor, "resolve_exception") ? null : words.roleMissing();
}

function line(made: MadeHere) {
  const words = d().inbox;
  const label = made.body.verdict === "confirm" ? words.confirmReceipt() : words.voidReceipt();
  return { ...made, label, texts: explain(made.codes, language.value) };
}
