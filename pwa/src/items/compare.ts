/**
 * What one revision says that another does not: parts added and removed, fields changed from old to new. Pure.
 */

import type { Limits, Sampling, Step, StructureLine } from "../entries/bodies.ts";
import type { TwoNames } from "../ui/local-name.ts";
import type { RevisionLine } from "./process-view.ts";

export type Entity = "revision" | "line" | "step" | "parameter" | "check" | "component";
/** By field name, as entries and files write it; empty: not given. */
export type Fields = Readonly<Record<string, string>>;

interface Place {
  readonly entity: Entity;
  /** Which one, from the outside in: step number, then code. */
  readonly key: readonly string[];
  /** What people call it. */
  readonly named: TwoNames | null;
}

interface ChangedField extends Place {
  readonly change: "changed";
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

interface WholePart extends Place {
  readonly change: "added" | "removed";
  readonly content: Fields;
}

export type Difference = ChangedField | WholePart;

interface Part extends Place {
  readonly fields: Fields;
}

type Content = Pick<RevisionLine, "effectivity" | "lines" | "steps">;

/** The start, the lines, then step by step as their numbers go; in each, what is there now and then what is gone. */
export function compareRevisions(before: Content, after: Content): readonly Difference[] {
  const old = new Map(partsOf(before).map((part) => [idOf(part), part]));
  const fresh = partsOf(after);
  const kept = new Set(fresh.map(idOf));
  const found = fresh.flatMap((part) => differences(old.get(idOf(part)), part));
  const gone = [...old].filter(([id]) => !kept.has(id)).map(([, part]) => whole(part, "removed"));
  return [...found, ...gone].toSorted((left, right) => stepOf(left) - stepOf(right));
}

function stepOf({ entity, key }: Place): number {
  return entity === "revision" ? -2 : entity === "line" ? -1 : Number(key[0]);
}

function idOf({ entity, key }: Place): string {
  return JSON.stringify([entity, ...key]);
}

function differences(before: Part | undefined, after: Part): readonly Difference[] {
  if (before === undefined) {
    return [whole(after, "added")];
  }
  const { entity, key, named } = after;
  return Object.entries(after.fields)
    .filter(([name, value]) => before.fields[name] !== value)
    .map(([field, value]) => ({
      entity,
      key,
      named,
      change: "changed",
      field,
      before: before.fields[field] ?? "",
      after: value,
    }));
}

function whole({ entity, key, named, fields }: Part, change: "added" | "removed"): Difference {
  const told = Object.entries(fields).filter(([, value]) => value !== "" && value !== "no");
  return { entity, key, named, change, content: Object.fromEntries(told) };
}

function partsOf({ effectivity, lines, steps }: Content): readonly Part[] {
  const from = [effectivity.kind, effectivity.start ?? ""].filter((text) => text !== "").join(" ");
  return [
    { entity: "revision", key: [], named: null, fields: { effectivity: from } },
    ...lines.map(linePart),
    ...steps.flatMap(stepParts),
  ];
}

/** Two texts in three pieces each: what they begin with alike, what differs, what they end with alike. */
export function apart(before: string, after: string): readonly [Pieces, Pieces] {
  const [old, fresh] = [tokens(before), tokens(after)];
  const short = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < short && old[head] === fresh[head]) {
    head += 1;
  }
  let tail = 0;
  while (tail < short - head && old.at(-1 - tail) === fresh.at(-1 - tail)) {
    tail += 1;
  }
  return [pieces(old, head, tail), pieces(fresh, head, tail)];
}

export type Pieces = readonly [string, string, string];

/** Words of letters that make words, any other letter by itself: Chinese has no blanks. */
function tokens(text: string): readonly string[] {
  return text.match(/[\p{Script=Latin}\p{N}.,]+|[\s\S]/gu) ?? [];
}

function pieces(letters: readonly string[], head: number, tail: number): Pieces {
  const end = letters.length - tail;
  const joined = (from: number, to: number): string => letters.slice(from, to).join("");
  return [joined(0, head), joined(head, end), joined(end, letters.length)];
}

function linePart({ item, quantity, unit, substitutes }: StructureLine): Part {
  return {
    entity: "line",
    key: [item],
    named: null,
    fields: { quantity, unit, substitutes: substitutes.join("; ") },
  };
}

function stepParts(step: Step): readonly Part[] {
  const number = String(step.number);
  return [
    { entity: "step", key: [number], named: step, fields: stepFields(step) },
    ...step.parameters.map(
      (each): Part => ({
        entity: "parameter",
        key: [number, each.code],
        named: each,
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
        named: each,
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
        named: null,
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
