/**
 * Who does a step and with what: trained people, equipment of the right class that is ready now (C06, C07).
 * Mirrors backend/production/rules/resources.py; both run tests/vectors/production/means.json. The device knows how a
 * piece stands by the last feed, not how it stood before something was recorded of it: that is the server's to see.
 */

import { unready } from "../entries/equipment-ready.ts";
import { isQualified } from "../entries/qualified.ts";
import type { Lookup } from "../sync/view.ts";
import { type Finding, found, type Occasion } from "./finding.ts";
import type { Place } from "./subject.ts";

/** Who begins the step, and with what. */
export function meansAtStart(
  rows: Lookup,
  place: Place,
  equipment: readonly string[],
  on: Occasion,
): Finding[] {
  return [
    ...operator(rows, place, on),
    ...wrongClass(rows, place, equipment),
    ...notReady(rows, place, equipment, on.atMs),
  ];
}

/** Who puts something into what is made. */
export function meansAtConsumption(rows: Lookup, place: Place, on: Occasion): Finding[] {
  return operator(rows, place, on);
}

interface Measured {
  readonly code: string;
  readonly gauge: string | null;
  readonly second_badge: string | null;
}

/** Who reads or checks something, who checks that, and with which gauge. */
export function meansAtReading(
  rows: Lookup,
  place: Place,
  { code, gauge, second_badge }: Measured,
  on: Occasion,
): Finding[] {
  return [
    ...operator(rows, place, on),
    ...second(rows, place, code, second_badge, on),
    ...notReady(rows, place, gauge === null ? [] : [gauge], on.atMs),
  ];
}

/** What has become wrong since the step began, or since the person came to it, and with who checked it. */
export function meansAtEnd(
  rows: Lookup,
  place: Place,
  worn: string | null,
  on: Occasion,
): Finding[] {
  const { run } = place;
  const missing = run === null ? wrongClass(rows, place, []) : [];
  const began = run === null ? null : Date.parse(run.started_at);
  const lapsed = notReady(rows, place, run?.equipment ?? [], on.atMs).filter(
    ({ detail }) => began === null || !wasSaid(rows, detail.equipment ?? "", began),
  );
  const people = [...operator(rows, place, on), ...second(rows, place, "-", worn, on)];
  return [...people, ...missing, ...lapsed];
}

/** A piece was not ready when the step began, which was said then. What was recorded of it since hides how it stood. */
function wasSaid(rows: Lookup, code: string, beganMs: number): boolean {
  const piece = rows.get("equipment", [code])?.row;
  const changed = piece?.last_at != null && Date.parse(piece.last_at) > beganMs;
  return piece !== undefined && !changed && unready(piece, beganMs).length > 0;
}

/** Whether the server holds what was made or measured: the piece is critical, or known to work or measure wrongly. */
export function holdsByMeans(rows: Lookup, { code, detail }: Finding): boolean {
  if (code !== "EQUIPMENT_NOT_READY") {
    return false;
  }
  const piece = rows.get("equipment", [detail.equipment ?? ""])?.row;
  const wrong = detail.reasons?.split(", ").includes("out_of_tolerance") === true;
  return wrong || piece?.critical === true;
}

/** The person is not trained, and first records something at the step. */
function operator(rows: Lookup, place: Place, { badge, atMs }: Occasion): Finding[] {
  const skill = place.step?.skill ?? null;
  if (skill === null || place.run?.people.includes(badge) === true) {
    return [];
  }
  const person = untrained(rows, badge, skill, atMs);
  return person === null ? [] : [found(place, "OPERATOR_NOT_QUALIFIED", { person, skill })];
}

/** Who checked another's work is not trained for the step. */
function second(
  rows: Lookup,
  place: Place,
  name: string,
  worn: string | null,
  { badge, atMs }: Occasion,
): Finding[] {
  const skill = place.step?.skill ?? null;
  if (skill === null || worn === null || worn === badge) {
    return [];
  }
  const person = untrained(rows, worn, skill, atMs);
  const detail = { person: person ?? "", skill, name };
  return person === null ? [] : [found(place, "SECOND_PERSON_NOT_QUALIFIED", detail)];
}

/** Whom a badge names, if they are not trained; null if they are. A badge that was replaced names nobody here. */
export function untrained(rows: Lookup, badge: string, skill: string, atMs: number): string | null {
  const person = rows.find("person", "badge", badge)[0]?.row.number ?? null;
  return person !== null && isQualified(rows, person, skill, atMs) ? null : (person ?? badge);
}

/** None of the equipment is of the class that the step asks for. */
function wrongClass(rows: Lookup, place: Place, equipment: readonly string[]): Finding[] {
  const expected = place.step?.equipment_class ?? null;
  if (expected === null) {
    return [];
  }
  if (equipment.length === 0) {
    return [found(place, "EQUIPMENT_MISSING", { expected })];
  }
  const pieces = equipment.flatMap((code) => rows.get("equipment", [code])?.row ?? []);
  const classes = new Set(pieces.map(({ equipment_class }) => equipment_class));
  if (classes.size === 0 || classes.has(expected)) {
    return [];
  }
  const detail = { equipment: equipment.join(", "), expected };
  return [
    found(place, "EQUIPMENT_WRONG_CLASS", { ...detail, found: [...classes].toSorted().join(", ") }),
  ];
}

/** Each piece that nobody knows here, or that is not ready, with every reason. */
function notReady(
  rows: Lookup,
  place: Place,
  equipment: readonly string[],
  atMs: number,
): Finding[] {
  return equipment.flatMap((code) => {
    const piece = rows.get("equipment", [code])?.row;
    if (piece === undefined) {
      return [found(place, "EQUIPMENT_UNKNOWN", { equipment: code })];
    }
    const reasons = unready(piece, atMs).join(", ");
    return reasons === ""
      ? []
      : [found(place, "EQUIPMENT_NOT_READY", { equipment: code, reasons })];
  });
}
