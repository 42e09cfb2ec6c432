/**
 * The one question the label left open, with the whole screen for its answer.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { nextQuestion, type Question } from "../../receiving/questions.ts";
import type { ReceiveTask } from "../../receiving/task.ts";
import { Button } from "../../ui/button.tsx";
import { DateKeypad } from "../../ui/date-keypad.tsx";
import { Field } from "../../ui/field.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Keypad } from "../../ui/keypad.tsx";
import { List, type ListRowProps } from "../../ui/list.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import { Toolbar } from "./toolbar.tsx";
import type { ReceiveWork } from "./work.ts";

interface PanelProps {
  readonly work: ReceiveWork;
  readonly task: ReceiveTask | null;
}

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
    case "supplier_lot":
    case "serial":
      return <TextPanel work={work} task={task} ask={question.ask} key={question.ask} />;
    default:
      return <ChoicePanel work={work} task={task} question={question} />;
  }
}

/** Name of what is in hand, so that the person knows which label is meant. */
function inHand(task: ReceiveTask | null, rows: ReturnType<typeof useApp>["rows"]): string {
  const { carton } = task ?? {};
  const item = rows.get("item", [carton?.item ?? ""])?.row;
  const lot = carton?.supplierLot;
  const parts = [item === undefined ? (carton?.di ?? "") : nameOf(item)];
  if (lot !== null && lot !== undefined) {
    parts.push(t().app.lotIs(lot));
  }
  return parts.filter((part) => part !== "").join(" · ");
}

function Drop({ work }: { readonly work: ReceiveWork }): JSX.Element {
  return <Button label={t().ui.cancel()} icon="x" onPress={() => work.dropCarton()} />;
}

function ExpiryPanel({ work, task }: PanelProps): JSX.Element {
  const { rows } = useApp();
  const [value, setValue] = useState("");
  const words = t().receive;
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
  const words = t().receive;
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
  const words = t().receive;
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
          onPress={() => void work.answer({ to: ask, none: true })}
        />
        <Drop work={work} />
      </div>
    </HandheldFrame>
  );
}

type Choice = Extract<Question, { ask: "item" | "order" | "supplier" }>;

function ChoicePanel(props: PanelProps & { readonly question: Choice }): JSX.Element {
  const { work, task, question } = props;
  const { rows } = useApp();
  const words = t().receive.ask;
  const { ask } = question;
  const title = { item: words.item(), order: words.order(), supplier: words.supplier() }[ask];
  const none = {
    item: words.itemUnknown(),
    order: words.orderNone(),
    supplier: words.supplierNone(),
  }[ask];
  const hint = ask === "item" ? words.itemUnknownHow() : inHand(task, rows);
  return (
    <HandheldFrame
      title={title}
      verdict={<Verdict status="provisional" word={title} why={hint} />}
      {...(ask === "item"
        ? { expects: { text: words.itemHow(), icon: "scan-barcode" as const } }
        : {})}
    >
      {ask === "item" && <Toolbar work={work} task={task} />}
      <List label={title} rows={choiceRows(question, work, rows)} />
      <div class="app-row">
        <Button
          label={none}
          icon="minus"
          onPress={() => void work.answer({ to: ask, none: true })}
        />
        <Drop work={work} />
      </div>
    </HandheldFrame>
  );
}

function choiceRows(
  question: Choice,
  work: ReceiveWork,
  rows: ReturnType<typeof useApp>["rows"],
): ListRowProps[] {
  const choose = (text: string) => () => void work.answer({ to: question.ask, text });
  switch (question.ask) {
    case "item":
      return question.items.map((item) => ({
        id: item.number,
        title: nameOf(item),
        detail: <Identifier value={item.number} copyable={false} />,
        onPress: choose(item.number),
      }));
    case "order":
      return question.orders.map((order) => {
        const supplier = rows.get("supplier", [order.supplier])?.row;
        return {
          id: order.number,
          title: order.number,
          detail: supplier === undefined ? order.supplier : nameOf(supplier),
          trailing: order.ordered_on,
          onPress: choose(order.number),
        };
      });
    case "supplier":
      return question.suppliers.map((supplier) => ({
        id: supplier.number,
        title: nameOf(supplier),
        detail: supplier.number,
        onPress: choose(supplier.number),
      }));
  }
}

function ReasonPanel({ work }: PanelProps): JSX.Element {
  const words = t().receive.ask;
  const detail = work.over.value?.finding.detail ?? {};
  const amount = (value: string | undefined): string => `${value ?? ""} ${detail.unit ?? ""}`;
  const reasons = Object.values(words.reasons).map((reason) => reason());
  return (
    <HandheldFrame
      title={words.reason()}
      verdict={
        <Verdict
          status="warn"
          word={words.reason()}
          why={words.reasonHow(amount(detail.expected), amount(detail.found))}
        />
      }
    >
      <List
        label={words.reason()}
        rows={reasons.map((reason) => ({
          id: reason,
          title: reason,
          onPress: () => void work.giveReason(reason),
        }))}
      />
      <div class="app-row">
        <Drop work={work} />
      </div>
    </HandheldFrame>
  );
}
