/**
 * The one question before the work goes on, with the whole screen for its answer.
 */

import type { JSX } from "preact";
import { wantedReading } from "../../production/advice.ts";
import { consumeBody } from "../../production/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import { placeOf } from "../../production/subject.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { m } from "../../ui/i18n/means/catalogue.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import { TypedCode } from "../typed-code.tsx";
import { ValuePanel } from "../value-panel.tsx";
import { correct, correctCheck } from "./acts.ts";
import { divide, isInside } from "./change-over.ts";
import { CheckPanel, SkipPanel } from "./later.ts";
import { key, look } from "./observe.ts";
import { decimalsOf, isSigned } from "./reading-panel.tsx";
import type { Ask } from "./state.ts";
import { itemText } from "./stops.ts";
import type { StepWork } from "./work.ts";

interface AskPanelProps<Is extends Ask["is"] = Ask["is"]> {
  readonly work: StepWork;
  readonly ask: Extract<Ask, { is: Is }>;
}

export function AskPanel({ work, ask }: AskPanelProps): JSX.Element {
  switch (ask.is) {
    case "choose":
      return <Choose work={work} ask={ask} />;
    case "second_badge":
    case "second_look":
      return <SecondPerson work={work} />;
    case "second_value":
      return <Again work={work} ask={ask} />;
    case "defect":
      return <Defect work={work} ask={ask} />;
    case "old_lot":
      return <OldLot work={work} ask={ask} />;
    case "skip":
      return <SkipPanel work={work} ask={ask} />;
    case "redo":
      return <Redo work={work} ask={ask} />;
    default:
      return <HowMany work={work} ask={ask} />;
  }
}

function Drop({ work }: { readonly work: StepWork }): JSX.Element {
  return (
    <div class="app-row">
      <Button label={t().ui.back()} icon="arrow-left" onPress={() => work.ask(null)} />
    </div>
  );
}

function Choose({ work, ask }: AskPanelProps<"choose">): JSX.Element {
  const words = s();
  return (
    <HandheldFrame
      title={words.choose()}
      verdict={<Verdict status="provisional" word={words.choose()} />}
      {...(ask.openings.some(({ step }) => step.equipment_class !== null)
        ? { expects: { text: m().orMachine(), icon: "wrench" as const } }
        : {})}
    >
      <List
        label={words.choose()}
        rows={ask.openings.map((opening) => ({
          id: `${opening.step.number} ${opening.subject.lot ?? opening.subject.serial ?? ""}`,
          title: words.step(opening.step.number, nameOf(opening.step)),
          detail: opening.subject.serial ?? opening.subject.lot ?? opening.subject.order,
          onPress: () => {
            work.open(opening);
            void work.goOn();
          },
        }))}
      />
      <Drop work={work} />
    </HandheldFrame>
  );
}

function SecondPerson({ work }: { readonly work: StepWork }): JSX.Element {
  const words = s();
  return (
    <HandheldFrame
      title={words.secondPerson()}
      verdict={
        <Verdict status="provisional" word={words.secondPerson()} why={words.secondPersonWhy()} />
      }
      expects={{ text: words.secondPerson(), icon: "id-card" }}
    >
      <p class="app-note">{words.sameBadge()}</p>
      <Drop work={work} />
    </HandheldFrame>
  );
}

/** What was used up is scanned, where this device did not record it. */
function OldLot({ work, ask }: AskPanelProps<"old_lot">): JSX.Element {
  const words = s();
  const title = words.oldLot(itemText(useApp(), ask.component.item));
  return (
    <HandheldFrame
      title={title}
      verdict={<Verdict status="provisional" word={title} why={words.oldLotWhy(ask.input.lot)} />}
      expects={{ text: title, icon: "scan-barcode" }}
    >
      <div class="app-row">
        <TypedCode />
        <Button label={t().ui.back()} icon="arrow-left" onPress={() => work.ask(null)} />
      </div>
    </HandheldFrame>
  );
}

function Again({ work, ask }: AskPanelProps<"second_value">): JSX.Element | null {
  const { rows } = useApp();
  const { opening } = work.state.value;
  const words = s();
  if (opening === null) {
    return null;
  }
  const place = placeOf(rows, opening.subject, opening.step.number);
  const wanted = wantedReading(place, ask.keyed.code);
  const name = wanted === null ? ask.keyed.code : nameOf(wanted);
  return (
    <ValuePanel
      title={words.again(name)}
      why={words.againWhy()}
      label={name}
      unit={ask.keyed.unit}
      decimals={wanted === null ? 3 : decimalsOf(wanted)}
      signed={wanted !== null && isSigned(wanted)}
      onDone={(value) => void key(work, opening, { ...ask.keyed, secondValue: value }, "none")}
    />
  );
}

