/**
 * The label at true size or larger, with rulers in millimetres; its elements are moved and sized by pointer or keys.
 */

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Ruler } from "./ruler.tsx";
import type { Element, Finding, Template, Turn } from "./template.ts";
import { mm } from "./template.ts";
import { quarterAfter, snapped } from "./template-edit.ts";

export interface CanvasActs {
  select(id: string | null): void;
  /** `first`: the first step of a drag; later ones of the same drag are one step to undo. */
  move(id: string, x: number, y: number, first: boolean): void;
  resize(id: string, width: number, height: number, first: boolean): void;
  turn(id: string, turn: Turn): void;
  remove(id: string): void;
}

export interface CanvasProps {
  readonly template: Template;
  readonly picture: string | null;
  readonly findings: readonly Finding[];
  readonly selected: string | null;
  readonly zoom: number;
  readonly gridUm: number;
  readonly acts: CanvasActs;
}

/** CSS pixels in a millimetre. */
const PX_PER_MM = 96 / 25.4;
const COARSE = 10;
/** No letter: what a scanner types comes as letters, and is taken before it gets here. */
const TURN_KEY = "F2";

export function TemplateCanvas(props: CanvasProps): JSX.Element {
  const { template, picture, zoom, gridUm, acts } = props;
  const scale = PX_PER_MM * zoom;
  const width = (template.width_um / 1000) * scale;
  const height = (template.height_um / 1000) * scale;
  const grid = gridUm >= 500 ? (gridUm / 1000) * scale : 0;
  return (
    <div class="tpl-canvas">
      <div class="tpl-stage">
        <Ruler along="x" lengthUm={template.width_um} scale={scale} />
        <Ruler along="y" lengthUm={template.height_um} scale={scale} />
        <div
          class="tpl-paper"
          data-theme="light"
          style={{ width: `${width}px`, height: `${height}px`, "--grid": `${grid}px` }}
          data-grid={grid > 0}
          onPointerDown={() => acts.select(null)}
        >
          {picture !== null && (
            <img src={picture} alt={d().template.pictureOf(template.number)} draggable={false} />
          )}
          {template.elements.map((element) => (
            <Handle key={element.id} {...props} element={element} scale={scale} />
          ))}
        </div>
      </div>
    </div>
  );
}

interface HandleProps extends CanvasProps {
  readonly element: Element;
  /** CSS pixels in a millimetre as shown. */
  readonly scale: number;
}

interface Drag {
  readonly kind: "move" | "resize";
  readonly fromX: number;
  readonly fromY: number;
  readonly element: Element;
  started: boolean;
}

function Handle(props: HandleProps): JSX.Element {
  const { element, scale, selected, findings, acts } = props;
  const drag = useDrag(props);
  const px = (um: number): string => `${(um / 1000) * scale}px`;
  const place = `${mm(element.x_um)}, ${mm(element.y_um)} mm`;
  return (
    <button
      type="button"
      class="tpl-handle"
      data-type={element.type}
      data-wrong={findings.some((finding) => finding.element === element.id)}
      aria-pressed={selected === element.id}
      aria-label={`${element.id}, ${place}`}
      style={{
        left: px(element.x_um),
        top: px(element.y_um),
        width: px(element.width_um),
        height: px(element.height_um),
      }}
      onFocus={() => acts.select(element.id)}
      onKeyDown={(event) => onKey(event, props)}
      onPointerDown={(event) => drag.start(event, "move")}
      onPointerMove={drag.go}
      onPointerUp={drag.end}
    >
      {selected === element.id && (
        <span
          class="tpl-corner"
          aria-hidden="true"
          onPointerDown={(event) => drag.start(event, "resize")}
        />
      )}
    </button>
  );
}

function useDrag({ element, scale, gridUm, acts }: HandleProps) {
  const drag = useRef<Drag | null>(null);
  return {
    start(event: PointerEvent, kind: Drag["kind"]): void {
      event.stopPropagation();
      const handle = (event.target as HTMLElement).closest<HTMLElement>(".tpl-handle");
      handle?.setPointerCapture(event.pointerId);
      acts.select(element.id);
      drag.current = { kind, fromX: event.clientX, fromY: event.clientY, element, started: false };
    },
    go(event: PointerEvent): void {
      const at = drag.current;
      if (at === null) {
        return;
      }
      const right = ((event.clientX - at.fromX) / scale) * 1000;
      const down = ((event.clientY - at.fromY) / scale) * 1000;
      const first = !at.started;
      const from = at.element;
      if (at.kind === "move") {
        acts.move(element.id, ...grid(from.x_um + right, from.y_um + down, gridUm), first);
      } else {
        acts.resize(
          element.id,
          ...grid(from.width_um + right, from.height_um + down, gridUm),
          first,
        );
      }
      at.started = true;
    },
    end(): void {
      drag.current = null;
    },
  };
}

function grid(x: number, y: number, gridUm: number): [number, number] {
  return [snapped(x, gridUm), snapped(y, gridUm)];
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrows move by one step of the grid, with Shift by ten; with Alt they size; Delete removes; F2 turns; Escape lets go. */
function onKey(event: KeyboardEvent, { element, gridUm, acts }: HandleProps): void {
  if (event.ctrlKey || event.metaKey) {
    return;
  }
  const arrow = ARROWS[event.key];
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    acts.remove(element.id);
  } else if (event.key === TURN_KEY && element.type !== "box") {
    acts.turn(element.id, quarterAfter(element.turn));
  } else if (event.key === "Escape") {
    acts.select(null);
  } else if (arrow !== undefined) {
    event.preventDefault();
    const step = Math.max(gridUm, 100) * (event.shiftKey ? COARSE : 1);
    const [x, y] = [arrow[0] * step, arrow[1] * step];
    if (event.altKey) {
      acts.resize(element.id, element.width_um + x, element.height_um + y, true);
    } else {
      acts.move(element.id, element.x_um + x, element.y_um + y, true);
    }
  }
}
