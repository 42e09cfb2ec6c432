/**
 * What the card says of a thing before its lists.
 */

import { onHand } from "../../entries/on-hand.ts";
import type { LotRow } from "../../entries/rows.ts";
import { amountText } from "../../ui/amount.ts";
import { timeRelativeTo } from "../../ui/format.ts";
import { lookupWords } from "../../ui/i18n/lookup/catalogue.ts";
import { lotWords } from "../../ui/i18n/lot/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import type { Fact } from "../../ui/record-header.tsx";
import type { App } from "../context.ts";
import { nameOf } from "../texts.ts";
import { stateWord } from "./lot-status.ts";
import type { Subject } from "./subject.ts";

export function factsOf(subject: Subject, app: App): Fact[] {
  const words = lookupWords().fact;
  switch (subject.is) {
    case "lot":
      return lotFacts(subject.lot, app);
    case "unit":
      return unitFacts(subject);
    case "item":
    case "product": {
      const { item } = subject;
      return [
        { label: words.item(), value: nameOf(item) },
        { label: words.revision(), value: item.revision },
        { label: words.unit(), value: item.unit },
        { label: words.specification(), value: item.specification ?? "–" },
      ];
    }
    case "location":
      return [
        { label: words.type(), value: lotWords().place[subject.location.type]() },
        { label: words.zone(), value: subject.location.zone },
      ];
    case "order": {
      const supplier = app.rows.get("supplier", [subject.order.supplier])?.row;
      return [
        { label: words.supplier(), value: supplier ? nameOf(supplier) : subject.order.supplier },
        { label: words.status(), value: subject.order.status },
        { label: words.ordered(), value: subject.order.ordered_on },
      ];
    }
    case "supplier":
      return [
        { label: words.supplier(), value: nameOf(subject.supplier) },
        { label: words.status(), value: subject.supplier.status },
      ];
    case "package":
      return [];
  }
}

function unitFacts({ unit, item }: Extract<Subject, { is: "unit" }>): Fact[] {
  const words = lookupWords().fact;
  return [
    { label: words.item(), value: item === null ? unit.item : nameOf(item) },
    { label: words.madeIn(), value: unit.lot ?? "–" },
    { label: words.status(), value: stateWord(unit.status) },
    { label: words.builtIn(), value: unit.parent === null ? words.no() : words.yes() },
    ...(unit.holds.length === 0
      ? []
      : [{ label: lookupWords().holds(), value: unit.holds.join(", ") }]),
  ];
}

function lotFacts(lot: LotRow, { rows, now }: App): Fact[] {
  const words = lookupWords().fact;
  const supplier = rows.get("supplier", [lot.supplier ?? ""])?.row;
  const amount = onHand(rows, lot.number);
  const received = timeRelativeTo(new Date(lot.received_at), new Date(now.value));
  return [
    { label: words.item(), value: <Identifier value={lot.item} copyable={false} /> },
    { label: words.onHand(), value: amountText(amount) },
    { label: words.expiry(), value: lot.expiry ?? "–" },
    { label: words.supplierLot(), value: lot.supplier_lot ?? "–" },
    {
      label: words.supplier(),
      value: supplier === undefined ? (lot.supplier ?? "–") : nameOf(supplier),
    },
    { label: words.received(), value: received },
  ];
}
