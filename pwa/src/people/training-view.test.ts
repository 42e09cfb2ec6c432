/** How somebody's standing is told, and what falls due. */

import { expect, test } from "vitest";
import type { SkillRow } from "../entries/training-rows.ts";
import {
  type Cell,
  cellFinder,
  fallingDue,
  mayWork,
  stateChip,
  waitsForAssessment,
} from "./training-view.ts";

function cell(person: string, state: Cell["state"], more: Partial<Cell> = {}): Cell {
  return { person, skill: "SEALING", state, revision: "C", until: null, due: null, ...more };
}

test("what has ended, ends soon or is waited for falls due, the earliest first", () => {
  const cells = [
    cell("P1", "valid", { until: "2027-12-01" }),
    cell("P2", "expiring", { until: "2026-12-10" }),
    cell("P3", "expired", { until: "2026-11-01" }),
    cell("P4", "assigned", { due: "2026-12-01" }),
    cell("P5", "superseded", { until: "2026-11-20" }),
    cell("P6", "revoked", { until: "2026-10-01" }),
    cell("P7", "valid", { due: "2026-12-05" }),
  ];
  expect(fallingDue(cells).map(({ person }) => person)).toEqual(["P3", "P5", "P4", "P7", "P2"]);
});

test("a pair nobody recorded anything about has no training, and may not work", () => {
  const find = cellFinder([cell("P1", "valid")]);
  expect(find("P1", "SEALING").state).toBe("valid");
  expect(find("P2", "SEALING").state).toBe("missing");
  expect(["valid", "expiring"].map((state) => mayWork({ state } as Cell))).toEqual([true, true]);
  expect(mayWork(find("P2", "SEALING"))).toBe(false);
});

test("every state has a shape of its own, but that two of them wait", () => {
  const states = ["valid", "expiring", "expired", "superseded", "revoked", "assigned", "missing"];
  const shapes = states.map((state) => stateChip({ state: state as Cell["state"] }).status);
  expect(new Set(shapes).size).toBe(states.length);
  expect(stateChip({ state: "read" }).status).toBe(stateChip({ state: "assigned" }).status);
});

test("who has read the newest revision waits for the assessment, where the skill asks for one", () => {
  const skill = { code: "SEALING", revision: "C" } as SkillRow;
  const read = cell("P1", "read");
  expect(waitsForAssessment({ skills: [skill] }, read)).toBe(true);
  expect(waitsForAssessment({ skills: [{ ...skill, assessed: false }] }, read)).toBe(false);
  expect(waitsForAssessment({ skills: [{ ...skill, revision: "D" }] }, read)).toBe(false);
  expect(waitsForAssessment({ skills: [skill] }, cell("P1", "expired"))).toBe(false);
  expect(waitsForAssessment({ skills: [skill] }, undefined)).toBe(false);
});
