/**
 * Moving on the handheld: lots wait on the list until their location is scanned; location first puts everything there.
 */

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Quantity } from "../../entries/bodies.ts";
import { amountText } from "../../ui/amount.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { moveWords } from "../../ui/i18n/move/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Keypad } from "../../ui/keypad.tsx";
import { List } from "../../ui/list.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { type Load, stockOf } from "../../warehouse/move.ts";
import { codeText } from "../codes.ts";
import { useApp } from "../context.ts";
import { takeOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { useSecondsLeft } from "../seconds-left.ts";
import { nameOf } from "../texts.ts";
import { TypedCode } from "../typed-code.tsx";
import { type MoveState, MoveWork, type Result } from "./work.ts";

const shown: (quantity: Quantity) => string = amountText;

export function MoveScreen(): JSX.Element {
  const app = useApp();
  const work = useMemo(() => new MoveWork(app), [app]);
  const state = work.state.value;
  useScans({
    take: (read) => work.take(read),
    counting: () => "counting-lot",
    prefers: ({ is }) => is === "lot" || is === "location" || is === "package",
  });
  useEffect(() => {
    const first = takeOver();
    if (first !== null) {
      void work.take(first);
    }
  }, [work]);
  if (state.asking !== null) {
    return <HowMuch load={state.asking} work={work} key={state.asking.lot} />;
  }
  const words = moveWords();
  const { target, loads } = state;
  const expects = target !== null || loads.length === 0 ? words.nextItem() : words.locationOrMore();
  const action = actionOf(state, work);
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<MoveVerdict state={state} work={work} />}
      expects={{
        text: expects,
        icon: target === null && loads.length > 0 ? "map-pin" : "scan-barcode",
      }}
      {...(target === null ? {} : { context: words.puttingTo(target) })}
      {...(action === null ? {} : { action })}
    >
      <LoadList loads={loads} work={work} />
      <div class="app-row">
        {target !== null && (
          <Button label={words.endPut()} icon="x" onPress={() => work.endPut()} />
        )}
        <TypedCode />
      </div>
    </HandheldFrame>
  );
}

function actionOf({ confirm, result }: MoveState, work: MoveWork): JSX.Element | null {
  const words = moveWords();
  if (confirm !== null) {
    return (
      <Button
        label={words.moveIt()}
        icon="move-right"
        tone="primary"
        size="primary"
        wide
        onPress={() => work.commit(confirm.to, confirm.place, {})}
      />
    );
  }
  if (result?.is === "refused") {
    return (
      <Button
        label={words.alreadyThere()}
        icon="triangle-alert"
        tone="stop"
        size="action"
        wide
        onPress={() => work.commit(result.to, result.place, {}, true)}
      />
    );
  }
  return null;
}

function LoadList(props: {
  readonly loads: readonly Load[];
  readonly work: MoveWork;
}): JSX.Element | null {
  const { rows } = useApp();
  const words = moveWords();
  const { loads, work } = props;
  if (loads.length === 0) {
    return null;
  }
  return (
    <List
      label={words.list()}
      rows={loads.toReversed().map((load) => {
        const item = rows.get("item", [rows.get("lot", [load.lot])?.row.item ?? ""])?.row;
        const from = load.from ?? words.somewhere();
        return {
          id: load.lot,
          title: <Identifier value={load.lot} copyable={false} />,
          detail: [item === undefined ? "" : nameOf(item), from]
            .filter((part) => part !== "")
            .join(" · "),
          trailing: load.whole ? words.whole(shown(load.quantity)) : shown(load.quantity),
          onPress: () => work.ask(load),
        };
      })}
    />
  );
}

/** What the commit will do, in words, before it is done. */
function sentence(loads: readonly Load[], to: string): string {
  const words = moveWords();
  const [first] = loads;
  if (first === undefined) {
    return "";
  }
  const what =
    first.container !== null
      ? words.carton(first.container, loads.length)
      : loads.map(({ lot }) => lot).join(", ");
  return words.sentence(what, first.from ?? words.somewhere(), to);
}

