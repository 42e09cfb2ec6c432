/**
 * One receipt put right: quantity, expiry or supplier's lot corrected, or undone; always with a reason, never deleted.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CorrectReceiptBody } from "../../entries/bodies.ts";
import { amountText } from "../../ui/amount.ts";
import { Button } from "../../ui/button.tsx";
import { DateKeypad } from "../../ui/date-keypad.tsx";
import { Field } from "../../ui/field.tsx";
import { timeRelativeTo } from "../../ui/format.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Keypad } from "../../ui/keypad.tsx";
import { List } from "../../ui/list.tsx";
import { Facts } from "../../ui/record-header.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useApp } from "../context.ts";
import { recordOrHalt } from "../record-or-halt.ts";
import { nameOf } from "../texts.ts";
import type { ReceiveWork } from "./work.ts";

export interface ReceiptSheetProps {
  readonly receipt: string;
  readonly work: ReceiveWork;
  readonly onClose: () => void;
}

type Correction = Omit<CorrectReceiptBody, "receipt">;
type Step =
  | { readonly at: "facts" | "quantity" | "expiry" | "supplier_lot" | "why_undo" }
  | { readonly at: "why_correct"; readonly change: Partial<Correction> };

const UNCHANGED: Correction = {
  expiry: null,
  production: null,
  quantity: null,
  supplier: null,
  supplier_lot: null,
};

export function ReceiptSheet({ receipt, work, onClose }: ReceiptSheetProps): JSX.Element | null {
  const app = useApp();
  const [step, setStep] = useState<Step>({ at: "facts" });
  const row = app.rows.get("receipt", [receipt])?.row;
  if (row === undefined) {
    return null;
  }
  const ask = (change: Partial<Correction>): void => setStep({ at: "why_correct", change });
  const correct = async (change: Partial<Correction>, reason: string): Promise<void> => {
    const body = { ...UNCHANGED, ...change, receipt };
    const draft = { type: "CorrectReceipt", body, causes: [receipt], reason };
    if ((await recordOrHalt(app, draft)) !== null) {
      app.feedback.signal("ok", {});
    }
    onClose();
  };
  const undo = async (reason: string): Promise<void> => {
    await work.undo(receipt, row.lot, reason);
    onClose();
  };
  const words = receiveWords();
  const title = {
    facts: row.lot,
    quantity: words.correctQuantity(),
    expiry: words.correctExpiry(),
    supplier_lot: words.correctLot(),
    why_undo: words.whyUndo(),
    why_correct: words.whyCorrect(),
  }[step.at];
  return (
    <Sheet title={title} open onClose={onClose}>
      {step.at === "facts" && <ReceiptFacts receipt={receipt} onStep={setStep} />}
      {step.at === "quantity" && <NewQuantity unit={row.unit} onDone={ask} />}
      {step.at === "expiry" && <NewExpiry onDone={ask} />}
      {step.at === "supplier_lot" && <NewLot onDone={ask} />}
      {step.at === "why_undo" && (
        <Reasons reasons={words.undoReasons} onReason={(reason) => void undo(reason)} />
      )}
      {step.at === "why_correct" && (
        <Reasons
          reasons={words.correctReasons}
          onReason={(reason) => void correct(step.change, reason)}
        />
      )}
    </Sheet>
  );
}

function ReceiptFacts(props: {
  readonly receipt: string;
  readonly onStep: (step: Step) => void;
}): JSX.Element | null {
  const { rows, now } = useApp();
  const row = rows.get("receipt", [props.receipt])?.row;
  if (row === undefined) {
    return null;
  }
  const lot = rows.get("lot", [row.lot])?.row;
  const person = rows.find("person", "badge", row.by)[0]?.row;
  const words = receiveWords();
  const go = (at: "quantity" | "expiry" | "supplier_lot" | "why_undo") => () =>
    props.onStep({ at });
  return (
    <>
      <Facts
        facts={[
          { label: words.fact.lot(), value: <Identifier value={row.lot} /> },
          { label: words.fact.supplierLot(), value: row.supplier_lot ?? "–" },
          { label: words.fact.expiry(), value: lot?.expiry ?? "–" },
          {
            label: words.fact.quantity(),
            value: amountText({ value: row.quantity, unit: row.unit }),
          },
          { label: words.fact.by(), value: person === undefined ? row.by : nameOf(person) },
          {
            label: words.fact.at(),
            value: timeRelativeTo(new Date(row.occurred_at), new Date(now.value)),
          },
        ]}
      />
      <div class="app-row">
        <Button label={words.correctQuantity()} icon="pencil" onPress={go("quantity")} />
        <Button label={words.correctExpiry()} icon="calendar" onPress={go("expiry")} />
        <Button label={words.correctLot()} icon="tags" onPress={go("supplier_lot")} />
      </div>
      <div class="app-row app-apart">
        <Button label={words.undoReceipt()} icon="undo-2" tone="stop" onPress={go("why_undo")} />
      </div>
    </>
  );
}

interface ChangeProps {
  readonly onDone: (change: Partial<Correction>) => void;
}

function NewQuantity({ unit, onDone }: ChangeProps & { readonly unit: string }): JSX.Element {
  const [value, setValue] = useState("");
  return (
    <Keypad
      label={receiveWords().fact.quantity()}
      unit={unit}
      decimals={3}
      value={value}
      onChange={setValue}
      onDone={(text) => onDone({ quantity: { unit, value: text } })}
    />
  );
}

function NewExpiry({ onDone }: ChangeProps): JSX.Element {
  const [value, setValue] = useState("");
  return (
    <DateKeypad
      label={receiveWords().fact.expiry()}
      value={value}
      onChange={setValue}
      onDone={(date) => onDone({ expiry: { date, day_given: true } })}
    />
  );
}

function NewLot({ onDone }: ChangeProps): JSX.Element {
  const [text, setText] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") {
          onDone({ supplier_lot: text.trim() });
        }
      }}
    >
      <Field label={receiveWords().fact.supplierLot()} value={text} onInput={setText} />
      <div class="app-row">
        <Button
          label={t().ui.done()}
          icon="check"
          tone="primary"
          type="submit"
          disabled={text.trim() === ""}
        />
      </div>
    </form>
  );
}

function Reasons(props: {
  readonly reasons: Readonly<Record<string, () => string>>;
  readonly onReason: (reason: string) => void;
}): JSX.Element {
  const rows = Object.entries(props.reasons).map(([id, reason]) => ({
    id,
    title: reason(),
    onPress: () => props.onReason(reason()),
  }));
  return <List label={receiveWords().whyCorrect()} rows={rows} />;
}
