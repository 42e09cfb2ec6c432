/**
 * Hard stops at a step: expected against scanned side by side, and what it means in the catalogue's words.
 */

import type { ConsumeMaterialBody, StepComponent } from "../../entries/bodies.ts";
import { holdsWhatIsMade } from "../../production/advice.ts";
import type { Input } from "../../production/bodies.ts";
import type { Finding } from "../../production/finding.ts";
import { openUntil } from "../../production/open-time.ts";
import { timeRelativeTo } from "../../ui/format.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { codeText } from "../codes.ts";
import type { App } from "../context.ts";
import { nameOf } from "../texts.ts";

/** An item's number and name, as far as they are known here. */
export function itemText(app: App, item: string | null): string {
  const row = app.rows.get("item", [item ?? ""])?.row;
  return [item ?? "", row === undefined ? "" : nameOf(row)].filter((text) => text !== "").join(" ");
}

/** What went in, and until when it may be used where it is open. */
export function inText(
  app: App,
  { input_lot, input_serial }: ConsumeMaterialBody,
  atMs: number,
): string {
  const until = input_lot === null ? null : openUntil(app.rows, input_lot, atMs);
  const what = input_lot ?? input_serial ?? "";
  return until === null
    ? what
    : s().usableUntil(what, timeRelativeTo(new Date(until), new Date(atMs)));
}

interface Compared {
  readonly component: StepComponent | null;
  readonly input: Input;
}

/** `compared`: nothing went in yet; null: the record is made, and the step has failed. */
export async function haltFor(
  app: App,
  finding: Finding,
  compared: Compared | null,
  scan: object,
): Promise<void> {
  const said = codeText(finding.code, finding.detail);
  const held = finding.code === "COMPONENT_ON_HOLD";
  const status = held ? "hold" : "stop";
  const base = { status, code: finding.code, word: t().status[status]() } as const;
  if (compared === null) {
    const now = holdsWhatIsMade(app.rows, finding) ? said.now || s().putAside() : said.now;
    await app.halt({ ...base, word: s().failedWord(), what: said.what, why: said.why, now }, scan);
    return;
  }
  const { component, input } = compared;
  const compare = {
    expected: itemText(app, component?.item ?? null) || "–",
    found: [input.lot ?? input.serial ?? "", itemText(app, input.item)].filter(Boolean).join(" · "),
  };
  const what = s().stopped[finding.code]?.(finding.detail) ?? said.what;
  await app.halt(
    { ...base, what, why: s().nothingWentIn(), now: s().takeAnother(), compare },
    scan,
  );
}