function Defect({ work, ask }: AskPanelProps<"defect">): JSX.Element {
  const { opening } = work.state.value;
  const words = s();
  return (
    <HandheldFrame
      title={words.defect()}
      verdict={<Verdict status="stop" word={words.fail()} why={words.defect()} />}
    >
      <div class="app-grid step-grid">
        {Object.entries(words.defects).map(([code, text]) => (
          <Button
            key={code}
            label={text()}
            size="action"
            onPress={() => {
              if (opening !== null) {
                void failed(work, opening, ask, code.toUpperCase());
              }
            }}
          />
        ))}
      </div>
      <Drop work={work} />
    </HandheldFrame>
  );
}

/** A check that failed: recorded, or put beside the answer that was wrong. */
async function failed(
  work: StepWork,
  opening: Opening,
  { corrects, looked }: Extract<Ask, { is: "defect" }>,
  defect: string,
): Promise<void> {
  if (corrects === null) {
    await look(work, opening, { ...looked, defect });
    return;
  }
  const check = opening.step.checks.find(({ code }) => code === looked.code);
  const name = check === undefined ? looked.code : nameOf(check);
  await correctCheck(work, corrects, { passed: false, defect }, name);
}

/** A value or verdict given once more: the first record stays beside it. */
function Redo({ work, ask }: AskPanelProps<"redo">): JSX.Element | null {
  const { rows } = useApp();
  const { opening, reading, code } = ask;
  const place = placeOf(rows, opening.subject, opening.step.number);
  const check = place.step?.checks.find((each) => each.code === code && each.kind !== "reading");
  const words = s();
  if (check !== undefined) {
    return <CheckPanel work={work} opening={opening} check={check} corrects={reading} />;
  }
  const wanted = wantedReading(place, code);
  if (wanted === null) {
    return null;
  }
  return (
    <ValuePanel
      title={words.enter(nameOf(wanted))}
      why={words.undoneWhy()}
      label={nameOf(wanted)}
      unit={wanted.unit ?? ""}
      decimals={decimalsOf(wanted)}
      signed={isSigned(wanted)}
      onDone={(value) => void correct(work, reading, value)}
    />
  );
}

function HowMany({
  work,
  ask,
}: AskPanelProps<"lot_quantity" | "quantity" | "repeat" | "boundary">): JSX.Element {
  const words = s();
  const drop = <Drop work={work} />;
  const count = { unit: "pcs", decimals: 0 } as const;
  switch (ask.is) {
    case "lot_quantity": {
      const lot = work.state.value.opening?.subject.lot ?? "";
      const title = words.lotQuantity(lot);
      const say = (value: string): void => work.sayLotQuantity(lot, value);
      return <ValuePanel {...count} title={title} why={lot} label={lot} onDone={say} />;
    }
    case "quantity":
      return <HowMuch work={work} ask={ask} />;
    case "repeat": {
      const why = words.repeatHow(ask.lot);
      const go = (value: string): void => void work.repeat(ask.item, ask.lot, Number(value));
      return (
        <ValuePanel {...count} title={words.repeat()} why={why} label={ask.lot} onDone={go}>
          {drop}
        </ValuePanel>
      );
    }
    case "boundary": {
      const whole = work.recorder.lotQuantity(ask.opening);
      const wrong = (value: string) =>
        isInside(value, whole) ? undefined : words.boundaryWrong(whole ?? "–");
      return (
        <ValuePanel
          {...count}
          title={words.boundary(ask.from, ask.input.lot ?? "")}
          why={words.boundaryWhy()}
          label={ask.from}
          error={wrong}
          onDone={(value) => void divide(work, ask, value)}
        >
          {drop}
        </ValuePanel>
      );
    }
  }
}

function HowMuch({ work, ask }: AskPanelProps<"quantity">): JSX.Element {
  const app = useApp();
  const { opening } = work.state.value;
  const { component, input } = ask;
  const title = s().quantity(itemText(app, component.item));
  const take = (value: string): void => {
    if (opening !== null) {
      const body = consumeBody(opening, input, { unit: component.unit, value }, []);
      work.ask(null);
      void work.consume(opening, input, body, component, {});
    }
  };
  const { unit } = component;
  const why = input.lot ?? "";
  return (
    <ValuePanel title={title} why={why} label={why} unit={unit} decimals={3} onDone={take}>
      <Drop work={work} />
    </ValuePanel>
  );
}
