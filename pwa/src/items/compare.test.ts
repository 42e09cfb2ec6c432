/** What one revision says that another does not. */

import { expect, test } from "vitest";
import { apart, compareRevisions } from "./compare.ts";
import { routing, step, structure } from "./process.testing.ts";

test("the same content has no differences", () => {
  expect(compareRevisions(structure("A"), structure("B"))).toEqual([]);
  expect(compareRevisions(routing(step(10)), routing(step(10)))).toEqual([]);
});

test("a line that is new, gone and changed is told with old and new", () => {
  const before = structure("A", ["FEP", "1"], ["HUB", "1"]);
  const after = structure("B", ["FEP", "2"], ["CLIP", "1"]);
  const content = { quantity: "1", unit: "pcs" };
  expect(compareRevisions(before, after)).toMatchObject([
    { entity: "line", key: ["FEP"], change: "changed", field: "quantity", before: "1", after: "2" },
    { entity: "line", key: ["CLIP"], change: "added", content },
    { entity: "line", key: ["HUB"], change: "removed", content },
  ]);
});

test("another start is a change of the revision itself", () => {
  const after = { ...structure("B"), effectivity: { kind: "date", start: "2026-12-01" } } as const;
  expect(compareRevisions(structure("A"), after)).toMatchObject([
    { entity: "revision", field: "effectivity", before: "next_order", after: "date 2026-12-01" },
  ]);
});

test("limits, sampling and texts of a step are told one by one", () => {
  const before = routing(step(90, { low: "125.0", high: "145.0" }));
  const after = routing(step(90, { low: "125.0", high: "142.0", sampling: "minutes" }));
  const told = compareRevisions(before, after).map((row) =>
    row.change === "changed" ? [row.key, row.field, row.before, row.after] : row.change,
  );
  expect(told).toEqual([
    [["90", "TEMP"], "sampling", "every", "minutes:120"],
    [["90", "TEMP"], "high", "145.0", "142.0"],
  ]);
});

test("a step that is gone takes what belongs to it with it", () => {
  const found = compareRevisions(
    routing(step(10), step(20), step(30, { high: "1" })),
    routing(step(10), step(30, { high: "2" }), step(40)),
  );
  expect(found.map(({ entity, key, change }) => [entity, key[0], change])).toEqual([
    ["step", "20", "removed"],
    ["parameter", "20", "removed"],
    ["parameter", "30", "changed"],
    ["step", "40", "added"],
    ["parameter", "40", "added"],
  ]);
});

test("two texts come apart where they differ, by words and by Chinese letters", () => {
  expect(apart("Run for ten seconds.", "Run for twenty seconds.")).toEqual([
    ["Run for ", "ten", " seconds."],
    ["Run for ", "twenty", " seconds."],
  ]);
  expect(apart("运转十秒，听。", "运转二十秒，听。")).toEqual([
    ["运转", "", "十秒，听。"],
    ["运转", "二", "十秒，听。"],
  ]);
  expect(apart("一一", "一")).toEqual([
    ["一", "一", ""],
    ["一", "", ""],
  ]);
});
