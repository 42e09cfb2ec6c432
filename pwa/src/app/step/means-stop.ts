/**
 * Hard stops of people and equipment: what it is, why, and what to do now, in words of the floor.
 */

import { unready } from "../../entries/equipment-ready.ts";
import type { EquipmentRow } from "../../entries/equipment-rows.ts";
import { factoryDay } from "../../entries/factory-day.ts";
import { whyUntrained } from "../../entries/qualified.ts";
import { termNames } from "../../entries/terms.ts";
import type { Gate } from "../../production/gate.ts";
import type { Opening } from "../../production/open-step.ts";
import { timeRelativeTo } from "../../ui/format.ts";
import { m } from "../../ui/i18n/means/catalogue.ts";
import type { App } from "../context.ts";
import { nameOf } from "../texts.ts";

export type Stopping = Exclude<Gate, { is: "machine" }>;

/** A piece's code and name, as far as they are known here. */
export function pieceText(app: App, code: string): string {
  const row = app.rows.get("equipment", [code])?.row;
  return row === undefined ? code : m().piece(code, nameOf(row));
}

/** What is wrong in one line. */
export function whatIsWrong(app: App, gate: Stopping, { step }: Opening): string {
  const words = m().what;
  if (gate.is === "revision") {
    return words.STEP_BY_STOPPED_REVISION(gate.finding.detail.found ?? "");
  }
  if (gate.is === "person") {
    const { person = "", skill = "" } = gate.finding.detail;
    const known = app.rows.get("person", [person])?.row;
    const taught = app.rows.get("skill", [skill])?.row;
    const whom = known === undefined ? person : nameOf(known);
    return words.OPERATOR_NOT_QUALIFIED(whom, taught === undefined ? skill : nameOf(taught));
  }
  const piece = pieceText(app, gate.code);
  return words[pieceCode(gate)](piece, classNameOf(app, step.equipment_class));
}

/** The class that a step asks for, by its name. */
export function classNameOf(app: App, code: string | null): string {
  return code === null ? "" : nameOf(termNames(app.rows, "equipment_class", code));
}

/** Why, with the day that says it. */
export function whyIsWrong(app: App, gate: Stopping, atMs: number): string {
  if (gate.is === "revision") {
    const { at = "", expected = "" } = gate.finding.detail;
    return m().stoppedBy(expected, timeRelativeTo(new Date(at), new Date(atMs)));
  }
  if (gate.is === "person") {
    const { person = "", skill = "" } = gate.finding.detail;
    const { why, about } = whyUntrained(app.rows, person, skill, atMs);
    return m().training[why](about);
  }
  const piece = app.rows.get("equipment", [gate.code])?.row;
  const ready = gate.finding.code !== "EQUIPMENT_NOT_READY" || piece === undefined;
  return ready
    ? ""
    : unready(piece, atMs)
        .map((reason) => reasonText(piece, reason))
        .join(" ");
}

function reasonText(piece: EquipmentRow, reason: ReturnType<typeof unready>[number]): string {
  const words = m().reason;
  switch (reason) {
    case "not_qualified":
      return piece.status === "out_of_service" ? words.out_of_service() : words.not_qualified();
    case "out_of_tolerance":
      return words.out_of_tolerance(factoryDay(Date.parse(piece.out_of_tolerance_at ?? "")));
    case "calibration_lapsed":
      return words.calibration_lapsed(piece.calibration_due ?? "–");
    case "maintenance_due":
      return words.maintenance_due(piece.maintenance_due ?? "–");
    default:
      return words[reason]();
  }
}

type PieceGate = Extract<Gate, { is: "piece" }>;
type PieceCode = "EQUIPMENT_UNKNOWN" | "EQUIPMENT_WRONG_CLASS" | "EQUIPMENT_NOT_READY";

function pieceCode({ finding }: PieceGate): PieceCode {
  return finding.code as PieceCode;
}

/** The word over a stop. */
export function wordOf(gate: Stopping): string {
  const words = m();
  switch (gate.is) {
    case "revision":
      return words.stoppedWord();
    case "person":
      return words.untrainedWord();
    case "piece":
      return gate.of === "gauge" ? words.gaugeWord() : words.machineWord();
  }
}
