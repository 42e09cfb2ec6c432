/**
 * What stands between a person and the open step: a revision that was stopped, their training, the machine that the step asks for, the gauge they
 * took. Pure: what the person chose and what they said all the same come in.
 */

import { unready } from "../entries/equipment-ready.ts";
import type { Lookup } from "../sync/view.ts";
import type { Finding, Occasion } from "./finding.ts";
import { meansAtEnd, meansAtReading, meansAtStart } from "./readiness.ts";
import { stoppedBefore, stoppedSince } from "./revisions.ts";
import type { Place } from "./subject.ts";

export type Gate =
  /** The order's revision was stopped since its release: nothing more is made by it. */
  | { readonly is: "revision"; readonly finding: Finding }
  /** Somebody trained takes over, or it is said that it was done all the same. */
  | { readonly is: "person"; readonly finding: Finding }
  /** The step asks for a machine of a class; `before`: one that was used here, to be confirmed. */
  | { readonly is: "machine"; readonly wanted: string; readonly before: string | null }
  /** What was scanned is not to be used. */
  | { readonly is: "piece"; readonly finding: Finding; readonly code: string; readonly of: Of };

export type Of = "machine" | "gauge";

export interface Chosen {
  readonly machine: string | null;
  readonly gauge: string | null;
  /** A machine of this station that the person has not confirmed yet. */
  readonly before: string | null;
  /** Said all the same, as `waiver` names it. */
  readonly waived: ReadonlySet<string>;
}

/** What a person says of a finding: once for each person, rule, and piece or revision. */
export function waiver({ code, detail }: Finding, { badge }: Pick<Occasion, "badge">): string {
  const revision = code === "STEP_BY_STOPPED_REVISION" ? detail.expected : "";
  return [badge, code, detail.equipment ?? revision].join("|");
}

/** The first thing in the way; null: work goes on. */
export function gateOf(rows: Lookup, place: Place, chosen: Chosen, on: Occasion): Gate | null {
  const open = ({ finding }: { readonly finding: Finding }): boolean =>
    !chosen.waived.has(waiver(finding, on));
  const revision = [...stoppedBefore(rows, place, on), ...stoppedSince(rows, place, on)].map(
    (finding) => ({ is: "revision" as const, finding }),
  );
  const person = meansAtStart(rows, place, [], on)
    .filter(({ code }) => code === "OPERATOR_NOT_QUALIFIED")
    .map((finding) => ({ is: "person" as const, finding }));
  const pieces = [
    ...machineFindings(rows, place, chosen, on),
    ...gaugeFindings(rows, place, chosen, on),
  ];
  const first = revision.find(open) ?? person.find(open);
  return first ?? noMachine(place, chosen, on) ?? pieces.find(open) ?? null;
}

/** Nothing is begun, and no machine was named where the step asks for one. */
function noMachine({ step, run }: Place, chosen: Chosen, on: Occasion): Gate | null {
  const wanted = step?.equipment_class ?? null;
  const without = chosen.waived.has(waiver({ code: "EQUIPMENT_MISSING", detail: {} }, on));
  return wanted === null || run !== null || chosen.machine !== null || without
    ? null
    : { is: "machine", wanted, before: chosen.before };
}

type PieceGate = Extract<Gate, { is: "piece" }>;

/** The machine that was scanned; else those of the running step that lapsed since, unless a good one is among them. */
function machineFindings(
  rows: Lookup,
  place: Place,
  { machine }: Chosen,
  on: Occasion,
): PieceGate[] {
  const used = place.run?.equipment ?? [];
  const isNew = machine !== null && !used.includes(machine);
  const findings = isNew
    ? meansAtStart(rows, place, [machine], on)
    : used.some((code) => fits(rows, place, code, on.atMs))
      ? []
      : meansAtEnd(rows, place, null, on);
  return findings
    .filter(({ detail }) => detail.equipment !== undefined)
    .map((finding) => ({
      is: "piece",
      finding,
      code: finding.detail.equipment ?? "",
      of: "machine",
    }));
}

function fits(rows: Lookup, { step }: Place, code: string, atMs: number): boolean {
  const piece = rows.get("equipment", [code])?.row;
  return (
    piece !== undefined &&
    piece.equipment_class === step?.equipment_class &&
    unready(piece, atMs).length === 0
  );
}

function gaugeFindings(rows: Lookup, place: Place, { gauge }: Chosen, on: Occasion): PieceGate[] {
  const measured = { code: "", gauge, second_badge: null };
  return meansAtReading(rows, place, measured, on)
    .filter(({ detail }) => detail.equipment !== undefined)
    .map((finding) => ({
      is: "piece",
      finding,
      code: finding.detail.equipment ?? "",
      of: "gauge",
    }));
}
