/** Structures and routings for tests, right by default. */

import type { Step } from "../entries/bodies.ts";
import type { RevisionLine } from "./process-view.ts";

type Content = Pick<RevisionLine, "effectivity" | "lines" | "steps">;

const NEXT = { kind: "next_order", start: null } as const;

export function structure(
  _revision: string,
  ...lines: readonly (readonly [string, string])[]
): Content {
  return {
    effectivity: NEXT,
    lines: lines.map(([item, quantity]) => ({ item, quantity, substitutes: [], unit: "pcs" })),
    steps: [],
  };
}

export function routing(...steps: readonly Step[]): Content {
  return { effectivity: NEXT, lines: [], steps };
}

export interface Asked {
  readonly low?: string;
  readonly high?: string;
  readonly sampling?: "every" | "minutes";
}

/** A step with one parameter. */
export function step(number: number, asked: Asked = {}): Step {
  const { low = null, high = null, sampling = "every" } = asked;
  const open = { action_high: null, action_low: null, alarm_high: null, alarm_low: null };
  return {
    checks: [],
    components: [],
    document: null,
    equipment_class: null,
    instruction_en: "",
    instruction_zh: "",
    kind: "make",
    name_en: `Step ${number}`,
    name_zh: `工序 ${number}`,
    number,
    parameters: [
      {
        code: "TEMP",
        critical: true,
        limits: { ...open, low, high },
        name_en: "Temperature",
        name_zh: "温度",
        resolution: "0.1",
        sampling: { kind: sampling, n: sampling === "every" ? null : 120 },
        second: "none",
        source: "manual",
        unit: "Cel",
      },
    ],
    picture: null,
    predecessors: [],
    repeat: "lot",
    skill: null,
    two_person: false,
  };
}
