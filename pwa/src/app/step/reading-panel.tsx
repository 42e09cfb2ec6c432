/**
 * A value keyed by hand: unit beside it, limits only after it was entered, never a value filled in.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Check, Parameter } from "../../entries/bodies.ts";
import { isParameter } from "../../production/advice.ts";
import type { Opening } from "../../production/open-step.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { Keypad } from "../../ui/keypad.tsx";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import { key } from "./observe.ts";
import { StepVerdict } from "./step-verdict.tsx";
import { WaysOn } from "./ways-on.tsx";
import type { StepWork } from "./work.ts";

interface ReadingPanelProps {
  readonly work: StepWork;
  readonly opening: Opening;
  readonly wanted: Parameter | Check;
}

/** Digits behind the point: those that the instrument shows. */
export function decimalsOf(wanted: Parameter | Check): number {
  return isParameter(wanted) ? (wanted.resolution.split(".")[1]?.length ?? 0) : 3;
}

export function isSigned({ limits }: Parameter | Check): boolean {
  return limits?.low?.startsWith("-") === true;
}

/** A value that was to be read once more, of its own accord: back to the step. */
export function leaveAgain(work: StepWork): { readonly onBack?: () => void } {
  return work.state.value.again === null ? {} : { onBack: () => work.set({ again: null }) };
}

export function ReadingPanel({ work, opening, wanted }: ReadingPanelProps): JSX.Element {
  const [value, setValue] = useState("");
  const words = s();
  const unit = wanted.unit ?? "";
  const keyed = { code: wanted.code, unit, secondValue: null, secondBadge: null };
  const second = isParameter(wanted) ? wanted.second : "none";
  const name = nameOf(wanted);
  const machine = isParameter(wanted) && wanted.source === "device";
  const asks = (
    <p class="step-ask">
      {machine ? words.fromMachine() : words.step(opening.step.number, nameOf(opening.step))}
    </p>
  );
  return (
    <HandheldFrame
      title={words.enter(name)}
      layout="entry"
      verdict={<StepVerdict work={work} empty={asks} />}
    >
      <Keypad
        label={name}
        unit={unit}
        decimals={decimalsOf(wanted)}
        signed={isSigned(wanted)}
        value={value}
        onChange={setValue}
        onDone={(text) => key(work, opening, { ...keyed, value: text }, second)}
      />
      <WaysOn work={work} {...leaveAgain(work)} />
    </HandheldFrame>
  );
}
