/**
 * Where an arrow key leads in a picture: up and down within a column, left and right along a link.
 */

import type { Layout, Place } from "./layout.ts";
import type { Graph } from "./picture.ts";

/** Index of the node a key leads to, or null for any other key or where there is none. */
export function nextNode(key: string, at: number, layout: Layout, graph: Graph): number | null {
  const layer = layout.layers.find((nodes) => nodes.includes(at)) ?? [];
  const rank = layer.indexOf(at);
  switch (key) {
    case "ArrowUp":
      return layer[rank - 1] ?? null;
    case "ArrowDown":
      return layer[rank + 1] ?? null;
    case "Home":
      return layer[0] ?? null;
    case "End":
      return layer.at(-1) ?? null;
    case "ArrowLeft":
      return linked(at, graph, layout, "target", "source");
    case "ArrowRight":
      return linked(at, graph, layout, "source", "target");
    default:
      return null;
  }
}

/** Of the nodes linked on one side the one in the nearest column, of those there the topmost. */
function linked(
  at: number,
  graph: Graph,
  layout: Layout,
  mine: "source" | "target",
  other: "source" | "target",
): number | null {
  const id = graph.nodes[at]?.id;
  const place = (index: number): Place => layout.places[index] ?? { x: 0, y: 0 };
  const far = (index: number): number => Math.abs(place(index).x - place(at).x);
  const found = graph.edges
    .filter((edge) => edge[mine] === id)
    .map((edge) => graph.nodes.findIndex((node) => node.id === edge[other]))
    .filter((index) => index >= 0)
    .toSorted((a, b) => far(a) - far(b) || place(a).y - place(b).y);
  return found[0] ?? null;
}
