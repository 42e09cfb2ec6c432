/**
 * The one question the label left open, with the whole screen for its answer.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { nextQuestion } from "../../receiving/questions.ts";
import { Button } from "../../ui/button.tsx";
import { DateKeypad } from "../../ui/date-keypad.tsx";
import { Field } from "../../ui/field.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { Keypad } from "../../ui/keypad.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { PhotoButton } from "../photo-button.tsx";
import { ChoicePanel, ReasonPanel } from "./choice-panel.tsx";
import { Drop, inHand, type PanelProps } from "./in-hand.tsx";

export function QuestionPanel({ work, task }: PanelProps): JSX.Element | null {
  const { rows, device } = useApp();
  const question = task === null ? null : nextQuestion(task, rows, device.enrolment.site);
  const over = work.over.value;
  if (over !== null) {
    return <ReasonPanel work={work} task={task} />;
  }
  if (question === null) {
    return null;
  }
  switch (question.ask) {
    case "expiry":
      return <ExpiryPanel work={work} task={task} />;
    case "quantity":
      return <QuantityPanel work={work} task={task} units={question.units} />;
    case "photo":
      return <PhotoPanel work={work} task={task} />;
    case "supplier_lot":
    case "serial":
      return <TextPanel work={work} task={task} ask={question.ask} key={question.ask} />;
    default:
      return <ChoicePanel work={work} task={task} question={question} />;
  }
}

function ExpiryPanel({ work, task }: PanelProps): JSX.Element {
  const { rows } = useApp();
  const [value, setValue] = useState("");
  const words = receiveWords();
  const none = (): void => void work.answer({ to: "expiry", none: true });
  const done = (date: string): void =>
    void work.answer({ to: "expiry", date: { date, day_given: true } });
  return (
    <HandheldFrame
      title={words.ask.expiry()}
      layout="entry"
      verdict={<Verdict status="provisional" word={words.ask.expiry()} why={inHand(task, rows)} />}
    >
      <DateKeypad label={words.ask.expiry()} value={value} onChange={setValue} onDone={done} />
      <div class="app-row">
        <Button label={words.notOnLabel()} icon="minus" onPress={none} />
        <Drop work={work} />
      </div>
    </HandheldFrame>
  );
}

function QuantityPanel(props: PanelProps & { readonly units: readonly string[] }): JSX.Element {
  const { work, task, units } = props;
  const { rows } = useApp();
  const [value, setValue] = useState("");
  const [unit, setUnit] = useState(units[0] ?? "ea");
  const words = receiveWords();
  const done = (text: string): void =>
    void work.answer({ to: "quantity", quantity: { unit, value: text } });
  return (
    <HandheldFrame
      title={words.ask.quantity()}
      layout="entry"
      verdict={
        <Verdict status="provisional" word={words.ask.quantity()} why={inHand(task, rows)} />
      }
    >
      <Keypad
        label={words.ask.quantity()}
        unit={unit}
        decimals={3}
        value={value}
        onChange={setValue}
        onDone={done}
      />
      <div class="app-row">
        {units.length > 1 &&
          units.map((name) => (
            <Button key={name} label={name} pressed={name === unit} onPress={() => setUnit(name)} />
          ))}
        <Drop work={work} />
      </div>
    </HandheldFrame>
  );
}

function TextPanel(props: PanelProps & { readonly ask: "supplier_lot" | "serial" }): JSX.Element {
  const { work, task, ask } = props;
  const { rows } = useApp();
  const [text, setText] = useState("");
  const words = receiveWords();
  const label = ask === "serial" ? words.ask.serial() : words.ask.supplierLot();
  const typed = { entered: "typed", text: text.trim() } as const;
  const done = (): void => void work.answer({ to: ask, text: text.trim(), scan: typed });
  return (
    <HandheldFrame
      title={label}
      verdict={<Verdict status="provisional" word={label} why={inHand(task, rows)} />}
      expects={{ text: words.ask.scanOrType(), icon: "scan-barcode" }}
      action={
        <Button
          label={t().ui.done()}
          icon="check"
          tone="primary"
          size="primary"
          wide
          disabled={text.trim() === ""}
          onPress={done}
        />
      }
    >
      <form
        class="app-column"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") {
            done();
          }
        }}
      >
        <Field label={label} value={text} onInput={setText} />
      </form>
      <div class="app-row">
        <Button
          label={words.notOnLabel()}
          icon="minus"
          onPress={() => work.answer({ to: ask, none: true })}
        />
        <Drop work={work} />
      </div>
    </HandheldFrame>
  );
}

function PhotoPanel({ work, task }: PanelProps): JSX.Element {
  const words = receiveWords();
  return (
    <HandheldFrame
      title={words.ask.photo()}
      verdict={<Verdict status="provisional" word={words.ask.photo()} why={words.ask.photoHow()} />}
      action={
        <PhotoButton
          label={words.ask.takePhoto()}
          count={task?.photos.length ?? 0}
          primary
          onPhoto={(hash) => void work.addPhoto(hash)}
        />
      }
    >
      <div class="app-row">
        <Button
          label={words.ask.photoNone()}
          icon="minus"
          onPress={() => work.answer({ to: "photo", none: true })}
        />
        <Drop work={work} />
      </div>
    </HandheldFrame>
  );
}
