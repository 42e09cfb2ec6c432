/**
 * What the server will say to a record of a step, as far as this device can know: shown before it is recorded.
 * Mirrors backend/production/rules; both run tests/vectors/production/.
 */

import type {
  Check,
  FinishStepBody,
  Parameter,
  RecordCheckBody,
  RecordReadingBody,
  StartStepBody,
} from "../entries/bodies.ts";
import { compareDecimals, isMultipleOf } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { type Finding, found, type Occasion } from "./finding.ts";
import { verdictOf } from "./limits.ts";
import { holdsByMeans, meansAtEnd, meansAtReading, meansAtStart } from "./readiness.ts";
import { stoppedBefore, stoppedSince } from "./revisions.ts";
import { componentFor, type Place, placeOf, RUNNING, undoneBefore } from "./subject.ts";

/** What a person is stopped for before it is recorded. */
export const STOPPING: ReadonlySet<string> = new Set([
  "COMPONENT_WRONG",
  "COMPONENT_EXPIRED",
  "COMPONENT_NOT_RELEASED",
  "COMPONENT_OPEN_TOO_LONG",
  "COMPONENT_ON_HOLD",
  "UNIT_BUILT_IN_TWICE",
  "WORK_ORDER_NOT_RUNNING",
  "STEP_OUT_OF_SEQUENCE",
]);

const HOLDING: ReadonlySet<string> = new Set([
  "STEP_BY_STOPPED_REVISION",
  "COMPONENT_WRONG",
  "COMPONENT_EXPIRED",
  "COMPONENT_NOT_RELEASED",
  "COMPONENT_OPEN_TOO_LONG",
  "UNIT_BUILT_IN_TWICE",
  "READING_OUT_OF_LIMIT",
  "SECOND_ENTRY_DIFFERS",
  "CHECK_FAILED",
]);

/** What the server answers with a deviation and a hold on what is being made. */
export function holdsWhatIsMade(rows: Lookup, finding: Finding): boolean {
  return HOLDING.has(finding.code) || holdsByMeans(rows, finding);
}

/** What is wrong with recording anything at this step now. */
export function placeFindings(place: Place): Finding[] {
  const { order, step, subject } = place;
  if (order === null) {
    return [found(place, "WORK_ORDER_NOT_KNOWN")];
  }
  const idle = RUNNING.has(order.status)
    ? []
    : [found(place, "WORK_ORDER_NOT_RUNNING", { found: order.status })];
  if (step === null) {
    const revision = order.routing_revision || "-";
    return [...idle, found(place, "STEP_NOT_IN_ROUTING", { revision })];
  }
  const given = subject.serial !== null ? "unit" : subject.lot !== null ? "lot" : "order";
  const other = { expected: step.repeat, found: given };
  return step.repeat === given ? idle : [...idle, found(place, "STEP_SUBJECT_WRONG", other)];
}

export function adviceOnStart(rows: Lookup, body: StartStepBody, on: Occasion): Finding[] {
  const place = placeOf(rows, body, body.step);
  const undone = place.step === null ? [] : undoneBefore(rows, body, place.step);
  const missing = undone.join(", ");
  const bound = place.order?.routing_revision ?? "";
  const revision = { expected: bound || "-", found: body.revision };
  return [
    ...placeFindings(place),
    ...stoppedBefore(rows, place, on),
    ...meansAtStart(rows, place, body.equipment, on),
    ...(undone.length > 0 ? [found(place, "STEP_OUT_OF_SEQUENCE", { missing })] : []),
    ...(place.order !== null && body.revision !== bound
      ? [found(place, "STEP_BY_OTHER_REVISION", revision)]
      : []),
  ];
}

export function adviceOnFinish(rows: Lookup, body: FinishStepBody, on: Occasion): Finding[] {
  const place = placeOf(rows, body, body.step);
  const missing = missingAt(place).join(", ");
  // An entry of before it could be said, still on its way, has no such key.
  const second = body.second_badge ?? null;
  const incomplete = missing === "" ? [] : [found(place, "STEP_INCOMPLETE", { missing })];
  return [
    ...placeFindings(place),
    ...stoppedBefore(rows, place, on),
    ...stoppedSince(rows, place, on),
    ...meansAtEnd(rows, place, second, on),
    ...byOne(place, second, on),
    ...incomplete,
  ];
}

/** A step that takes two was ended by one; where something was looked at, two people did that. */
function byOne(place: Place, second: string | null, { badge }: Occasion): Finding[] {
  const alone = second === null || second === badge;
  return alone && wantsSecond(place) ? [found(place, "STEP_BY_ONE_PERSON")] : [];
}

/** Whether a second person is still to look at a step that takes two. */
export function wantsSecond({ run, step }: Place): boolean {
  const looks = step?.checks.filter(({ kind }) => kind !== "reading") ?? [];
  return step?.two_person === true && !looks.some(({ code }) => run?.observed.includes(code));
}

