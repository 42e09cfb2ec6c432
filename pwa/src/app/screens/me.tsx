/**
 * The person and the device: lock, language, display, shift check; and what is still unsent before leaving.
 */

import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { age } from "../../ui/format.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { chooseTheme, type Theme, theme } from "../../ui/theme.ts";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { LanguageButton } from "../language-button.tsx";
import { navigate } from "../router.ts";
import { whoIs } from "../texts.ts";

const THEMES: readonly Theme[] = ["light", "dark", "glare"];

export function MeScreen(): JSX.Element {
  const { session, device, now, revision } = useApp();
  const shift = session.shift.value;
  const words = t().app.me;
  const pending = revision.value >= 0 ? device.client.view.pending : [];
  const oldest = pending[0];
  const who = shift === null ? null : whoIs(shift);
  const lock = async (): Promise<void> => {
    navigate("/", "replace");
    await session.lock();
  };
  return (
    <HandheldFrame
      title={words.title()}
      verdict={
        oldest === undefined ? (
          <Verdict status="none">
            <h2 class="app-title">{who?.name}</h2>
            <p>{who?.role}</p>
          </Verdict>
        ) : (
          <Verdict
            status="provisional"
            word={who?.name ?? ""}
            why={words.unsent(pending.length, age(now.value - oldest.recordedMs))}
          />
        )
      }
      action={
        <Button
          label={words.lock()}
          icon="lock"
          tone="primary"
          size="primary"
          wide
          onPress={() => lock()}
        />
      }
    >
      <div class="app-row">
        <LanguageButton />
        <Button
          label={words.shiftCheck()}
          icon="clipboard-check"
          onPress={() => navigate("/shift")}
        />
        {shift?.lapsed === true && shift.person !== null && (
          <Button label={words.logIn()} icon="key-round" onPress={() => session.askPin()} />
        )}
      </div>
      <p class="app-heading">{words.theme()}</p>
      <div class="app-row">
        {THEMES.map((name) => (
          <Button
            key={name}
            label={words[name]()}
            icon="sun"
            pressed={theme.value === name}
            onPress={() => chooseTheme(window, name)}
          />
        ))}
      </div>
    </HandheldFrame>
  );
}
