/**
 * What a picture shows of an answer: many things of one item in one column stand as one group until it is opened; and
 * what lies on the paths through a node.
 */

import type { Thing } from "./answer.ts";
import type { Column } from "./layout.ts";

export interface GraphNode {
  readonly id: string;
  readonly column: Column;
  readonly thing: Thing | null;
  readonly item: string;
  readonly label: string;
  readonly status: string;
  readonly held: boolean;
  readonly count: number;
}

export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
  readonly quantity: string | null;
  readonly unit: string | null;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** From so many on, things of one item and column are one group. */
export const GROUP_FROM = 12;

/** A group's id starts so; nothing the server names does. */
const GROUP = "group|";

export function isOpenable(node: GraphNode): boolean {
  return node.id.startsWith(GROUP);
}

/** Whether a thing stands in a group while that is closed. */
export function isMember(node: GraphNode, group: GraphNode): boolean {
  return node.thing !== null && groupOf(node) === group.id;
}

function groupOf(node: GraphNode): string {
  return `${GROUP}${node.column}|${node.item}`;
}

/** The picture with its groups closed, but for those in `open` (by their ids). */
export function collapsed(graph: Graph, open: ReadonlySet<string>): Graph {
  const members = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    if (node.thing !== null) {
      members.set(groupOf(node), [...(members.get(groupOf(node)) ?? []), node]);
    }
  }
  const standsFor = new Map<string, string>();
  const groups: GraphNode[] = [];
  for (const [id, nodes] of members) {
    const [first] = nodes;
    if (first !== undefined && nodes.length >= GROUP_FROM && !open.has(id)) {
      groups.push(asGroup(id, first, nodes));
      for (const node of nodes) {
        standsFor.set(node.id, id);
      }
    }
  }
  const nodes = [...graph.nodes.filter(({ id }) => !standsFor.has(id)), ...groups];
  return { nodes, edges: joined(graph.edges, standsFor) };
}

function asGroup(id: string, first: GraphNode, nodes: readonly GraphNode[]): GraphNode {
  const same = nodes.every(({ status }) => status === first.status);
  return {
    ...first,
    id,
    thing: null,
    label: first.item === "" ? first.label : first.item,
    status: same ? first.status : "",
    held: nodes.some(({ held }) => held),
    count: nodes.length,
  };
}

/** Edges between the same two nodes are one; their quantities are told by the tree, not by the picture. */
function joined(
  edges: readonly GraphEdge[],
  standsFor: ReadonlyMap<string, string>,
): readonly GraphEdge[] {
  const found = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const source = standsFor.get(edge.source) ?? edge.source;
    const target = standsFor.get(edge.target) ?? edge.target;
    const key = `${source}\n${target}`;
    const only = !found.has(key) && source === edge.source && target === edge.target;
    if (source !== target) {
      found.set(key, only ? edge : { ...edge, source, target, quantity: null, unit: null });
    }
  }
  return [...found.values()];
}

export interface Paths {
  readonly nodes: ReadonlySet<string>;
  /** Indexes into the edges. */
  readonly edges: ReadonlySet<number>;
}

/** Everything before a node and everything behind it, with the edges on the way. */
export function pathsThrough(graph: Graph, id: string): Paths {
  const nodes = new Set([id]);
  const edges = new Set<number>();
  for (const [from, to] of [
    ["source", "target"],
    ["target", "source"],
  ] as const) {
    follow(graph.edges, { start: id, from, to }, { nodes, edges });
  }
  return { nodes, edges };
}

interface Following {
  readonly start: string;
  readonly from: "source" | "target";
  readonly to: "source" | "target";
}

function follow(
  edges: readonly GraphEdge[],
  { start, from, to }: Following,
  found: { readonly nodes: Set<string>; readonly edges: Set<number> },
): void {
  const out = new Map<string, number[]>();
  for (const [index, edge] of edges.entries()) {
    const known = out.get(edge[from]);
    if (known === undefined) {
      out.set(edge[from], [index]);
    } else {
      known.push(index);
    }
  }
  const waiting = [start];
  const seen = new Set(waiting);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const index of out.get(at) ?? []) {
      const next = edges[index]?.[to] ?? at;
      found.edges.add(index);
      found.nodes.add(next);
      if (!seen.has(next)) {
        seen.add(next);
        waiting.push(next);
      }
    }
  }
}
