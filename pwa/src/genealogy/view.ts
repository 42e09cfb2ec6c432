/**
 * The part of a picture that is looked at: dragged, zoomed around the pointer, fitted, moved to where the focus is.
 */

import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Layout, NODE_HEIGHT, NODE_WIDTH, type Place } from "./layout.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 24;
const SMALLEST = 240;
const LARGEST = 40_000;
/** Moved less than so many pixels, a press is a click. */
const CLICK_PX = 5;

export function zoomed(box: Box, factor: number, around: Place): Box {
  const width = Math.min(LARGEST, Math.max(SMALLEST, box.width / factor));
  const real = box.width / width;
  return {
    x: around.x - (around.x - box.x) / real,
    y: around.y - (around.y - box.y) / real,
    width,
    height: box.height / real,
  };
}

/** Everything, but never so small that a small picture becomes huge. */
export function fitted(layout: Pick<Layout, "width" | "height">, aspect: number): Box {
  const width = Math.max(layout.width + 2 * MARGIN, (layout.height + 2 * MARGIN) * aspect, 900);
  const height = width / aspect;
  return {
    x: (layout.width - width) / 2,
    y: Math.min(-MARGIN, (layout.height - height) / 2),
    width,
    height,
  };
}

/** Smaller than this, names are under 12 pixels. */
const READABLE = 0.9;

/** Everything while it can be read; else the middle of where it begins, at a size that can. `width`: pixels of the drawing. */
export function opening(layout: Layout, aspect: number, width: number): Box {
  const whole = fitted(layout, aspect);
  const readable = width / READABLE;
  if (whole.width <= readable) {
    return whole;
  }
  const height = readable / aspect;
  const start = layout.layers[0] ?? [];
  const middle = layout.places[start[start.length >> 1] ?? 0]?.y ?? 0;
  return { x: -MARGIN, y: Math.max(-MARGIN, middle - height / 2), width: readable, height };
}

/** Moved as little as needed for a node to be seen. */
export function showing(box: Box, { x, y }: Place): Box {
  const left = Math.min(box.x, x - MARGIN);
  const top = Math.min(box.y, y - MARGIN);
  return {
    ...box,
    x: Math.max(left, x + NODE_WIDTH + MARGIN - box.width),
    y: Math.max(top, y + NODE_HEIGHT + MARGIN - box.height),
  };
}

export function useView(drawing: RefObject<SVGSVGElement | null>, layout: Layout) {
  const [box, setBox] = useState<Box>(() => opening(layout, 16 / 9, 1000));
  const drag = useRef<{ readonly x: number; readonly y: number; readonly box: Box } | null>(null);
  const dragged = useRef(false);
  const scale = (): number => box.width / (drawing.current?.clientWidth || box.width);
  const aspect = (): number =>
    (drawing.current?.clientWidth || 16) / (drawing.current?.clientHeight || 9);
  const fit = (): void => setBox(fitted(layout, aspect()));
  useEffect(
    () => setBox(opening(layout, aspect(), drawing.current?.clientWidth || 1000)),
    [layout],
  );
  const middle = (): Place => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const handlers = {
    onWheel: (event: WheelEvent): void => {
      event.preventDefault();
      const edge = drawing.current?.getBoundingClientRect();
      const around = {
        x: box.x + (event.clientX - (edge?.left ?? 0)) * scale(),
        y: box.y + (event.clientY - (edge?.top ?? 0)) * scale(),
      };
      setBox(zoomed(box, Math.exp(-event.deltaY / 500), around));
    },
    onPointerDown: (event: PointerEvent): void => {
      drag.current = { x: event.clientX, y: event.clientY, box };
      dragged.current = false;
    },
    onPointerMove: (event: PointerEvent): void => {
      const from = drag.current;
      if (from === null || event.buttons === 0) {
        return;
      }
      const across = event.clientX - from.x;
      const down = event.clientY - from.y;
      if (dragged.current || Math.hypot(across, down) > CLICK_PX) {
        dragged.current = true;
        setBox({ ...from.box, x: from.box.x - across * scale(), y: from.box.y - down * scale() });
      }
    },
    onPointerUp: (): void => {
      drag.current = null;
    },
    /** What ended a drag is no click. */
    onClickCapture: (event: Event): void => {
      if (dragged.current) {
        dragged.current = false;
        event.stopPropagation();
      }
    },
  };
  return {
    box: `${box.x} ${box.y} ${box.width} ${box.height}`,
    zoom: (factor: number): void => setBox(zoomed(box, factor, middle())),
    fit,
    show: (place: Place): void => setBox(showing(box, place)),
    handlers,
  };
}
