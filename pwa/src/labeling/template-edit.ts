/**
 * Editing a template, without a screen: every act gives a new state, and every act can be undone.
 */

import type { Element, ElementType, Template, Turn } from "./template.ts";

export interface Editing {
  readonly past: readonly Template[];
  readonly now: Template;
  readonly future: readonly Template[];
  /** Id of the element at hand; null for the label itself. */
  readonly selected: string | null;
}

const UNDO_DEPTH = 200;
const SMALLEST_UM = 100;

export function opened(template: Template): Editing {
  return { past: [], now: template, future: [], selected: null };
}

export function changed(editing: Editing, now: Template): Editing {
  if (now === editing.now) {
    return editing;
  }
  const past = [...editing.past, editing.now].slice(-UNDO_DEPTH);
  return { ...editing, past, now, future: [] };
}

export function undone(editing: Editing): Editing {
  const now = editing.past.at(-1);
  if (now === undefined) {
    return editing;
  }
  const future = [editing.now, ...editing.future];
  return kept({ ...editing, past: editing.past.slice(0, -1), now, future });
}

export function redone(editing: Editing): Editing {
  const [now, ...future] = editing.future;
  return now === undefined
    ? editing
    : kept({ ...editing, past: [...editing.past, editing.now], now, future });
}

/** What is selected may be gone after an undo. */
function kept(editing: Editing): Editing {
  return elementAt(editing) === undefined ? { ...editing, selected: null } : editing;
}

export function elementAt({ now, selected }: Editing): Element | undefined {
  return now.elements.find(({ id }) => id === selected);
}

export function selected(editing: Editing, id: string | null): Editing {
  return { ...editing, selected: id };
}

export function withElement(editing: Editing, id: string, change: Partial<Element>): Editing {
  const elements = editing.now.elements.map((element) =>
    element.id === id ? ({ ...element, ...change } as Element) : element,
  );
  const next = changed(editing, { ...editing.now, elements });
  return change.id === undefined ? next : { ...next, selected: change.id };
}

/** Rounds to the grid, measured from the label's corner. */
export function snapped(um: number, gridUm: number): number {
  return gridUm === 0 ? Math.round(um) : Math.round(um / gridUm) * gridUm;
}

function within(um: number, most: number): number {
  return Math.max(0, Math.min(um, most));
}

/** Keeps the element on the label; a position that does not change makes no step to undo. */
export function moved(editing: Editing, id: string, x: number, y: number): Editing {
  const element = editing.now.elements.find((each) => each.id === id);
  if (element === undefined) {
    return editing;
  }
  const x_um = within(x, Math.max(0, editing.now.width_um - element.width_um));
  const y_um = within(y, Math.max(0, editing.now.height_um - element.height_um));
  const same = x_um === element.x_um && y_um === element.y_um;
  return same ? editing : withElement(editing, id, { x_um, y_um });
}

export function resized(editing: Editing, id: string, width: number, height: number): Editing {
  const element = editing.now.elements.find((each) => each.id === id);
  if (element === undefined) {
    return editing;
  }
  const width_um = sized(width, editing.now.width_um - element.x_um);
  const height_um = sized(height, editing.now.height_um - element.y_um);
  const same = width_um === element.width_um && height_um === element.height_um;
  return same ? editing : withElement(editing, id, { width_um, height_um });
}

/**
 * Turns what stands in an element's box; a quarter turn exchanges the sides of the box around its middle, as far as the
 * label allows.
 */
export function turned(editing: Editing, id: string, turn: Turn): Editing {
  const element = editing.now.elements.find((each) => each.id === id);
  if (element === undefined || (element.turn ?? 0) === turn) {
    return editing;
  }
  const quarter = (turn - (element.turn ?? 0)) % 180 !== 0;
  const width_um = quarter ? element.height_um : element.width_um;
  const height_um = quarter ? element.width_um : element.height_um;
  const x = element.x_um + Math.round((element.width_um - width_um) / 2);
  const y = element.y_um + Math.round((element.height_um - height_um) / 2);
  const box = {
    width_um,
    height_um,
    x_um: within(x, Math.max(0, editing.now.width_um - width_um)),
    y_um: within(y, Math.max(0, editing.now.height_um - height_um)),
  };
  const { turn: _before, ...upright } = element;
  const next = turn === 0 ? { ...upright, ...box } : { ...upright, ...box, turn };
  const elements = editing.now.elements.map((each) => (each.id === id ? (next as Element) : each));
  return changed(editing, { ...editing.now, elements });
}

