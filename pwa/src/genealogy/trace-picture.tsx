/**
 * The picture of a trace as SVG: columns from supplier lots to cartons, pan and zoom, groups that open, the paths
 * through a node lit while it is pointed at or has the focus. Highlighting touches classes only, so it stays quick.
 */

import type { JSX, RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { StatusShape } from "../ui/status-shape.tsx";
import type { Way } from "./answer.ts";
import { traceHref } from "./answer.ts";
import { type Layout, layOut, NODE_HEIGHT, NODE_WIDTH, type Place } from "./layout.ts";
import {
  collapsed,
  type Graph,
  type GraphNode,
  isMember,
  isOpenable,
  pathsThrough,
} from "./picture.ts";
import { saveSvg } from "./picture-file.ts";
import { nextNode } from "./picture-keys.ts";
import { statusOf, statusWordOf } from "./status-of.ts";
import { useView } from "./view.ts";
import "./trace-picture.css";

export interface TracePictureProps {
  readonly graph: Graph;
  readonly way: Way;
  /** RFC 3339; null: as linked now. */
  readonly at: string | null;
  readonly name: string;
}

export function TracePicture({ graph, way, at, name }: TracePictureProps): JSX.Element {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => collapsed(graph, open), [graph, open]);
  const layout = useMemo(() => layOut(shown.nodes, shown.edges), [shown]);
  const drawing = useRef<SVGSVGElement>(null);
  const view = useView(drawing, layout);
  const words = d().trace;
  const enter = (node: GraphNode): void => {
    if (isOpenable(node)) {
      setOpen(new Set([...open, node.id]));
    } else if (node.thing !== null) {
      location.hash = traceHref(node.thing, way, at);
    }
  };
  return (
    <div class="trace-picture">
      <div class="trace-picture-tools">
        <p>{words.pictureHow()}</p>
        <Button label={words.zoomIn()} icon="plus" tone="quiet" onPress={() => view.zoom(1.25)} />
        <Button label={words.zoomOut()} icon="minus" tone="quiet" onPress={() => view.zoom(0.8)} />
        <Button label={words.fit()} tone="quiet" onPress={view.fit} />
        {open.size > 0 && (
          <Button label={words.closeGroups()} tone="quiet" onPress={() => setOpen(new Set())} />
        )}
        <Button label={words.print()} icon="printer" tone="quiet" onPress={() => window.print()} />
        <Button
          label={words.saveSvg()}
          icon="download"
          tone="quiet"
          onPress={() => drawing.current !== null && saveSvg(drawing.current, layout, name)}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a picture whose nodes take the focus has no element of its own. */}
      <svg
        ref={drawing}
        class="trace-drawing"
        role="group"
        aria-label={words.picture(shown.nodes.length, shown.edges.length)}
        viewBox={view.box}
        {...view.handlers}
      >
        <Picture graph={shown} layout={layout} onEnter={enter} onReach={view.show} />
      </svg>
    </div>
  );
}

interface PictureProps {
  readonly graph: Graph;
  readonly layout: Layout;
  readonly onEnter: (node: GraphNode) => void;
  /** The focus went there: bring it into view. */
  readonly onReach: (place: Place) => void;
}

/** The node that has the focus, or would have it; a group that opens hands it to its first member. */
function useFocus(
  graph: Graph,
  group: RefObject<SVGGElement | null>,
  onEnter: (node: GraphNode) => void,
) {
  const [at, setAt] = useState(0);
  const entered = useRef<GraphNode | null>(null);
  useEffect(() => {
    const from = entered.current;
    const first = from === null ? -1 : graph.nodes.findIndex((node) => isMember(node, from));
    entered.current = null;
    setAt(Math.max(0, first));
    if (first >= 0) {
      focusOn(group.current, first);
    }
  }, [graph]);
  const enter = (node: GraphNode): void => {
    entered.current = isOpenable(node) ? node : null;
    onEnter(node);
  };
  return { at, setAt, enter };
}