/** What is wanted every time and is not there. */
function missingAt(place: Place): readonly string[] {
  if (place.step === null) {
    return [];
  }
  const { components, parameters, checks } = place.step;
  const filled = new Set(
    (place.run?.consumed ?? []).map((item) => componentFor(place, item)?.item ?? item),
  );
  const seen = new Set(place.run?.observed ?? []);
  const every = [...parameters, ...checks].filter(({ sampling }) => sampling.kind === "every");
  return [
    ...components.map(({ item }) => item).filter((item) => !filled.has(item)),
    ...every.map(({ code }) => code).filter((code) => !seen.has(code)),
  ];
}

export function adviceOnReading(rows: Lookup, body: RecordReadingBody, on: Occasion): Finding[] {
  const place = placeOf(rows, body, body.step);
  const wanted = wantedReading(place, body.code);
  const findings = [
    ...placeFindings(place),
    ...stoppedBefore(rows, place, on),
    ...meansAtReading(rows, place, body, on),
  ];
  if (wanted === null) {
    const unasked = found(place, "READING_NOT_ASKED", { name: body.code });
    return place.step === null ? findings : [...findings, unasked];
  }
  if (wanted.unit !== body.unit) {
    const detail = { name: body.code, expected: wanted.unit ?? "-", found: body.unit };
    return [...findings, found(place, "READING_UNIT_WRONG", detail)];
  }
  return [...findings, ...judged(place, body, wanted, on)];
}

/** The parameter or reading check of that code at the step. */
export function wantedReading(place: Place, code: string): Parameter | Check | null {
  const { parameters = [], checks = [] } = place.step ?? {};
  const asked = [...parameters, ...checks.filter(({ kind }) => kind === "reading")];
  return asked.find((each) => each.code === code) ?? null;
}

export function isParameter(wanted: Parameter | Check): wanted is Parameter {
  return "second" in wanted;
}

function judged(
  place: Place,
  body: RecordReadingBody,
  wanted: Parameter | Check,
  on: Occasion,
): Finding[] {
  const { limits } = wanted;
  const detail = { name: body.code, found: body.value, unit: body.unit };
  const verdict = limits === null ? "pass" : verdictOf(body.value, limits);
  const findings: Finding[] = [];
  if (verdict === "fail") {
    const { low, high } = limits ?? {};
    const bounds = { ...detail, low: low ?? "-", high: high ?? "-" };
    findings.push(found(place, "READING_OUT_OF_LIMIT", bounds));
  } else if (verdict !== "pass") {
    findings.push(found(place, "READING_NEAR_LIMIT", { ...detail, level: verdict }));
  }
  if (isParameter(wanted)) {
    findings.push(...secondFindings(place, body, wanted, on));
    if (!isMultipleOf(body.value, wanted.resolution)) {
      const fine = { ...detail, expected: wanted.resolution };
      findings.push(found(place, "READING_TOO_FINE", fine));
    }
  }
  return findings;
}

/** What a critical value keyed by hand lacks beside its first entry. */
function secondFindings(
  place: Place,
  body: RecordReadingBody,
  wanted: Parameter,
  on: Occasion,
): Finding[] {
  const { code, source, second_badge, second_value, value } = body;
  if (source === "device" || wanted.second === "none") {
    return [];
  }
  if (wanted.second === "second_person") {
    const alone = second_badge === null || second_badge === on.badge;
    return alone ? [found(place, "SECOND_PERSON_MISSING", { name: code })] : [];
  }
  if (second_value === null) {
    return [found(place, "SECOND_ENTRY_MISSING", { name: code })];
  }
  const detail = { name: code, found: second_value, expected: value };
  const same = compareDecimals(second_value, value) === 0;
  return same ? [] : [found(place, "SECOND_ENTRY_DIFFERS", detail)];
}

export function adviceOnCheck(rows: Lookup, body: RecordCheckBody, on: Occasion): Finding[] {
  const place = placeOf(rows, body, body.step);
  const name = body.code;
  const measured = { ...body, gauge: null };
  const findings = [
    ...placeFindings(place),
    ...stoppedBefore(rows, place, on),
    ...meansAtReading(rows, place, measured, on),
  ];
  const wanted = place.step?.checks.find(({ code }) => code === name);
  const lacks =
    (wanted?.kind === "photo" && body.photos.length === 0) ||
    (wanted?.kind === "document" && body.document === null);
  if (wanted === undefined && place.step !== null) {
    findings.push(found(place, "READING_NOT_ASKED", { name }));
  } else if (lacks) {
    findings.push(found(place, "CHECK_WITHOUT_EVIDENCE", { name, expected: wanted?.kind ?? "-" }));
  }
  if (!body.passed) {
    findings.push(found(place, "CHECK_FAILED", { name, defect: body.defect ?? "-" }));
  }
  const alone = body.second_badge === null || body.second_badge === on.badge;
  if (place.step?.two_person === true && alone) {
    findings.push(found(place, "SECOND_PERSON_MISSING", { name }));
  }
  return findings;
}
