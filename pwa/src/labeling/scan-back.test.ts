/** What this device says to a scanned label is the server's word: the same cases as backend/labeling. */

import { describe, expect, test } from "vitest";
import vectors from "../../../tests/vectors/labeling/scan_back.json";
import type { LabelJobRow } from "../entries/label-rows.ts";
import { type GivenRows, viewOf } from "../entries/rows.testing.ts";
import { adviceOnLabel, jobsOf } from "./scan-back.ts";

const YEAR = 2026;
const rows = viewOf(vectors.rows as GivenRows);
const ids = vectors.jobs as Readonly<Record<string, string>>;

function jobNamed(name: string): LabelJobRow {
  const found = rows.get("label_job", [ids[name] ?? ""])?.row;
  if (found === undefined) throw new Error(`no job ${name}`);
  return found;
}

describe("advice on a scanned label", () => {
  test.each(vectors.cases)("$name", ({ job, text, codes }) => {
    const { code } = adviceOnLabel(rows, jobNamed(job), text, YEAR);
    expect(code === null ? [] : [code]).toEqual(codes);
  });

  test("says which label of the job it is", () => {
    const { n, number } = adviceOnLabel(
      rows,
      jobNamed("other"),
      "]d2010690123456789221SN00057",
      YEAR,
    );
    expect([n, number]).toEqual([7, "SN00057"]);
  });

  test("leaves it to the server where the numbers are in no order", () => {
    const job = { ...jobNamed("printed"), id: "random", sequence: null };
    const { code, certain } = adviceOnLabel(rows, job, "]d2010690123456789221SN99999", YEAR);
    expect([code, certain]).toEqual([null, false]);
  });

  test("reads a container's number by its check digit", () => {
    const sequence = { prefix: "06901234", digits: 9, first: 1, checked: true };
    const job = { ...jobNamed("printed"), pool: "sscc:6901234:0", sequence };
    const { n } = adviceOnLabel(rows, job, "]C100069012340000000023", YEAR);
    expect(n).toBe(2);
  });
});

describe("the jobs of a label", () => {
  const named = (text: string): string[] => jobsOf(rows, "SZ", text, YEAR).map(({ id }) => id);

  test("are the one whose numbers hold it", () => {
    expect(named("]d2010690123456789221SN00051")).toEqual([ids["other"]]);
  });

  test("are none for a number of nobody, and none at another site", () => {
    expect(named("]d2010690123456789221SN99999")).toEqual([]);
    expect(jobsOf(rows, "HZ", "]d2010690123456789221SN00051", YEAR)).toEqual([]);
  });

  test("are those that may have it where a job's numbers are in no order", () => {
    const given = [{ ...jobNamed("printed"), sequence: null }];
    const known = viewOf({ label_job: given });
    const found = jobsOf(known, "SZ", "]d2010690123456789221SN99999", YEAR);
    expect(found.map(({ id }) => id)).toEqual([ids["printed"]]);
  });

  test("are no closed one beside one that is open", () => {
    const text = "]d2010690123456789210SZ-26-000001";
    expect(named(text)).toEqual([ids["alike"]]);
  });
});
