/**
 * What the last scan came to: received or flagged, with the own lot number large and ten seconds to undo.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Identifier } from "../../ui/identifier.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { codeText } from "../codes.ts";
import { type App, useApp } from "../context.ts";
import { nameOf } from "../texts.ts";
import { type ReceiveWork, type Result, UNDO_MS, worth } from "./work.ts";

type Received = Extract<Result, { is: "received" }>;

/** Whole seconds left to undo, counted down; 0 when they are over. */
function useSecondsLeft(at: number | null): number {
  const left = at === null ? 0 : Math.max(0, Math.ceil((at + UNDO_MS - performance.now()) / 1000));
  const [, again] = useState(0);
  useEffect(() => {
    if (at === null) {
      return undefined;
    }
    const timer = setInterval(() => again((count) => count + 1), 1000);
    const end = setTimeout(() => clearInterval(timer), UNDO_MS + 1000);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [at]);
  return left;
}

export function ReceiveVerdict({ work }: { readonly work: ReceiveWork }): JSX.Element {
  const result = work.result.value;
  const words = t().receive;
  switch (result?.is) {
    case undefined:
      return (
        <Verdict status="none">
          <EmptyState drawing="carton" title={words.scanFirst()} text={words.scanFirstHow()} />
        </Verdict>
      );
    case "received":
      return <ReceivedVerdict result={result} work={work} />;
    case "undone":
      return <Verdict status="ok" word={words.undone()} why={words.undoneWhy()} />;
    case "order":
      return result.known ? (
        <Verdict status="ok" word={words.orderSet(result.number)} />
      ) : (
        <Verdict status="warn" word={words.orderSet(result.number)} why={words.orderUnknown()} />
      );
    case "place":
      return result.fits ? (
        <Verdict status="ok" word={words.placeSet(result.code)} />
      ) : (
        <Verdict status="warn" word={words.placeSet(result.code)} why={words.placeWrong()} />
      );
    case "label":
      return (
        <Verdict
          status="ok"
          word={words.labelSet()}
          value={<Identifier value={result.number} size="key" />}
          why={words.labelSetWhy()}
        />
      );
    case "supplier":
      return <Verdict status="ok" word={words.supplierSet()} why={result.number} />;
  }
}

function ReceivedVerdict(props: { readonly result: Received; readonly work: ReceiveWork }) {
  const { result, work } = props;
  const app = useApp();
  const seconds = useSecondsLeft(result.at);
  const words = t().receive;
  const { quantity } = result.carton;
  const amount = quantity === null ? "" : `${quantity.value} ${quantity.unit}`;
  const flagged = worth(result.findings);
  const undo = {
    seconds,
    onPress: () => void work.undo(result.receipt, result.lot),
  };
  return (
    <Verdict
      status={flagged ? "warn" : "ok"}
      word={flagged ? words.flagged(amount) : words.received(amount)}
      value={<Identifier value={result.lot} size="key" />}
      why={flagged ? whyFlagged(result) : whatCame(result, app)}
      {...(seconds > 0 ? { undo } : {})}
    />
  );
}

function whyFlagged({ findings }: Received): string {
  const said = findings
    .map(({ code, detail }) => codeText(code, detail))
    .filter(({ severity }) => severity !== "info");
  return said.map(({ what }) => what).join(" ");
}

function whatCame({ carton }: Received, { rows }: App): string {
  const item = rows.get("item", [carton.item])?.row;
  const words = t().app;
  return [
    item === undefined ? carton.item : nameOf(item),
    carton.supplierLot === null ? "" : words.lotIs(carton.supplierLot),
    carton.serial === null ? "" : words.serialIs(carton.serial),
    carton.expiry === null ? "" : words.expiryIs(carton.expiry.date),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
