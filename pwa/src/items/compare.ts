/**
 * What one revision says that another does not: parts added and removed, fields changed from old to new. Pure.
 */

import type { Limits, Sampling, Step, StructureLine } from "../entries/bodies.ts";
import type { RevisionLine } from "./process-view.ts";

export type Entity = "revision" | "line" | "step" | "parameter" | "check" | "component";

export interface Difference {
  readonly entity: Entity;
  /** Which one, from the outside in: step number, then code. */
  readonly key: readonly string[];
  readonly change: "added" | "removed" | "changed";
  /** Only of what changed. */
  readonly field: string | null;
  readonly before: string;
  readonly after: string;
}

type Fields = Readonly<Record<string, string>>;

interface Part {
  readonly entity: Entity;
  readonly key: readonly string[];
  readonly fields: Fields;
}

type Content = Pick<RevisionLine, "effectivity" | "lines" | "steps">;

/** In the order of the newer revision; what it no longer has comes last. */
export function compareRevisions(before: Content, after: Content): readonly Difference[] {
  const old = new Map(partsOf(before).map((part) => [idOf(part), part]));
  const fresh = partsOf(after);
  const kept = new Set(fresh.map(idOf));
  const removed = [...old].filter(([id]) => !kept.has(id)).map(([, part]) => whole(part, false));
  return [...fresh.flatMap((part) => differences(old.get(idOf(part)), part)), ...removed];
}

function idOf({ entity, key }: Part): string {
  return JSON.stringify([entity, ...key]);
}

function differences(before: Part | undefined, after: Part): readonly Difference[] {
  if (before === undefined) {
    return [whole(after, true)];
  }
  const { entity, key } = after;
  return Object.entries(after.fields)
    .filter(([name, value]) => before.fields[name] !== value)
    .map(([field, value]) => ({
      entity,
      key,
      change: "changed",
      field,
      before: before.fields[field] ?? "",
      after: value,
    }));
}

function whole({ entity, key, fields }: Part, added: boolean): Difference {
  const text = Object.values(fields)
    .filter((value) => value !== "" && value !== "no")
    .join(" · ");
  const change = added ? "added" : "removed";
  return { entity, key, change, field: null, before: added ? "" : text, after: added ? text : "" };
}

function partsOf({ effectivity, lines, steps }: Content): readonly Part[] {
  const from = [effectivity.kind, effectivity.start ?? ""].filter((text) => text !== "").join(" ");
  return [
    { entity: "revision", key: [], fields: { effectivity: from } },
    ...lines.map(linePart),
    ...steps.flatMap(stepParts),
  ];
}

function linePart({ item, quantity, unit, substitutes }: StructureLine): Part {
  return {
    entity: "line",
    key: [item],
    fields: { quantity, unit, substitutes: substitutes.join("; ") },
  };
}

function stepParts(step: Step): readonly Part[] {
  const number = String(step.number);
  return [
    { entity: "step", key: [number], fields: stepFields(step) },
    ...step.parameters.map(
      (each): Part => ({
        entity: "parameter",
        key: [number, each.code],
        fields: {
          name_en: each.name_en,
          name_zh: each.name_zh,
          unit: each.unit,
          resolution: each.resolution,
          source: each.source,
          second: each.second,
          critical: yesNo(each.critical),
          sampling: samplingOf(each.sampling),
          ...boundsOf(each.limits),
        },
      }),
    ),
    ...step.checks.map(
      (each): Part => ({
        entity: "check",
        key: [number, each.code],
        fields: {
          name_en: each.name_en,
          name_zh: each.name_zh,
          kind: each.kind,
          unit: each.unit ?? "",
          sampling: samplingOf(each.sampling),
          ...boundsOf(each.limits),
        },
      }),
    ),
    ...step.components.map(
      ({ item, quantity, unit, scan }): Part => ({
        entity: "component",
        key: [number, item],
        fields: { quantity, unit, scan },
      }),
    ),
  ];
}

function stepFields(step: Step): Fields {
  return {
    name_en: step.name_en,
    name_zh: step.name_zh,
    kind: step.kind,
    repeat: step.repeat,
    predecessors: step.predecessors.join("; "),
    skill: step.skill ?? "",
    equipment_class: step.equipment_class ?? "",
    document: step.document ?? "",
    two_person: yesNo(step.two_person),
    instruction_en: step.instruction_en,
    instruction_zh: step.instruction_zh,
    picture: step.picture ?? "",
  };
}

function boundsOf(limits: Limits | null): Fields {
  const names = ["low", "action_low", "alarm_low", "alarm_high", "action_high", "high"] as const;
  return Object.fromEntries(names.map((name) => [name, limits?.[name] ?? ""]));
}

/** As a form and a file write it. */
export function samplingOf({ kind, n }: Sampling): string {
  return n === null ? kind : `${kind}:${n}`;
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
