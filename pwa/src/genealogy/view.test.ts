/** The part of a picture that is looked at. */

import { expect, test } from "vitest";
import { bigGraph } from "./layout.testing.ts";
import { layOut } from "./layout.ts";
import { nextNode } from "./picture-keys.ts";
import { fitted, opening, showing, zoomed } from "./view.ts";

const BOX = { x: 0, y: 0, width: 1000, height: 500 };

test("zooming keeps the point under the pointer where it is, and ends somewhere", () => {
  const around = { x: 250, y: 100 };
  const near = zoomed(BOX, 2, around);
  expect(near).toEqual({ x: 125, y: 50, width: 500, height: 250 });
  expect(zoomed(near, 0.5, around)).toEqual(BOX);
  expect(zoomed(BOX, 1e9, around).width).toBe(zoomed(BOX, 1e8, around).width);
});

test("fitting shows all of it in the drawing's own shape", () => {
  const layout = { width: 4000, height: 900 };
  const box = fitted(layout, 2);
  expect(box.width / box.height).toBe(2);
  expect(box.x).toBeLessThanOrEqual(0);
  expect(box.x + box.width).toBeGreaterThanOrEqual(layout.width);
  expect(box.y + box.height).toBeGreaterThanOrEqual(layout.height);
});

test("a big picture opens where it begins, at a size that can be read", () => {
  const { nodes, edges } = bigGraph();
  const layout = layOut(nodes, edges);
  const box = opening(layout, 2, 1620);
  expect(box.width).toBeLessThan(fitted(layout, 2).width);
  const start = layout.layers[0] ?? [];
  const middle = layout.places[start[Math.floor(start.length / 2)] ?? 0] ?? { x: 0, y: 0 };
  expect(showing(box, middle)).toEqual(box);
});

test("what has the focus comes into view, and nothing moves while it is in it", () => {
  expect(showing(BOX, { x: 100, y: 100 })).toEqual(BOX);
  const moved = showing(BOX, { x: 2000, y: -300 });
  expect(moved.x).toBeGreaterThan(1000);
  expect(moved.y).toBeLessThan(-300);
});

test("arrow keys go along the column and along the links", () => {
  const node = (id: string, column: "material" | "making") =>
    ({ id, column, thing: null, item: "", label: id, status: "", held: false, count: 1 }) as const;
  const link = { kind: "consume", quantity: null, unit: null };
  const graph = {
    nodes: [node("a", "material"), node("b", "material"), node("c", "making")],
    edges: [{ source: "b", target: "c", ...link }],
  };
  const layout = layOut(graph.nodes, graph.edges);
  expect(nextNode("ArrowRight", 1, layout, graph)).toBe(2);
  expect(nextNode("ArrowLeft", 2, layout, graph)).toBe(1);
  expect(nextNode("ArrowRight", 0, layout, graph)).toBeNull();
  expect(new Set([nextNode("Home", 1, layout, graph), nextNode("End", 1, layout, graph)])).toEqual(
    new Set([0, 1]),
  );
  expect(nextNode("x", 0, layout, graph)).toBeNull();
});
