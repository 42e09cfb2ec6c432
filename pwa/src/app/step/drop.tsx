/** The way back from a question: nothing is recorded. */

import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import type { StepWork } from "./work.ts";

export function Drop({ work }: { readonly work: StepWork }): JSX.Element {
  return (
    <div class="app-row">
      <Button label={t().ui.back()} icon="arrow-left" onPress={() => work.ask(null)} />
    </div>
  );
}
