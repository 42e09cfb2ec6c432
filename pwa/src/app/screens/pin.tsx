/**
 * The PIN that begins a shift: online it fetches the grant, offline it unlocks; putting it off blocks no record.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LoginResult, Shift, UnlockResult } from "../../sync/identity.ts";
import { Button } from "../../ui/button.tsx";
import { clockTime } from "../../ui/format.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { PinPad } from "../../ui/pin-pad.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { codeText } from "../codes.ts";
import { type App, useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { navigate, type Route, route } from "../router.ts";
import { whoIs } from "../texts.ts";

/** Undefined when the person is in. */
type Mistake = string | undefined;

export function PinScreen(): JSX.Element | null {
  const app = useApp();
  const [error, setError] = useState<Mistake>();
  const [busy, setBusy] = useState(false);
  const shift = app.session.shift.value;
  if (shift === null) {
    return null;
  }
  const words = t().app.pin;
  async function submit(pin: string, holder: Shift): Promise<void> {
    setBusy(true);
    const mistake = await enter(app, holder.holder.badge, pin);
    setBusy(false);
    setError(mistake);
    if (mistake === undefined && app.session.shift.value?.lapsed === false) {
      navigate(shiftCheck(route.value));
    }
  }
  return (
    <div class="app-screen">
      <HandheldFrame
        title={words.submit()}
        layout="entry"
        verdict={
          <Verdict status="none">
            <div class="app-beside">
              <p>{busy ? words.checking() : words.laterWhy()}</p>
              <Button
                label={words.later()}
                icon="alarm-clock"
                onPress={() => app.session.deferPin()}
              />
            </div>
          </Verdict>
        }
      >
        <PinPad
          label={words.begin(whoIs(shift).name)}
          submitLabel={words.submit()}
          busy={busy}
          {...(error === undefined ? {} : { error })}
          onSubmit={(pin) => void submit(pin, shift)}
        />
      </HandheldFrame>
    </div>
  );
}

/** The check comes between a person and the work in front of them, which stays theirs. */
function shiftCheck({ path }: Route): string {
  return path === "/" || path === "/shift" ? "/shift" : `/shift?to=${encodeURIComponent(path)}`;
}

async function enter(app: App, badge: string, pin: string): Promise<Mistake> {
  const result = await app.session.login(badge, pin);
  if (result.step !== "offline") {
    return ofLogin(result);
  }
  const unlocked = await app.session.unlock(badge, pin);
  if (unlocked.step === "unlocked") {
    app.session.deferPin();
  }
  return ofUnlock(unlocked);
}

function ofLogin(result: LoginResult): Mistake {
  const words = t().app.pin;
  if (result.step !== "wrong_secret") {
    return undefined;
  }
  if (result.closedUntil !== null) {
    return words.closed(clockTime(new Date(result.closedUntil)));
  }
  const { code, detail } = result;
  if (code === "" || code === "LOGIN_REFUSED") {
    return words.wrong();
  }
  const said = codeText(code, detail);
  return `${said.what} ${said.now}`;
}

function ofUnlock(result: UnlockResult): Mistake {
  const words = t().app.pin;
  switch (result.step) {
    case "unlocked":
      return undefined;
    case "wrong_pin":
      return words.wrong();
    case "closed":
      return words.closed(clockTime(new Date(Date.now() + result.remainingMs)));
    case "unknown_here":
      return words.offlineUnknown();
  }
}
