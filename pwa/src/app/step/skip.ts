/**
 * A step that is left out: the supervisor's badge and PIN stand for the deviation.
 */

import { skipBody } from "../../production/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import type { LoginResult, UnlockResult } from "../../sync/identity.ts";
import type { App } from "../context.ts";
import type { StepWork } from "./work.ts";

/** The supervisor's badge and PIN stand for the deviation; then the step after it begins. Null: done. */
export async function skip(
  work: StepWork,
  opening: Opening,
  { badge, reason }: { readonly badge: string; readonly reason: string },
  pin: string,
): Promise<LoginResult["step"] | UnlockResult["step"] | null> {
  const { app } = work;
  const proved = await prove(app, badge, pin);
  if (proved.step !== "granted" && proved.step !== "unlocked") {
    return proved.step;
  }
  const shift = await app.device.identity.of(badge);
  const auth = app.device.identity.auth(shift, app.sync.value.offline || !navigator.onLine);
  await app.device.client.append({ type: "SkipStep", body: skipBody(opening), reason, auth });
  work.set({ ask: null });
  work.openNext(opening);
  work.set({ result: { is: "skipped", what: String(opening.step.number) } });
  app.feedback.signal("warn", {});
  return null;
}

async function prove(app: App, badge: string, pin: string): Promise<LoginResult | UnlockResult> {
  const result = await app.device.identity.login(badge, pin, "badge_pin");
  return result.step === "offline" ? app.device.identity.unlock(badge, pin) : result;
}
