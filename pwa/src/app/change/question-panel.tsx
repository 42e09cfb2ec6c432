/**
 * The one question of a change of material, with the whole screen for its answer.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { hasReason } from "../../entries/desk-acts.ts";
import type { Act, Question } from "../../production/transform.ts";
import { compareDecimals } from "../../sync/decimal.ts";
import { amountText } from "../../ui/amount.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { m } from "../../ui/i18n/change/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { HandheldFrame } from "../handheld-frame.tsx";
import { TypedCode } from "../typed-code.tsx";
import { ValuePanel } from "../value-panel.tsx";
import "./change.css";
import { Back, ChangeVerdict } from "./change-verdict.tsx";
import type { ChangeWork } from "./work.ts";

interface PanelProps<Is extends Question["is"] = Question["is"]> {
  readonly work: ChangeWork;
  readonly act: Act;
  readonly question: Extract<Question, { is: Is }>;
}

export function QuestionPanel({ work, act, question }: PanelProps): JSX.Element {
  switch (question.is) {
    case "place":
      return <Place work={work} act={act} question={question} />;
    case "count":
      return <Count work={work} act={act} question={question} />;
    case "number":
      return <NewNumber work={work} act={act} question={question} />;
    case "lots":
      return <Lots work={work} act={act} question={question} />;
    case "assembly":
      return <Assembly work={work} act={act} question={question} />;
    case "choice":
      return <Choose work={work} act={act} question={question} />;
    case "reason":
      return <Reason work={work} act={act} question={question} />;
  }
}

interface AskProps {
  readonly work: ChangeWork;
  readonly act: Act;
  readonly word: string;
  readonly why?: string;
  readonly action?: JSX.Element;
  readonly children?: JSX.Element | false;
}

/** What is asked stands in the verdict's place, unless the last scan has to be answered first. */
function Asked({ work, act, word, why, action, children }: AskProps): JSX.Element {
  const said = work.state.value.said !== null;
  return (
    <HandheldFrame
      title={m().acts[act]()}
      verdict={
        said ? (
          <ChangeVerdict work={work} />
        ) : (
          <Verdict status="provisional" word={word} {...(why === undefined ? {} : { why })} />
        )
      }
      {...(action === undefined ? {} : { action })}
    >
      {children}
      <div class="app-row">
        <Back work={work} />
      </div>
    </HandheldFrame>
  );
}

function Place({ work, act, question }: PanelProps<"place">): JSX.Element {
  return (
    <Asked work={work} act={act} word={m().place()}>
      <List
        label={m().place()}
        rows={question.stock.map(({ location, quantity, unit }) => ({
          id: location,
          title: location,
          trailing: amountText({ value: quantity, unit }),
          onPress: () => void work.answer(question.name, location),
        }))}
      />
    </Asked>
  );
}

function Count({ work, act, question }: PanelProps<"count">): JSX.Element {
  const { unit, most, name } = question;
  const words = m();
  const wrong = (value: string): string | undefined => {
    if (compareDecimals(value, "0") <= 0) {
      return words.nothingCounted();
    }
    return most !== null && compareDecimals(value, most) > 0
      ? words.tooMuch(amountText({ value: most, unit }))
      : undefined;
  };
  return (
    <ValuePanel
      title={words.count()}
      why={words.acts[act]()}
      label={words.count()}
      unit={unit}
      decimals={unit === "pcs" ? 0 : 3}
      error={wrong}
      onDone={(value) => work.answer(name, value)}
    >
      <div class="app-row">
        <Back work={work} />
      </div>
    </ValuePanel>
  );
}

function NewNumber({ work, act, question }: PanelProps<"number">): JSX.Element {
  const { name, proposed } = question;
  const words = m();
  const free = proposed !== null && !work.isTaken(proposed);
  const use = free && (
    <Button
      label={words.useNumber(proposed)}
      icon="check"
      tone="primary"
      size="primary"
      wide
      onPress={() => work.answer(name, proposed)}
    />
  );
  return (
    <Asked
      work={work}
      act={act}
      word={words.number()}
      why={words.numberHow()}
      {...(use === false ? {} : { action: use })}
    >
      <div class="app-row">
        <TypedCode />
      </div>
    </Asked>
  );
}

function Lots({ work, act, question }: PanelProps<"lots">): JSX.Element {
  const words = m();
  const { lots } = work.state.value;
  const done = lots.length > 0 && (
    <Button
      label={words.lotsDone(lots.length)}
      icon="check"
      tone="primary"
      size="primary"
      wide
      onPress={() => work.answer(question.name, lots)}
    />
  );
  return (
    <Asked
      work={work}
      act={act}
      word={words.lots()}
      why={words.lotsHow()}
      {...(done === false ? {} : { action: done })}
    >
      <>
        <List
          label={words.lots()}
          rows={lots.map((lot) => ({ id: lot, title: lot, done: true }))}
        />
        <div class="app-row">
          <TypedCode />
        </div>
      </>
    </Asked>
  );
}

function Assembly({ work, act }: PanelProps<"assembly">): JSX.Element {
  return (
    <Asked work={work} act={act} word={m().assembly()} why={m().assemblyHow()}>
      <div class="app-row">
        <TypedCode />
      </div>
    </Asked>
  );
}

function Choose({ work, act, question }: PanelProps<"choice">): JSX.Element {
  const words = m();
  const { name, options, none } = question;
  const word =
    name === "bucket" ? words.bucket(act) : name === "step" ? words.step() : words.deviation();
  const buckets: Readonly<Record<string, () => string>> = words.buckets;
  const label = (value: string, given: string): string =>
    name === "bucket" ? (buckets[value]?.() ?? value) : given;
  return (
    <Asked work={work} act={act} word={word}>
      <List
        label={word}
        rows={[...options, ...(none ? [{ value: "", label: words.noDeviation() }] : [])].map(
          (option) => ({
            id: option.value,
            title: label(option.value, option.label),
            onPress: () => void work.answer(name, option.value),
          }),
        )}
      />
    </Asked>
  );
}

function Reason({ work, act }: PanelProps<"reason">): JSX.Element {
  const words = m();
  const [typing, setTyping] = useState(false);
  const [text, setText] = useState("");
  const give = (reason: string): void => void work.answer("reason", reason);
  return (
    <Asked work={work} act={act} word={words.reason()}>
      <>
        <div class="app-grid change-grid">
          {Object.entries(words.reasons).map(([code, reason]) => (
            <Button key={code} label={reason()} size="action" onPress={() => give(reason())} />
          ))}
          <Button
            label={words.reasonTyped()}
            icon="pencil"
            size="action"
            onPress={() => setTyping(true)}
          />
        </div>
        <Sheet
          title={words.reasonTyped()}
          open={typing}
          onClose={() => setTyping(false)}
          actions={
            <Button
              label={m().reason()}
              icon="check"
              tone="primary"
              size="action"
              wide
              disabled={!hasReason(text)}
              onPress={() => give(text.trim())}
            />
          }
        >
          <Field label={words.reasonTyped()} value={text} onInput={setText} lines={2} />
        </Sheet>
      </>
    </Asked>
  );
}
