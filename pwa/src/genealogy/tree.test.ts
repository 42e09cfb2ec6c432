/** Which rows a tree shows, and where keys lead. */

import { expect, test } from "vitest";
import type { Child } from "./answer.ts";
import { EMPTY_TREE, moveBy, pathOf, ROOT, rowsOf, toggled, withBranch, withPage } from "./tree.ts";

const ROLL = { kind: "lot", key: ["TYV-7741"] } as const;

function child(number: string, more: Partial<Child> = {}): Child {
  return {
    thing: { kind: "lot", key: [number] },
    item: "FG",
    name_zh: "",
    name_en: "",
    status: "released",
    held: false,
    supplier: null,
    supplier_lot: null,
    link: "consume",
    quantity: "1",
    unit: "m",
    count: 1,
    more: true,
    ...more,
  };
}

const units = child("", { thing: null, count: 312, item: "PX-1", status: "built" });
const unit = (n: number): Child =>
  child("", { thing: { kind: "unit", key: ["PX-1", String(n)] }, more: false });

function grown() {
  const loaded = withPage(EMPTY_TREE, ROOT, { children: [child("FG-1"), units], more: false });
  const group = pathOf(ROOT, units);
  const open = toggled(loaded, group, true);
  return { state: withPage(open, group, { children: [unit(1), unit(2)], more: true }), group };
}

test("a group of units opens in place, its page says that there is more, and the page after it follows", () => {
  const { state, group } = grown();
  const rows = rowsOf(state, ROLL);
  expect(rows.map(({ is, level }) => `${is} ${level}`)).toEqual([
    "thing 1",
    "thing 1",
    "thing 2",
    "thing 2",
    "note 2",
  ]);
  expect(rows[2]).toMatchObject({ place: 1, of: 2, open: null, owner: ROLL });
  const whole = withPage(state, group, { children: [unit(3)], more: false });
  expect(rowsOf(whole, ROLL)).toHaveLength(5);
  expect(rowsOf(toggled(whole, group, false), ROLL)).toHaveLength(2);
});

test("a level on its way, a failure and an empty level each have a row of their own", () => {
  for (const branch of [
    { step: "loading" },
    { step: "failed", code: "TRACE_TOOK_TOO_LONG", detail: {} },
    { step: "loaded", children: [], more: false },
  ] as const) {
    expect(rowsOf(withBranch(EMPTY_TREE, ROOT, branch), ROLL)).toMatchObject([
      { is: "note", branch },
    ]);
  }
});

test("arrows, Home and End move, open and close as a treegrid does", () => {
  const rows = rowsOf(grown().state, ROLL);
  expect(moveBy("ArrowDown", rows, 4)).toEqual({ to: "row", index: 4 });
  expect(moveBy("ArrowUp", rows, 0)).toEqual({ to: "row", index: 0 });
  expect(moveBy("End", rows, 0)).toEqual({ to: "row", index: 4 });
  expect(moveBy("Home", rows, 3)).toEqual({ to: "row", index: 0 });
  expect(moveBy("ArrowRight", rows, 0)).toEqual({ to: "open" });
  expect(moveBy("ArrowRight", rows, 1)).toEqual({ to: "row", index: 2 });
  expect(moveBy("ArrowRight", rows, 2)).toEqual({ to: "stay" });
  expect(moveBy("ArrowLeft", rows, 3)).toEqual({ to: "row", index: 1 });
  expect(moveBy("ArrowLeft", rows, 1)).toEqual({ to: "close" });
  expect(moveBy("ArrowLeft", rows, 0)).toEqual({ to: "stay" });
  expect(moveBy("x", rows, 0)).toEqual({ to: "stay" });
});
