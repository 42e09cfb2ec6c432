/**
 * What the last scan came to: received or flagged, with the own lot number large and ten seconds to undo.
 */

import type { JSX } from "preact";
import { amountText } from "../../ui/amount.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { codeText } from "../codes.ts";
import { type App, useApp } from "../context.ts";
import { useSecondsLeft } from "../seconds-left.ts";
import { nameOf } from "../texts.ts";
import { worth } from "./goods.ts";
import type { Result } from "./result.ts";
import type { ReceiveWork } from "./work.ts";

type Received = Extract<Result, { is: "received" }>;

export function ReceiveVerdict({ work }: { readonly work: ReceiveWork }): JSX.Element {
  const result = work.result.value;
  const words = receiveWords();
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
    case "other_lot":
      return <Verdict status="ok" word={words.otherLot()} why={words.otherLotNext()} />;
    case "order":
      return result.known ? (
        <Verdict
          status="ok"
          word={words.orderWord()}
          value={<Identifier value={result.number} size="key" />}
        />
      ) : (
        <Verdict
          status="warn"
          word={words.orderWord()}
          value={<Identifier value={result.number} size="key" />}
          why={words.orderUnknown()}
        />
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
  const words = receiveWords();
  const { quantity } = result.carton;
  const amount = quantity === null ? "" : amountText(quantity);
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

function whatCame({ carton, inherited }: Received, { rows }: App): string {
  const item = rows.get("item", [carton.item])?.row;
  const words = t().app;
  return [
    item === undefined ? carton.item : nameOf(item),
    inherited ? receiveWords().asBefore() : "",
    carton.supplierLot === null ? "" : words.lotIs(carton.supplierLot),
    carton.serial === null ? "" : words.serialIs(carton.serial),
    carton.expiry === null ? "" : words.expiryIs(carton.expiry.date),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
