/** Where a control chart's points, lines and labels are drawn. */

import { expect, test } from "vitest";
import { frameOf, HEIGHT, type Line, rounded, spacedLabels, spans } from "./control-view.ts";

const LINES: readonly Line[] = [
  { label: "upper", value: 12, role: "control" },
  { label: "centre", value: 10, role: "centre" },
  { label: "lower", value: 8, role: "control" },
];

test("higher values lie higher, and everything lies inside the picture", () => {
  const { x, y } = frameOf([9, null, 15], LINES);
  expect(y(12)).toBeLessThan(y(10));
  expect([y(15), y(8)].every((at) => at > 0 && at < HEIGHT)).toBe(true);
  expect(x(0)).toBeLessThan(x(2));
});

test("a chart whose values are all the same is drawn all the same", () => {
  const { y } = frameOf([5, 5], [{ label: "centre", value: 5, role: "centre" }]);
  expect(y(5)).toBeGreaterThan(0);
  expect(y(5)).toBeLessThan(HEIGHT);
});

test("labels of lines that lie close do not lie on one another", () => {
  const close = LINES.map((line, index) => ({ ...line, value: 10 + index / 1000 }));
  const { y } = frameOf([0, 20], close);
  const at = spacedLabels(close, y).map((label) => label.at);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(16);
  expect((at[2] ?? 0) - (at[1] ?? 0)).toBeGreaterThanOrEqual(16);
});

test("numbers are shown with two decimals more than were read", () => {
  const value = { id: "", at: "", subject: "", verdict: "pass", by: "", value: "132.0" };
  expect(rounded("132.0123456789", [value])).toBe("132.012");
  expect(rounded("5.5", [])).toBe("5.50");
});

test("points in a row are named as a span", () => {
  expect(spans([1, 4, 5, 6, 20])).toBe("1, 4-6, 20");
  expect(spans([])).toBe("");
});
