import { expect, test } from "vitest";
import texts from "../../../../labels/errors.json";
import tags from "../../../../labels/vectors/epc/tags.json";
import { RULES } from "./ai-table.ts";
import { CHECKS } from "./linters.ts";
import { report, type UdiReport } from "./udi-report.ts";

type Pair = [ai: string, value: string];
type Place = [code: string, start: number, end: number];

interface Expected {
  ok: boolean;
  symbology: string | null;
  issuer: string | null;
  elements: Pair[];
  di: string | null;
  lot: string | null;
  serial: string | null;
  expiry: string | null;
  expiry_day_given: boolean;
  production: string | null;
  errors: Place[];
  warnings: Place[];
  ambiguous: Pair[][];
  unknown?: Pair[];
  donation_id?: string;
  link?: string;
  software_version?: string;
}

interface Case {
  name: string;
  text: string;
  year: number;
  expect: Expected;
}

const FILES = import.meta.glob<{ cases: Case[] }>("../../../../labels/vectors/*.json", {
  eager: true,
});
const CASES = Object.values(FILES).flatMap((file) => file.cases);

function places(problems: UdiReport["errors"]): Place[] {
  return problems.map(({ code, start, end }) => [code, start, end]);
}

function compact(answer: UdiReport): Expected {
  const { elements, errors, warnings, ambiguous, unknown, ...plain } = answer;
  const pairs = (list: UdiReport["elements"]): Pair[] => list.map(({ ai, value }) => [ai, value]);
  return {
    ...plain,
    ...(unknown === undefined ? {} : { unknown: pairs(unknown) }),
    elements: pairs(elements),
    errors: places(errors),
    warnings: places(warnings ?? []),
    ambiguous: ambiguous.map((reading) => pairs(reading.elements)),
  };
}

test("there are at least 600 vectors", () => {
  expect(CASES.length).toBeGreaterThanOrEqual(600);
});

test.each(CASES.map((one): [string, Case] => [one.name, one]))("%s", (_name, one) => {
  expect(compact(report(one.text, { year: one.year }))).toEqual(one.expect);
});

test("every code of the catalogue that a text can cause is produced by a vector", () => {
  const tagErrors = tags.cases.flatMap(({ expect: { errors } }) => errors);
  const textErrors = CASES.flatMap(({ expect: { errors, warnings } }) => [...errors, ...warnings]);
  const produced = new Set([...tagErrors, ...textErrors].map(([code]) => String(code)));
  // Those of commands, which only the Python side has, and READINGS_CUT in udi.test.ts.
  const elsewhere = [
    "ELEMENTS_NOT_WRITABLE",
    "EPC_SCHEME_OTHER",
    "ISSUER_UNKNOWN",
    "LINE_NOT_ELEMENTS",
    "LINE_NOT_STRING",
    "LINK_NOT_WRITABLE",
    "READINGS_CUT",
  ];
  expect([...produced, ...elsewhere].sort()).toEqual(Object.keys(texts).sort());
});

test("the table holds all 541 identifiers, and every check it names is written", () => {
  expect(RULES.size).toBe(541);
  const named = [...RULES.values()].flatMap(({ parts }) => parts.flatMap(({ checks }) => checks));
  expect([...new Set(named)].sort()).toEqual([...CHECKS.keys()].sort());
});

test("the sentence of an error says what was expected and found, in both languages", () => {
  const [error] = report("09521234000014", { year: 2026 }).errors;
  expect(error?.message.en).toContain("calculated 3, found 4");
  expect(error?.message.zh).toContain("计算为 3，实际为 4");
});