function Picture({ graph, layout, onEnter, onReach }: PictureProps): JSX.Element {
  const group = useRef<SVGGElement>(null);
  const { at, setAt, enter } = useFocus(graph, group, onEnter);
  const light = (index: number | null): void => lightUp(group.current, graph, index);
  const pointed = (event: Event): number | null => {
    const found = (event.target as Element).closest<SVGGElement>("[data-node]");
    return found === null ? null : Number(found.dataset.node);
  };
  const keys = (event: KeyboardEvent): void => {
    const here = pointed(event) ?? at;
    const node = graph.nodes[here];
    if ((event.key === "Enter" || event.key === " ") && node !== undefined) {
      event.preventDefault();
      enter(node);
      return;
    }
    const next = nextNode(event.key, here, layout, graph);
    if (next !== null) {
      event.preventDefault();
      setAt(next);
      focusOn(group.current, next);
      onReach(layout.places[next] ?? { x: 0, y: 0 });
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for its nodes, which are buttons.
    <g
      ref={group}
      onKeyDown={keys}
      onPointerOver={(event) => light(pointed(event))}
      onPointerLeave={() => light(null)}
      onFocusIn={(event) => {
        const index = pointed(event);
        setAt(index ?? at);
        light(index);
      }}
      onFocusOut={() => light(null)}
      onClick={(event) => {
        const index = pointed(event);
        const node = index === null ? undefined : graph.nodes[index];
        if (node !== undefined) {
          enter(node);
        }
      }}
    >
      <Columns layout={layout} />
      <Edges graph={graph} layout={layout} />
      {graph.nodes.map((node, index) => (
        <Node
          key={node.id}
          node={node}
          index={index}
          place={layout.places[index] ?? { x: 0, y: 0 }}
          inFront={index === at}
        />
      ))}
    </g>
  );
}

function focusOn(group: SVGGElement | null, index: number): void {
  group?.querySelector<SVGGElement>(`[data-node="${index}"]`)?.focus({ preventScroll: true });
}

function Columns({ layout }: { readonly layout: Layout }): JSX.Element {
  return (
    <g class="trace-columns">
      {layout.columns.map(({ column, x, width }) => (
        <text key={column} x={x + width / 2} y={14} text-anchor="middle">
          {d().trace.columnName[column]()}
        </text>
      ))}
    </g>
  );
}

function Edges({ graph, layout }: Pick<PictureProps, "graph" | "layout">): JSX.Element {
  const index = useMemo(() => new Map(graph.nodes.map(({ id }, at) => [id, at])), [graph]);
  const place = (id: string): Place => layout.places[index.get(id) ?? -1] ?? { x: 0, y: 0 };
  return (
    <g class="trace-edges">
      {graph.edges.map((edge, at) => (
        <path key={at} data-edge={at} d={curve(place(edge.source), place(edge.target))} />
      ))}
    </g>
  );
}

function curve(from: Place, to: Place): string {
  const start = from.x + NODE_WIDTH;
  const y1 = from.y + NODE_HEIGHT / 2;
  const y2 = to.y + NODE_HEIGHT / 2;
  const half = (to.x - start) / 2;
  return `M${start} ${y1}C${start + half} ${y1} ${to.x - half} ${y2} ${to.x} ${y2}`;
}

interface NodeProps {
  readonly node: GraphNode;
  readonly index: number;
  readonly place: Place;
  readonly inFront: boolean;
}

const LONGEST = 17;

function Node({ node, index, place, inFront }: NodeProps): JSX.Element {
  const status = statusOf(node);
  const label = node.count > 1 ? `${d().trace.things(node.count)}${node.label}` : node.label;
  const shown = node.item === node.label ? label : `${label} ${node.item}`.trim();
  const spoken = [shown, d().trace.columnName[node.column](), statusWordOf(node)];
  return (
    <g
      class="trace-node"
      data-node={index}
      data-group={node.count > 1}
      data-opens={node.thing !== null || isOpenable(node)}
      transform={`translate(${place.x} ${place.y})`}
      // In lower case: on SVG, Preact writes an attribute as it is named, and only this one takes the focus.
      tabindex={inFront ? 0 : -1}
      role={node.thing !== null || isOpenable(node) ? "button" : "img"}
    >
      <title>{spoken.filter((part) => part !== "").join(", ")}</title>
      {node.count > 1 && (
        <rect class="trace-behind" x={4} y={4} width={NODE_WIDTH} height={NODE_HEIGHT} rx={6} />
      )}
      <rect class="trace-body" width={NODE_WIDTH} height={NODE_HEIGHT} rx={6} />
      {status !== null && (
        <g transform="translate(8 13)">
          <StatusShape status={status} size={18} />
        </g>
      )}
      <text
        class="trace-name"
        x={status === null ? 10 : 34}
        y={node.item === "" || node.item === node.label ? 27 : 19}
      >
        {shortened(label)}
      </text>
      {node.item !== "" && node.item !== node.label && (
        <text class="trace-item" x={status === null ? 10 : 34} y={36}>
          {shortened(node.item)}
        </text>
      )}
    </g>
  );
}

/** The end of a number tells more than its middle. */
function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, 7)}…${text.slice(-(LONGEST - 8))}`;
}

function lightUp(group: SVGGElement | null, graph: Graph, index: number | null): void {
  for (const lit of group?.querySelectorAll(".lit") ?? []) {
    lit.classList.remove("lit");
  }
  const node = index === null ? undefined : graph.nodes[index];
  group?.classList.toggle("dimmed", node !== undefined);
  if (node === undefined) {
    return;
  }
  const paths = pathsThrough(graph, node.id);
  for (const element of group?.querySelectorAll<SVGElement>("[data-node], [data-edge]") ?? []) {
    const { node: at, edge } = element.dataset;
    const id = at === undefined ? undefined : graph.nodes[Number(at)]?.id;
    if (id === undefined ? paths.edges.has(Number(edge)) : paths.nodes.has(id)) {
      element.classList.add("lit");
    }
  }
}
