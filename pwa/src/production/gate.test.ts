/** What stands between a person and a step, in its order: training, a machine at all, a good machine, a good gauge. */

import { describe, expect, test } from "vitest";
import means from "../../../tests/vectors/production/means.json";
import type { StepRunRow } from "../entries/floor-rows.ts";
import { type GivenRows, viewOf } from "../entries/rows.testing.ts";
import { type Chosen, type Gate, gateOf, waiver } from "./gate.ts";
import { placeOf } from "./subject.ts";

const ON = { badge: "QH-0010", atMs: Date.parse("2026-03-02T01:00:00Z") };
const LATE = { ...ON, atMs: Date.parse("2027-06-01T01:00:00Z") };
const SUBJECT = { order: "WO-S", lot: "FG-S1", serial: null };
const NOTHING: Chosen = { machine: null, gauge: null, before: null, waived: new Set() };

function gate(
  chosen: Partial<Chosen>,
  on = ON,
  run: Partial<StepRunRow> | null = null,
  more: GivenRows = {},
): Gate | null {
  const known = {
    order: "WO-S",
    step: 10,
    subject: "lot:FG-S1",
    scope: "WO-S|lot:FG-S1",
    people: [ON.badge],
    status: "running",
    started_at: "2026-03-02T00:30:00Z",
    equipment: [],
    consumed: [],
    observed: [],
    failed: [],
  };
  const runs = run === null ? [] : [{ ...known, ...run }];
  const rows: GivenRows = { ...means.rows, step_run: runs, ...more };
  const view = viewOf(rows);
  return gateOf(view, placeOf(view, SUBJECT, 10), { ...NOTHING, ...chosen }, on);
}

function said(found: Gate | null): string | null {
  return found === null || found.is === "machine" ? (found?.is ?? null) : found.finding.code;
}

describe("before a step", () => {
  test("a machine is asked for, with the one of this station to be confirmed", () => {
    expect(gate({ before: "SEAL-01" })).toEqual({
      is: "machine",
      wanted: "sealer",
      before: "SEAL-01",
    });
    expect(gate({ machine: "SEAL-01" })).toBe(null);
  });

  test("a person without training is stopped first, and a machine is asked for all the same", () => {
    const other = { ...ON, badge: "QH-0011" };
    const stopped = gate({}, other);
    expect(said(stopped)).toBe("OPERATOR_NOT_QUALIFIED");
    const finding = stopped?.is === "person" ? stopped.finding : { code: "", detail: {} };
    expect(said(gate({ waived: new Set([waiver(finding, other)]) }, other))).toBe("machine");
  });

  test("what one person said of a machine does not count for another machine or person", () => {
    const wrong = gate({ machine: "FG-03" });
    expect(said(wrong)).toBe("EQUIPMENT_WRONG_CLASS");
    const finding = wrong?.is === "piece" ? wrong.finding : { code: "", detail: {} };
    expect(gate({ machine: "FG-03", waived: new Set([waiver(finding, ON)]) })).toBe(null);
    const others = new Set([waiver(finding, { badge: "QH-0003" })]);
    expect(said(gate({ machine: "FG-03", waived: others }))).toBe("EQUIPMENT_WRONG_CLASS");
    expect(said(gate({ machine: "SEAL-9", waived: new Set([waiver(finding, ON)]) }))).toBe(
      "EQUIPMENT_UNKNOWN",
    );
  });

  test("no machine at all is said once and asked no more", () => {
    const none = waiver({ code: "EQUIPMENT_MISSING", detail: {} }, ON);
    expect(gate({ waived: new Set([none]) })).toBe(null);
  });
});

describe("a revision that was stopped", () => {
  const stop = (revision: string, approved_at: string): GivenRows => ({
    process_stop: [{ kind: "routing", item: "FG-S", revision, approved_at }],
  });
  const now = { ...ON, atMs: Date.parse("2026-03-02T03:00:00Z") };
  const AFTER = "2026-03-02T02:00:00Z";

  test("stops before anything else is asked, and once for each revision", () => {
    const stopped = gate({}, now, null, stop("B", AFTER));
    expect(said(stopped)).toBe("STEP_BY_STOPPED_REVISION");
    const finding = stopped?.is === "revision" ? stopped.finding : { code: "", detail: {} };
    const waived = new Set([waiver(finding, now)]);
    expect(said(gate({ waived }, now, null, stop("B", AFTER)))).toBe("machine");
    expect(said(gate({ waived }, now, null, stop("C", AFTER)))).toBe("STEP_BY_STOPPED_REVISION");
  });

  test("stops a step that began before it, and not one that was begun all the same", () => {
    const equipment = ["SEAL-01"];
    const begun = (started_at: string) =>
      said(gate({}, now, { equipment, started_at }, stop("B", AFTER)));
    expect(begun("2026-03-02T01:30:00Z")).toBe("STEP_BY_STOPPED_REVISION");
    expect(begun("2026-03-02T02:30:00Z")).toBe(null);
  });
});

describe("in a step that is going on", () => {
  test("a machine that lapsed since stops it, until a good one is among its machines", () => {
    expect(said(gate({}, LATE, { equipment: ["SEAL-01"] }))).toBe("EQUIPMENT_NOT_READY");
    expect(gate({}, ON, { equipment: ["FG-03", "SEAL-01"] })).toBe(null);
  });

  test("one that nobody named a machine for goes on", () => {
    expect(gate({}, ON, {})).toBe(null);
  });

  test("a gauge that is not ready stops the reading", () => {
    const stopped = gate({ gauge: "FG-99" }, ON, { equipment: ["SEAL-01"] });
    expect(stopped).toMatchObject({ is: "piece", of: "gauge", code: "FG-99" });
    expect(gate({ gauge: "FG-03" }, ON, { equipment: ["SEAL-01"] })).toBe(null);
  });
});
