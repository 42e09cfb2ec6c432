/** The way back from a question: nothing is recorded. */

import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import type { StepWork } from "./work.ts";

export function Drop(props: {
  readonly work: StepWork;
  /** Where dropping the question leaves the work elsewhere than at the open step. */
  readonly onBack?: () => void;
}): JSX.Element {
  const { work, onBack } = props;
  return (
    <div class="app-row">
      <Button label={t().ui.back()} icon="arrow-left" onPress={onBack ?? (() => work.ask(null))} />
    </div>
  );
}
