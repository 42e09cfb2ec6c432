/** Editing a label template: places, steps back and forth, what differs. */

import { describe, expect, test } from "vitest";
import { fromMm, mm, type RevisionLine, type Template, turnOf } from "./template.ts";
import {
  added,
  changed,
  copied,
  differences,
  elementAt,
  freeId,
  moved,
  opened,
  quarterAfter,
  redone,
  removed,
  resized,
  selected,
  snapped,
  turned,
  undone,
  withElement,
} from "./template-edit.ts";

const EMPTY: Template = {
  number: "LT-X",
  name_zh: "标签",
  name_en: "Label",
  use: "internal",
  markets: [],
  width_um: 70_000,
  height_um: 40_000,
  mandatory: [],
  elements: [],
};

const withText = () => added(opened(EMPTY), "text");

test("an element is placed, selected, and undone as one step", () => {
  const editing = withText();
  expect(editing.now.elements.map(({ id }) => id)).toEqual(["text"]);
  expect(editing.selected).toBe("text");
  expect(undone(editing).now).toBe(EMPTY);
  expect(undone(editing).selected).toBeNull();
  expect(redone(undone(editing)).now).toEqual(editing.now);
});

test("every kind can be placed, each with a name of its own", () => {
  let editing = opened(EMPTY);
  for (const type of ["text", "symbol", "hri", "pictogram", "box", "text"] as const) {
    editing = added(editing, type);
  }
  const ids = editing.now.elements.map(({ id }) => id);
  expect(ids).toEqual(["text", "symbol", "hri", "pictogram", "frame", "text_2"]);
  expect(elementAt(selected(editing, "hri"))).toMatchObject({ of: "symbol" });
});

test("a move stays on the label, and one that changes nothing is no step", () => {
  const editing = withText();
  const out = moved(editing, "text", 999_999, -5);
  expect(out.now.elements[0]).toMatchObject({ x_um: 50_000, y_um: 0 });
  expect(moved(out, "text", 50_000, 0)).toBe(out);
});

test("a size stays on the label and above nothing", () => {
  const editing = withText();
  expect(resized(editing, "text", 999_999, -1).now.elements[0]).toMatchObject({
    width_um: 68_000,
    height_um: 100,
  });
});

test("a quarter turn exchanges the sides around the middle, stays on the label and is one step", () => {
  const editing = resized(moved(withText(), "text", 20_000, 10_000), "text", 20_000, 4000);
  const once = turned(editing, "text", quarterAfter(undefined));
  expect(once.now.elements[0]).toMatchObject({
    ...{ turn: 90, x_um: 28_000, y_um: 2000, width_um: 4000, height_um: 20_000 },
  });
  expect(undone(once).now).toEqual(editing.now);
  const back = turned(turned(once, "text", 270), "text", 0);
  expect(back.now).toEqual(editing.now);
  expect(Object.keys(back.now.elements[0] ?? {})).not.toContain("turn");
  expect(turned(editing, "text", 0)).toBe(editing);
});

test("a half turn leaves the box as it is", () => {
  const editing = withText();
  const { turn, ...rest } = turned(editing, "text", 180).now.elements[0] as { turn?: number };
  expect([turn, rest]).toEqual([180, editing.now.elements[0]]);
});

test("positions snap to the grid, measured from the corner", () => {
  expect([snapped(1249, 500), snapped(1250, 500), snapped(1251.4, 0)]).toEqual([1000, 1500, 1251]);
});

test("a new name is followed by the selection", () => {
  expect(withElement(withText(), "text", { id: "title" }).selected).toBe("title");
});

test("a change after an undo forgets what was undone", () => {
  const editing = changed(undone(withText()), { ...EMPTY, name_en: "Other" });
  expect(editing.future).toEqual([]);
  expect(redone(editing)).toBe(editing);
});

test("a copy has its own name and stands beside; removing it leaves the first", () => {
  const editing = copied(withText(), "text");
  expect(editing.now.elements.map(({ id, x_um }) => [id, x_um])).toEqual([
    ["text", 2000],
    ["text_2", 4000],
  ]);
  expect(removed(editing, "text_2").now.elements).toHaveLength(1);
  expect(freeId(editing.now, "text_2")).toBe("text_3");
});

describe("differences from the approved revision", () => {
  const before = copied(withText(), "text").now;

  test("none for the same template, whatever the order of its keys", () => {
    const [first, second] = before.elements;
    const turned = Object.fromEntries(Object.entries(first ?? {}).toReversed());
    const now = { ...before, elements: [turned, second] } as unknown as Template;
    expect(differences(now, before)).toEqual([]);
  });

  test("added, changed, removed and the label itself are told apart", () => {
    const edited = removed(withElement(opened(before), "text", { x_um: 1 }), "text_2");
    const now = added(changed(edited, { ...edited.now, width_um: 80_000 }), "box").now;
    expect(differences(now, before)).toEqual([
      { id: "", what: "label" },
      { id: "text", what: "changed" },
      { id: "frame", what: "added" },
      { id: "text_2", what: "removed" },
    ]);
  });
});

test("millimetres are written with a point or a comma and kept to the micrometre", () => {
  expect([fromMm("12.5"), fromMm(" 0,125 "), fromMm("300")]).toEqual([12_500, 125, 300_000]);
  expect([fromMm(""), fromMm("-1"), fromMm("1e3"), fromMm("1.2345"), fromMm("x")]).toEqual(
    Array(5).fill(null),
  );
  expect(mm(12_500)).toBe("12.5");
});

test("the revision to save is the draft under way, or the one after the approved", () => {
  const line = (revision: string, status: RevisionLine["status"]) =>
    ({ revision, status }) as RevisionLine;
  expect(turnOf([])).toBe("1");
  expect(turnOf([line("2", "draft"), line("1", "approved")])).toBe("2");
  expect(turnOf([line("9", "approved"), line("8", "superseded")])).toBe("10");
});
