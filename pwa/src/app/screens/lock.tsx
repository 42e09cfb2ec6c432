/**
 * Nobody holds the device: scan a badge. What was open stays behind this screen.
 */

import type { JSX } from "preact";
import { EmptyState } from "../../ui/empty-state.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { Verdict } from "../../ui/verdict.tsx";
import { useBattery } from "../battery.ts";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { LanguageButton } from "../language-button.tsx";
import { TypedCode } from "../typed-code.tsx";

export function LockScreen(): JSX.Element {
  const { device } = useApp();
  const battery = useBattery();
  const words = t().app.lock;
  const { deviceCode, site } = device.enrolment;
  const facts = [words.device(deviceCode, site)];
  if (battery !== null) {
    facts.push(words.battery(battery));
  }
  return (
    <div class="app-screen">
      <HandheldFrame
        title={words.title()}
        verdict={
          <Verdict status="none">
            <EmptyState drawing="badge" title={words.title()} text={facts.join(" · ")} />
          </Verdict>
        }
        expects={{ text: words.title(), icon: "id-card" }}
      >
        <div class="app-row">
          <LanguageButton />
          <TypedCode />
        </div>
      </HandheldFrame>
    </div>
  );
}
