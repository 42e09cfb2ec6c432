/** The hard stop over the whole screen, before the step shows what is in the way. */

import type { Opening } from "../../production/open-step.ts";
import { m } from "../../ui/i18n/means/catalogue.ts";
import type { App } from "../context.ts";
import { type Stopping, whatIsWrong, whyIsWrong, wordOf } from "./means-stop.ts";

export async function haltForMeans(
  app: App,
  gate: Stopping,
  opening: Opening,
  atMs: number,
  scan: object,
): Promise<void> {
  const { code, detail } = gate.finding;
  const word = wordOf(gate);
  const now = m().now[code as keyof ReturnType<typeof m>["now"]]();
  const what = whatIsWrong(app, gate, opening);
  const why = m().both(whyIsWrong(app, gate, atMs), m().nothingBegan());
  const compare =
    code === "EQUIPMENT_WRONG_CLASS"
      ? {
          compare: {
            expected: detail.expected ?? "–",
            found: `${detail.equipment} · ${detail.found}`,
          },
        }
      : {};
  await app.halt({ status: "stop", code, word, what, why, now, ...compare }, scan);
}
