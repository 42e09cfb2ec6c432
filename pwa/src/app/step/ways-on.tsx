/**
 * What every screen of an open step offers beside what it asks for: leaving the step out, and going back. A step that
 * begins with a value, or waits for a machine that is down, can be left out as well as one that begins with a part.
 */

import type { ComponentChildren, JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { navigate } from "../router.ts";
import type { StepWork } from "./work.ts";

interface WaysOnProps {
  readonly work: StepWork;
  /** Home, with the step kept, where the screen has nothing else to go back from. */
  readonly onBack?: () => void;
  readonly children?: ComponentChildren;
}

export function WaysOn({ work, onBack, children }: WaysOnProps): JSX.Element {
  return (
    <div class="app-row">
      {children}
      <Button
        label={s().skip()}
        icon="arrow-right"
        onPress={() => work.ask({ is: "skip", reason: "", badge: "", mistake: "" })}
      />
      <Button label={t().ui.back()} icon="arrow-left" onPress={onBack ?? (() => navigate("/"))} />
    </div>
  );
}
