/**
 * A question answered by choosing: the item, the order, the supplier; or why more came than was ordered.
 */

import type { JSX } from "preact";
import type { Question } from "../../receiving/questions.ts";
import { amountText } from "../../ui/amount.ts";
import { Button } from "../../ui/button.tsx";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { List, type ListRowProps } from "../../ui/list.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import { Drop, inHand, type PanelProps } from "./in-hand.tsx";
import { Toolbar } from "./toolbar.tsx";
import type { ReceiveWork } from "./work.ts";

type Choice = Extract<Question, { ask: "item" | "order" | "supplier" }>;

export function ChoicePanel(props: PanelProps & { readonly question: Choice }): JSX.Element {
  const { work, task, question } = props;
  const { rows } = useApp();
  const words = receiveWords().ask;
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
        <Button label={none} icon="minus" onPress={() => work.answer({ to: ask, none: true })} />
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

export function ReasonPanel({ work }: PanelProps): JSX.Element {
  const words = receiveWords().ask;
  const detail = work.over.value?.finding.detail ?? {};
  const amount = (value: string | undefined): string =>
    amountText({ value: value ?? "", unit: detail.unit ?? "" });
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
