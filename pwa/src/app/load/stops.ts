/** Hard stops at a load: what it is, why, and what to do now, in the words of the code. */

import type { Finding } from "../../production/finding.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { l } from "../../ui/i18n/load/catalogue.ts";
import { codeText } from "../codes.ts";
import type { App } from "../context.ts";

/** Nothing is recorded yet. */
export async function haltForLoad(app: App, finding: Finding, scan: object): Promise<void> {
  const words = l();
  const { code, detail } = finding;
  const status = code === "LOAD_LOT_ON_HOLD" ? "hold" : "stop";
  const said = codeText(code, detail);
  const what = words.stopped[code]?.(detail) ?? said.what;
  const now = words.stoppedNow[code]?.() ?? said.now;
  const why = `${said.why} ${words.nothingRecorded()}`;
  await app.halt({ status, code, word: t().status[status](), what, why, now }, scan);
}
