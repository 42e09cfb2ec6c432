/**
 * Values that were keyed and checks that were looked at: what wants a second look is asked for before it is recorded.
 */

import type { Parameter } from "../../entries/bodies.ts";
import { adviceOnCheck, adviceOnReading } from "../../production/advice.ts";
import { checkBody, type Keyed, type Looked, readingBody } from "../../production/bodies.ts";
import type { Finding } from "../../production/finding.ts";
import type { Opening } from "../../production/open-step.ts";
import { amountText } from "../../ui/amount.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { nameOf } from "../texts.ts";
import type { Undoable } from "./state.ts";
import { haltFor } from "./stops.ts";
import type { StepWork } from "./work.ts";

/** A value was keyed; a critical one is asked for again, or by a second person, before it is recorded. */
export async function key(
  work: StepWork,
  opening: Opening,
  keyed: Keyed,
  second: Parameter["second"],
): Promise<void> {
  if (second === "entered_twice" && keyed.secondValue === null) {
    work.set({ ask: { is: "second_value", keyed } });
    return;
  }
  if (second === "second_person" && keyed.secondBadge === null) {
    work.set({ ask: { is: "second_badge", keyed } });
    return;
  }
  const body = readingBody(opening, keyed, work.means.gauge(opening));
  const name = nameAt(opening, keyed.code);
  const findings = named(adviceOnReading(work.app.rows, body, work.occasion), name);
  const record = await work.recorder.first(opening, "RecordReading", body, {});
  if (record === null) {
    return;
  }
  // Of two entries that differ neither holds: the value is asked for once more, and was not read yet.
  const differs = findings.some(({ code }) => code === "SECOND_ENTRY_DIFFERS");
  work.set({ ask: null, again: differs ? keyed.code : null });
  if (!differs) {
    work.recorder.noteSample(opening, keyed.code, work.nowMs);
  }
  const stop = findings.find(
    ({ code }) => code === "READING_OUT_OF_LIMIT" || code === "SECOND_ENTRY_DIFFERS",
  );
  if (stop !== undefined) {
    await haltFor(work.app, stop, null, {});
  }
  const { code } = keyed;
  const undo: Undoable = { is: "read", id: record.id, opening, code };
  await work.done(opening, amountText(keyed), findings, undo, {});
}

/** Something was looked at; a step that takes two people waits for the second badge. */
export async function look(work: StepWork, opening: Opening, looked: Looked): Promise<void> {
  if (opening.step.two_person && looked.secondBadge === null) {
    work.set({ ask: { is: "second_look", looked } });
    return;
  }
  const body = checkBody(opening, looked);
  const name = nameAt(opening, looked.code);
  const findings = named(adviceOnCheck(work.app.rows, body, work.occasion), name).map(worded);
  const record = await work.recorder.first(opening, "RecordCheck", body, {});
  if (record === null) {
    return;
  }
  work.set({ ask: null, again: null, document: "", photos: [] });
  work.recorder.noteSample(opening, looked.code, work.nowMs);
  const stop = findings.find(({ code }) => code === "CHECK_FAILED");
  if (stop !== undefined) {
    await haltFor(work.app, stop, null, {});
  }
  const undo: Undoable = { is: "looked", id: record.id, opening, code: looked.code };
  await work.done(opening, name, findings, undo, {});
}

/** What the routing calls a value or a check, in the language of the person. */
function nameAt({ step }: Opening, code: string): string {
  const asked = [...step.parameters, ...step.checks].find((each) => each.code === code);
  return asked === undefined ? code : nameOf(asked);
}

/** The defect in the words of the person, not by its code. */
function worded(finding: Finding): Finding {
  const words: Readonly<Record<string, () => string>> = s().defects;
  const { defect = "" } = finding.detail;
  const word = words[defect.toLowerCase()];
  return word === undefined
    ? finding
    : { ...finding, detail: { ...finding.detail, defect: word() } };
}

function named(findings: readonly Finding[], name: string): readonly Finding[] {
  return findings.map((each) => ({ ...each, detail: { ...each.detail, name } }));
}
