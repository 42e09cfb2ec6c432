/**
 * Leaving a step out: reason, supervisor's badge, PIN. Then a deviation is open and the next step begins.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { PinPad } from "../../ui/pin-pad.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import { Drop } from "./drop.tsx";
import { skip } from "./skip.ts";
import type { Ask } from "./state.ts";
import type { StepWork } from "./work.ts";

interface SkipPanelProps {
  readonly work: StepWork;
  readonly ask: Extract<Ask, { is: "skip" }>;
}

export function SkipPanel({ work, ask }: SkipPanelProps): JSX.Element {
  const words = s();
  if (ask.badge !== "") {
    return <Pin work={work} ask={ask} />;
  }
  const waits = ask.reason !== "";
  const word = waits ? words.skipBadge() : words.skip();
  return (
    <HandheldFrame
      title={words.skip()}
      verdict={
        <Verdict
          status={ask.mistake === "" ? "provisional" : "warn"}
          word={word}
          why={ask.mistake === "" ? words.skipWhy() : ask.mistake}
        />
      }
      {...(waits ? { expects: { text: words.skipBadge(), icon: "id-card" } } : {})}
    >
      <div class="app-grid step-grid">
        {Object.entries(words.skipReasons).map(([code, text]) => (
          <Button
            key={code}
            label={text()}
            size="action"
            pressed={ask.reason === text()}
            onPress={() => work.ask({ ...ask, reason: text(), mistake: "" })}
          />
        ))}
      </div>
      <Drop work={work} />
    </HandheldFrame>
  );
}

function Pin({ work, ask }: SkipPanelProps): JSX.Element {
  const { rows } = useApp();
  const words = s();
  const [busy, setBusy] = useState(false);
  const person = rows.find("person", "badge", ask.badge)[0]?.row;
  const { opening } = work.state.value;
  const submit = async (pin: string): Promise<void> => {
    if (opening === null) {
      return;
    }
    setBusy(true);
    const wrong = await skip(work, opening, ask, pin);
    setBusy(false);
    if (wrong !== null) {
      const mistake = wrong === "unknown_here" ? words.pinUnknown() : words.pinWrong();
      work.ask({ ...ask, mistake });
    }
  };
  const why = `${words.step(opening?.step.number ?? 0, "")} · ${ask.reason}`;
  return (
    <HandheldFrame
      title={words.skip()}
      layout="entry"
      verdict={<Verdict status="provisional" word={words.skip()} why={why} />}
    >
      <PinPad
        label={words.skipPin(person === undefined ? ask.badge : nameOf(person))}
        submitLabel={words.openDeviation()}
        busy={busy}
        {...(ask.mistake === "" ? {} : { error: ask.mistake })}
        onSubmit={(pin) => void submit(pin)}
      />
      <Drop work={work} />
    </HandheldFrame>
  );
}
