/**
 * Records, or stops everything: a record that is not on the device for good is never shown as saved (S61).
 */

import type { Draft } from "../sync/draft.ts";
import { type Appended, NotSaved } from "../sync/oplog.ts";
import { t } from "../ui/i18n/catalogue.ts";
import type { App } from "./context.ts";

/** Null when it could not be saved; the person has acknowledged that. */
export async function recordOrHalt(
  app: App,
  draft: Omit<Draft, "auth">,
  scan?: object,
): Promise<Appended | null> {
  try {
    return await app.record(draft);
  } catch (error) {
    if (!(error instanceof NotSaved)) {
      throw error;
    }
    const words = t().app;
    await app.halt(
      {
        status: "stop",
        code: error.code,
        word: words.notSaved(),
        what: words.notSavedWhat(),
        why: words.notSavedWhy[error.code](),
        now: words.notSavedNow(),
      },
      scan,
    );
    return null;
  }
}
