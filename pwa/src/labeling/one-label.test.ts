/** What the desk offers for a label of the list is what the server would take, and it names the label it means. */

import { describe, expect, test } from "vitest";
import vectors from "../../../tests/vectors/labeling/scan_back.json";
import type { LabelJobRow } from "../entries/label-rows.ts";
import { type GivenRows, viewOf } from "../entries/rows.testing.ts";
import { queueOf } from "./job-view.ts";
import { actsOn, type LabelLine, useOf } from "./one-label.ts";
import { adviceOnLabel } from "./scan-back.ts";
import { stagesOf } from "./stages.tsx";

const rows = viewOf(vectors.rows as GivenRows);
const ids = vectors.jobs as Readonly<Record<string, string>>;

function jobNamed(name: string): LabelJobRow {
  const found = rows.get("label_job", [ids[name] ?? ""])?.row;
  if (found === undefined) throw new Error(`no job ${name}`);
  return found;
}

const line = (changes: Partial<LabelLine> = {}): LabelLine => ({
  n: 7,
  number: "SN00007",
  state: "printed",
  copies: 1,
  printed_at: null,
  scanned_at: null,
  by: "QH-0014",
  ...changes,
});

describe("acts on a label", () => {
  const printed = jobNamed("printed");

  test.each(["open", "sent", "uncertain", "waiting", "void"])(
    "are none while it is %s",
    (state) => {
      expect(actsOn(printed, line({ state }))).toEqual([]);
    },
  );

  test("are replacing it and saying where it went, but not where it is already", () => {
    expect(actsOn(printed, line())).toEqual(["reprint", "void", "sample", "destroyed", "returned"]);
    expect(actsOn(printed, line({ state: "sample" }))).not.toContain("sample");
  });

  test("are a reprint alone once the job is closed, and no replacing in an incident", () => {
    expect(actsOn({ ...printed, status: "closed" }, line())).toEqual(["reprint"]);
    const mixed = { ...printed, incident: "LABEL_OF_OTHER_JOB" };
    expect(actsOn(mixed, line())).toEqual(["sample", "destroyed", "returned"]);
  });

  test("of labels that are all alike are counted by scans, not by label", () => {
    expect(actsOn(jobNamed("alike"), line({ number: null }))).toEqual(["reprint", "void"]);
    expect(useOf(jobNamed("alike"), line({ number: null }), "sample")).toBeNull();
  });
});

describe("a use that is stated from the list", () => {
  const scanned = (body: ReturnType<typeof useOf>): string =>
    ((body?.["scans"] ?? []) as readonly { readonly text: string }[])[0]?.text ?? "";

  test("names that very label by its serial, and says that nobody scanned it", () => {
    const job = jobNamed("printed");
    const body = useOf(job, line(), "destroyed");
    expect(body).toMatchObject({ job: job.id, use: "destroyed", scans: [{ entered: "typed" }] });
    expect(adviceOnLabel(rows, job, scanned(body), 2026)).toMatchObject({ code: null, n: 7 });
  });

  test("names it by its SSCC on a container", () => {
    const sequence = { prefix: "06901234", digits: 9, first: 1, checked: true };
    const job = { ...jobNamed("printed"), pool: "sscc:6901234:0", sequence };
    const body = useOf(job, line({ number: "069012340000000023" }), "returned");
    expect(adviceOnLabel(rows, job, scanned(body), 2026)).toMatchObject({ code: null, n: 2 });
  });
});

describe("the life of a job", () => {
  const standing = (job: LabelJobRow): Readonly<Record<string, string>> =>
    Object.fromEntries(stagesOf(job).map((stage) => [stage.id, stage.standing]));

  test("goes on at the stage that is not done", () => {
    expect(standing(jobNamed("released"))).toMatchObject({ released: "done", printed: "now" });
    expect(standing(jobNamed("printed"))).toMatchObject({ printed: "done", closed: "now" });
    expect(standing(jobNamed("closed"))).toMatchObject({ closed: "done" });
  });

  test("stops where labels do not read back, where a printer stopped, and in an incident", () => {
    const released = jobNamed("released");
    const blocked = {
      ...released,
      status: "blocked",
      released_by: null,
      drawing_sha256: "",
    } as const;
    expect(standing(blocked)).toMatchObject({ readBack: "stop", released: "ahead" });
    expect(standing({ ...released, status: "stopped" })).toMatchObject({ printed: "stop" });
    expect(standing({ ...released, incident: "X" })).toMatchObject({ printed: "stop" });
  });
});

test("a printer finishes what it was sent, then takes the oldest request; an incident waits for nobody", () => {
  const job = (id: string, asked: string, more: Partial<LabelJobRow> = {}): LabelJobRow => ({
    ...jobNamed("released"),
    ...{ id, requested_at: asked, status: "printing", method: "printer", printer: "P1" },
    ...more,
  });
  const queue = viewOf({
    label_job: [
      job("c", "2026-11-22T12:03:00Z"),
      job("b", "2026-11-22T12:02:00Z"),
      job("d", "2026-11-22T12:04:00Z", { sending: { first: 1, last: 25 } }),
      job("x", "2026-11-22T12:00:00Z", { incident: "LABEL_OF_OTHER_JOB" }),
      job("y", "2026-11-22T12:00:00Z", { printer: "P2" }),
    ],
  });
  expect(queueOf(queue, "P1").map(({ id }) => id)).toEqual(["d", "b", "c"]);
});