function MoveVerdict(props: { readonly state: MoveState; readonly work: MoveWork }): JSX.Element {
  const { state, work } = props;
  const words = moveWords();
  const last = state.loads.at(-1);
  if (state.confirm !== null) {
    const why = sentence(state.loads, state.confirm.to);
    return <Verdict status="provisional" word={words.moveIt()} why={why} />;
  }
  if (state.result !== null) {
    return <ResultVerdict result={state.result} work={work} />;
  }
  if (last !== undefined) {
    const amount = shown(last.quantity);
    return (
      <Verdict
        status="provisional"
        word={last.whole ? words.whole(amount) : amount}
        value={<Identifier value={last.lot} size="key" />}
        why={words.sentence(last.lot, last.from ?? words.somewhere(), "…")}
      />
    );
  }
  return (
    <Verdict status="none">
      <EmptyState drawing="product" title={words.scanFirst()} text={words.scanFirstHow()} />
    </Verdict>
  );
}

function MovedVerdict(props: {
  readonly result: Extract<Result, { is: "moved" }>;
  readonly work: MoveWork;
}): JSX.Element {
  const { result, work } = props;
  const seconds = useSecondsLeft(result.at);
  const words = moveWords();
  const body = result.moves[0]?.body;
  const said = result.findings.map(({ code, detail }) => codeText(code, detail).what);
  const flagged = said.length > 0;
  const amount = body === undefined ? "" : shown(body.quantity);
  const way = words.sentence(amount, body?.from ?? words.somewhere(), body?.to ?? "");
  return (
    <Verdict
      status={flagged ? "warn" : "ok"}
      word={flagged ? words.flagged() : words.moved(result.moves.length)}
      value={<Identifier value={body?.lot ?? ""} size="key" />}
      why={flagged ? said.join(" ") : way}
      {...(seconds > 0 ? { undo: { seconds, onPress: () => void work.undo() } } : {})}
    />
  );
}

function ResultVerdict(props: { readonly result: Result; readonly work: MoveWork }): JSX.Element {
  const { result, work } = props;
  const words = moveWords();
  switch (result.is) {
    case "moved":
      return <MovedVerdict result={result} work={work} />;
    case "undone":
      return result.complete ? (
        <Verdict status="ok" word={words.undone()} why={words.undoneWhy()} />
      ) : (
        <Verdict status="warn" word={words.undone()} why={words.cannotUndo()} />
      );
    case "refused":
      return <Verdict status="warn" why={words.notThere()} />;
    case "soft": {
      const said = {
        not_a_lot: { word: words.notALot(), why: words.notALotWhy() },
        many_lots: { word: words.manyLots(), why: words.manyLotsWhy() },
        place_unknown: { word: words.placeUnknown(), why: words.placeUnknownWhy() },
      }[result.why];
      return <Verdict status="warn" word={said.word} why={said.why} />;
    }
  }
}

function HowMuch(props: { readonly load: Load; readonly work: MoveWork }): JSX.Element {
  const { load, work } = props;
  const { rows } = useApp();
  const [value, setValue] = useState("");
  const words = moveWords();
  const places = stockOf(rows, load.lot);
  const here = places.map(({ location, quantity }) => words.quantityAt(shown(quantity), location));
  const [only, ...others] = places;
  const whole = others.length === 0 ? only : undefined;
  const done = (text: string): void =>
    void work.say(load, { unit: load.quantity.unit, value: text }, false);
  return (
    <HandheldFrame
      title={words.quantity()}
      layout="entry"
      verdict={
        <Verdict
          status="provisional"
          word={load.lot}
          why={here.length === 0 ? words.noStockWhy() : here.join(" · ")}
        />
      }
    >
      <Keypad
        label={words.quantity()}
        unit={load.quantity.unit}
        decimals={3}
        value={value}
        onChange={setValue}
        onDone={done}
      />
      <div class="app-row">
        {whole !== undefined && (
          <Button
            label={words.all(shown(whole.quantity))}
            icon="layers"
            onPress={() => work.say({ ...load, from: whole.location }, whole.quantity, true)}
          />
        )}
        <Button label={words.remove()} icon="x" onPress={() => work.leaveOut(load)} />
      </div>
    </HandheldFrame>
  );
}
