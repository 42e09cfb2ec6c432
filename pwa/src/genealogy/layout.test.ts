/** Where nodes stand, and how long a big picture takes beside a sort of its edges. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { bigGraph } from "./layout.testing.ts";
import { COLUMNS, type Link, layOut, NODE_HEIGHT, type PlacedNode } from "./layout.ts";
import { collapsed, GROUP_FROM, type Graph, pathsThrough } from "./picture.ts";

const graphs = fc
  .record({
    columns: fc.array(fc.constantFrom(...COLUMNS), { minLength: 1, maxLength: 40 }),
    pairs: fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 80 }),
  })
  .map(({ columns, pairs }) => {
    const nodes: PlacedNode[] = columns
      .toSorted((a, b) => COLUMNS.indexOf(a) - COLUMNS.indexOf(b))
      .map((column, at) => ({ id: String(at), column }));
    const links: Link[] = pairs
      .map(([a, b]) => [a % nodes.length, b % nodes.length] as const)
      .filter(([a, b]) => a < b)
      .map(([a, b]) => ({ source: String(a), target: String(b) }));
    return { nodes, links };
  });

test("no two nodes overlap and every edge goes to the right", () => {
  fc.assert(
    fc.property(graphs, ({ nodes, links }) => {
      const { places, layers } = layOut(nodes, links);
      expect(layers.flat().toSorted((a, b) => a - b)).toEqual(nodes.map((_, at) => at));
      for (const layer of layers) {
        for (const [rank, node] of layer.slice(1).entries()) {
          const above = places[layer[rank] ?? 0]?.y ?? 0;
          expect((places[node]?.y ?? 0) - above).toBeGreaterThanOrEqual(NODE_HEIGHT);
        }
      }
      for (const { source, target } of links) {
        expect(places[Number(target)]?.x).toBeGreaterThan(places[Number(source)]?.x ?? 0);
      }
    }),
  );
});

test("a ring in the data is drawn, not waited for", () => {
  const nodes = ["a", "b"].map((id) => ({ id, column: "making" as const }));
  const ring = [
    { source: "a", target: "b" },
    { source: "b", target: "a" },
  ];
  expect(layOut(nodes, ring).places).toHaveLength(2);
  expect(layOut([], [])).toMatchObject({ width: 0, layers: [] });
});

test("sweeping leaves fewer crossings than the order of arrival", () => {
  const links = [0, 1, 2, 3].map((n) => ({ source: `m${n}`, target: `u${3 - n}` }));
  const nodes: PlacedNode[] = [0, 1, 2, 3].flatMap((n) => [
    { id: `m${n}`, column: "material" as const },
    { id: `u${n}`, column: "unit" as const },
  ]);
  const { places } = layOut(nodes, links);
  const y = (id: string): number => places[nodes.findIndex((node) => node.id === id)]?.y ?? 0;
  expect(links.map(({ source }) => y(source))).toEqual(links.map(({ target }) => y(target)));
});

test("1,000 nodes and 1,700 edges are laid out in one go", () => {
  const { nodes, edges } = bigGraph();
  expect([nodes.length, edges.length]).toEqual([1000, 1700]);
  const { places, height } = layOut(nodes, edges);
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(1000);
  expect(height).toBeGreaterThan(0);
});

test("many things of one item are one group until it is opened, and its edges go with it", () => {
  const lot = (n: number) =>
    ({
      id: `l${n}`,
      column: "making",
      thing: { kind: "lot", key: [`L${n}`] },
      item: "FG",
    }) as const;
  const rest = { label: "", status: "released", held: false, count: 1 };
  const graph: Graph = {
    nodes: [
      { id: "raw", column: "material", thing: { kind: "lot", key: ["R"] }, item: "FEP", ...rest },
      ...Array.from({ length: GROUP_FROM }, (_, n) => ({ ...lot(n), ...rest, held: n === 3 })),
    ],
    edges: Array.from({ length: GROUP_FROM }, (_, n) => ({
      source: "raw",
      target: `l${n}`,
      kind: "consume",
      quantity: "1",
      unit: "kg",
    })),
  };
  const closed = collapsed(graph, new Set());
  const group = closed.nodes.find(({ count }) => count > 1);
  expect(group).toMatchObject({ count: GROUP_FROM, held: true, status: "released", thing: null });
  expect(closed.edges).toHaveLength(1);
  expect(closed.edges[0]).toMatchObject({ source: "raw", target: group?.id, quantity: null });
  expect(collapsed(graph, new Set([group?.id ?? ""]))).toEqual(graph);
});

test("the paths through a node are what is before and behind it, and nothing beside it", () => {
  const node = (id: string) =>
    ({
      id,
      column: "making",
      thing: null,
      item: "",
      label: id,
      status: "",
      held: false,
      count: 1,
    }) as const;
  const edge = (source: string, target: string) => ({
    source,
    target,
    kind: "consume",
    quantity: null,
    unit: null,
  });
  const graph = {
    nodes: ["a", "b", "c", "d"].map(node),
    edges: [edge("a", "b"), edge("b", "c"), edge("a", "d")],
  };
  const found = pathsThrough(graph, "b");
  expect([...found.nodes].toSorted()).toEqual(["a", "b", "c"]);
  expect([...found.edges].toSorted()).toEqual([0, 1]);
});