/** The next quarter clockwise. */
export function quarterAfter(turn: Turn | undefined): Turn {
  return (((turn ?? 0) + 90) % 360) as Turn;
}

function sized(um: number, most: number): number {
  return Math.max(SMALLEST_UM, Math.min(um, most));
}

export function removed(editing: Editing, id: string): Editing {
  const elements = editing.now.elements.filter((element) => element.id !== id);
  return { ...changed(editing, { ...editing.now, elements }), selected: null };
}

export function copied(editing: Editing, id: string): Editing {
  const element = editing.now.elements.find((each) => each.id === id);
  if (element === undefined) {
    return editing;
  }
  const twin = { ...element, id: freeId(editing.now, element.id) };
  const added = withNew(editing, twin);
  return moved(added, twin.id, element.x_um + 2000, element.y_um + 2000);
}

function withNew(editing: Editing, element: Element): Editing {
  const elements = [...editing.now.elements, element];
  return { ...changed(editing, { ...editing.now, elements }), selected: element.id };
}

export function added(editing: Editing, type: ElementType): Editing {
  const place = { x_um: 2000, y_um: 2000, when: null, unless: null };
  const id = freeId(editing.now, type === "box" ? "frame" : type);
  return withNew(editing, { ...place, ...fresh(editing.now, type), id } as Element);
}

function fresh(template: Template, type: ElementType): Partial<Element> {
  const align = "left" as const;
  switch (type) {
    case "text":
      return {
        ...{ type, width_um: 20_000, height_um: 4000, zh: "文字", en: "Text", field: null, align },
        ...{
          size_um: 2500,
          weight: 400,
          face: "sans",
          valign: "middle",
          fit: "shrink",
          white: false,
        },
      };
    case "symbol":
      return {
        ...{
          type,
          width_um: 15_000,
          height_um: 15_000,
          kind: "gs1_datamatrix",
          field: null,
          align,
        },
        ...{ elements: [{ ai: "01", field: "gtin" }], module_um: 0, valign: "top" },
      };
    case "hri": {
      const of = template.elements.find((each) => each.type === "symbol")?.id ?? "symbol";
      return { type, width_um: 22_000, height_um: 8000, of, size_um: 1900, one_line: false, align };
    }
    case "pictogram":
      return { type, width_um: 6000, height_um: 5000, name: "caution" };
    case "box":
      return { type, width_um: 20_000, height_um: 10_000, stroke_um: 250 };
  }
}

/** `text`, `text_2`, `text_3` … */
export function freeId(template: Template, wanted: string): string {
  const base = wanted.replace(/_\d+$/, "");
  const taken = new Set(template.elements.map(({ id }) => id));
  let id = base;
  for (let n = 2; taken.has(id); n += 1) {
    id = `${base}_${n}`;
  }
  return id;
}

export interface Difference {
  readonly id: string;
  readonly what: "added" | "removed" | "changed" | "label";
}

/** How the template differs from another, element by element; "" is the label itself. */
export function differences(now: Template, before: Template): readonly Difference[] {
  const { elements: after, ...label } = now;
  const { elements: earlier, ...labelBefore } = before;
  const found: Difference[] = [];
  if (!isSame(label, labelBefore)) {
    found.push({ id: "", what: "label" });
  }
  for (const element of after) {
    const known = earlier.find(({ id }) => id === element.id);
    if (known === undefined) {
      found.push({ id: element.id, what: "added" });
    } else if (!isSame(element, known)) {
      found.push({ id: element.id, what: "changed" });
    }
  }
  const ids = new Set(after.map(({ id }) => id));
  const gone = earlier.filter(({ id }) => !ids.has(id));
  return [...found, ...gone.map(({ id }) => ({ id, what: "removed" as const }))];
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(sortedKeys(one)) === JSON.stringify(sortedKeys(other));
}

function sortedKeys(value: object): unknown {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
