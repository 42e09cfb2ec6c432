/** The one thing that comes next: say that it is so anyway, use the number, confirm, or go on to the next phase. */

import type { JSX } from "preact";
import type { LoadRow } from "../../entries/load-rows.ts";
import { nextPhase } from "../../production/load-phases.ts";
import { Button } from "../../ui/button.tsx";
import { l } from "../../ui/i18n/load/catalogue.ts";
import type { Phase } from "./state.ts";
import type { LoadWork } from "./work.ts";

interface LoadActionProps {
  readonly work: LoadWork;
  readonly load: LoadRow | null;
}

export function LoadAction({ work, load }: LoadActionProps): JSX.Element | null {
  const words = l();
  const { chamber, confirm, cycle, said } = work.state.value;
  if (said?.is === "refused") {
    const { draft } = said;
    return (
      <Button
        label={words.anyway[draft.type]()}
        icon="triangle-alert"
        tone="stop"
        size="action"
        wide
        onPress={() => void work.keep(draft, {}, true)}
      />
    );
  }
  if (cycle !== null && chamber !== null) {
    const { proposed } = work;
    return (
      <Button
        label={words.useNumber(proposed)}
        icon="check"
        tone="primary"
        size="primary"
        wide
        onPress={() => void work.begin(proposed)}
      />
    );
  }
  const phase = load === null ? null : nextPhase(load.status);
  if (phase === null) {
    return null;
  }
  return confirm !== null ? (
    <Confirm work={work} phase={confirm} />
  ) : (
    <Button
      label={words.advance[phase]()}
      icon={phase === "closed" ? "lock" : "arrow-right"}
      size="action"
      wide
      onPress={() => work.set({ confirm: phase, said: null })}
    />
  );
}

function Confirm({ work, phase }: { readonly work: LoadWork; readonly phase: Phase }): JSX.Element {
  const words = l();
  return (
    <div class="app-row">
      <Button
        label={words.no()}
        icon="x"
        size="action"
        onPress={() => work.set({ confirm: null })}
      />
      <Button
        label={words.yes()}
        icon="check"
        tone="primary"
        size="action"
        onPress={() => void work.advance(phase)}
      />
    </div>
  );
}
