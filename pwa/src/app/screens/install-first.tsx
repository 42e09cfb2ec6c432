/**
 * An iPhone tab that is not installed records nothing: Safari would delete it after seven idle days.
 */

import type { JSX } from "preact";
import { t } from "../../ui/i18n/catalogue.ts";
import { Verdict } from "../../ui/verdict.tsx";
import { HandheldFrame } from "../handheld-frame.tsx";

export function InstallFirst(): JSX.Element {
  const words = t().app.install;
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<Verdict status="stop" word={words.title()} why={words.why()} />}
    >
      <div class="app-column">
        <ol class="app-steps">
          <li>{words.step1()}</li>
          <li>{words.step2()}</li>
          <li>{words.step3()}</li>
        </ol>
      </div>
    </HandheldFrame>
  );
}
