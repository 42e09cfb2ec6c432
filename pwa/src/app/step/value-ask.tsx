/**
 * Questions that are answered by a number: a value once more, how many units, how much of a part.
 */

import type { JSX } from "preact";
import { wantedReading } from "../../production/advice.ts";
import { consumeBody } from "../../production/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import { placeOf } from "../../production/subject.ts";
import { compareDecimals } from "../../sync/decimal.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import type { Act } from "../../ui/once.ts";
import { useApp } from "../context.ts";
import { nameOf } from "../texts.ts";
import { ValuePanel } from "../value-panel.tsx";
import { Drop } from "./drop.tsx";
import { CheckPanel } from "./later.ts";
import { key } from "./observe.ts";
import { decimalsOf, isSigned } from "./reading-panel.tsx";
import type { Ask, AskedByValue } from "./state.ts";
import { itemText } from "./stops.ts";
import type { StepWork } from "./work.ts";

interface ValueAskProps<Is extends AskedByValue = AskedByValue> {
  readonly work: StepWork;
  readonly ask: Extract<Ask, { is: Is }>;
}

export function ValueAsk({ work, ask }: ValueAskProps): JSX.Element | null {
  switch (ask.is) {
    case "second_value":
      return <Again work={work} ask={ask} />;
    case "redo":
      return <Redo work={work} ask={ask} />;
    default:
      return <HowMany work={work} ask={ask} />;
  }
}

/** The same value keyed without seeing the first one. */
function Again({ work, ask }: ValueAskProps<"second_value">): JSX.Element | null {
  const { opening } = work.state.value;
  const words = s();
  return opening === null ? null : (
    <Wanted
      opening={opening}
      code={ask.keyed.code}
      work={work}
      title={words.again}
      why={words.againWhy()}
      onDone={(value) => key(work, opening, { ...ask.keyed, secondValue: value }, "none")}
    />
  );
}

/** A value or verdict given once more: the first record stays beside it. */
function Redo({ work, ask }: ValueAskProps<"redo">): JSX.Element | null {
  const { opening, reading, code } = ask;
  const check = opening.step.checks.find((each) => each.code === code && each.kind !== "reading");
  const words = s();
  return check !== undefined ? (
    <CheckPanel work={work} opening={opening} check={check} corrects={reading} />
  ) : (
    <Wanted
      opening={opening}
      code={code}
      work={work}
      title={words.enter}
      why={words.undoneWhy()}
      onDone={(value) =>
        import("./corrections.ts").then(({ correct }) => correct(work, reading, value))
      }
    />
  );
}

interface WantedProps {
  readonly work: StepWork;
  readonly opening: Opening;
  readonly code: string;
  readonly title: (name: string) => string;
  readonly why: string;
  readonly onDone: Act<[value: string]>;
}

function Wanted({ work, opening, code, title, why, onDone }: WantedProps): JSX.Element | null {
  const { rows } = useApp();
  const wanted = wantedReading(placeOf(rows, opening.subject, opening.step.number), code);
  if (wanted === null) {
    return null;
  }
  const name = nameOf(wanted);
  return (
    <ValuePanel
      title={title(name)}
      why={why}
      label={name}
      unit={wanted.unit ?? ""}
      decimals={decimalsOf(wanted)}
      signed={isSigned(wanted)}
      onDone={onDone}
    >
      <Drop work={work} />
    </ValuePanel>
  );
}

function HowMany({
  work,
  ask,
}: ValueAskProps<"lot_quantity" | "quantity" | "repeat" | "boundary">): JSX.Element {
  const words = s();
  const drop = <Drop work={work} />;
  const count = { unit: "pcs", decimals: 0 } as const;
  switch (ask.is) {
    case "lot_quantity": {
      const lot = work.state.value.opening?.subject.lot ?? "";
      const title = words.lotQuantity(lot);
      const say = (value: string): void => work.sayLotQuantity(lot, value);
      return (
        <ValuePanel {...count} title={title} why={lot} label={lot} onDone={say}>
          <Drop work={work} onBack={() => work.open(null)} />
        </ValuePanel>
      );
    }
    case "quantity":
      return <HowMuch work={work} ask={ask} />;
    case "repeat": {
      const why = words.repeatHow(ask.lot);
      const go = (value: string) => work.repeat(ask.item, ask.lot, Number(value));
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
          onDone={(value) =>
            import("./change-over.ts").then(({ divide }) => divide(work, ask, value))
          }
        >
          {drop}
        </ValuePanel>
      );
    }
  }
}

function HowMuch({ work, ask }: ValueAskProps<"quantity">): JSX.Element {
  const app = useApp();
  const { opening } = work.state.value;
  const { component, input } = ask;
  const title = s().quantity(itemText(app, component.item));
  const take = async (value: string): Promise<void> => {
    if (opening !== null) {
      const body = consumeBody(opening, input, { unit: component.unit, value }, []);
      work.ask(null);
      await work.consume(opening, input, body, component, {});
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

/** Some of the lot was made before the change, and some after it. */
function isInside(before: string, whole: string | null): boolean {
  return whole !== null && compareDecimals(before, "0") > 0 && compareDecimals(before, whole) < 0;
}
