/**
 * A picture of the size that must stay readable: 1,000 nodes and 1,700 edges from supplier lots to cartons.
 */

import type { Column } from "./layout.ts";
import type { Graph, GraphEdge, GraphNode } from "./picture.ts";

const SIZES: readonly (readonly [Column, number])[] = [
  ["supplier_lot", 60],
  ["material", 60],
  ["making", 280],
  ["unit", 500],
  ["container", 100],
];
const EDGES = 1700;

/** Every item has few things, so that no group closes. */
export function bigGraph(): Graph {
  const nodes: GraphNode[] = SIZES.flatMap(([column, count]) =>
    Array.from({ length: count }, (_, n) => ({
      id: `${column}-${n}`,
      column,
      thing: { kind: "lot", key: [`${column}-${n}`] } as const,
      item: `ITEM-${column}-${n % 100}`,
      label: `${column.slice(0, 2).toUpperCase()}-2603-${String(n).padStart(4, "0")}`,
      status: n % 7 === 0 ? "quarantine" : "released",
      held: n % 31 === 0,
      count: 1,
    })),
  );
  return { nodes, edges: [...edges(nodes)] };
}

function* edges(nodes: readonly GraphNode[]): Generator<GraphEdge> {
  let seed = 7;
  const chosen = (most: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % most;
  };
  const seen = new Set<string>();
  while (seen.size < EDGES) {
    const from = chosen(nodes.length - 1);
    const source = nodes[from];
    const target = nodes[Math.min(nodes.length - 1, from + 1 + chosen(200))];
    if (source !== undefined && target !== undefined && !seen.has(`${source.id} ${target.id}`)) {
      seen.add(`${source.id} ${target.id}`);
      yield { source: source.id, target: target.id, kind: "consume", quantity: "1", unit: "kg" };
    }
  }
}
