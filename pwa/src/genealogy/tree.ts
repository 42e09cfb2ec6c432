/**
 * The tree of a trace as rows: levels come from the server when they are opened; groups of units page by page. Pure.
 */

import type { Child, Level, Thing } from "./answer.ts";
import { thingText } from "./answer.ts";

/** A branch that was opened, by the path of its row. */
export type Branch =
  | { readonly step: "loading" }
  | {
      readonly step: "failed";
      readonly code: string;
      readonly detail: Readonly<Record<string, unknown>>;
    }
  | { readonly step: "loaded"; readonly children: readonly Child[]; readonly more: boolean };

export interface TreeState {
  readonly branches: ReadonlyMap<string, Branch>;
  readonly open: ReadonlySet<string>;
}

export type Row =
  | {
      readonly is: "thing";
      readonly path: string;
      readonly level: number;
      readonly place: number;
      readonly of: number;
      readonly child: Child;
      /** Null: there is nothing behind it. */
      readonly open: boolean | null;
      /** Whose children it is among: a group's units are asked for by the thing before the group. */
      readonly owner: Thing;
    }
  | {
      readonly is: "note";
      readonly path: string;
      readonly level: number;
      readonly branch: Branch;
      /** The row whose branch it is. */
      readonly parent: string;
    };

export const ROOT = "";
export const EMPTY_TREE: TreeState = { branches: new Map(), open: new Set([ROOT]) };

export function pathOf(parent: string, child: Child): string {
  const name = child.thing === null ? `${child.item}|${child.status}` : thingText(child.thing);
  return `${parent}\u001f${name}|${child.link}`;
}

/** What is shown, top to bottom: the root's children and those of every open row. */
export function rowsOf(state: TreeState, root: Thing): readonly Row[] {
  return below(state, ROOT, root, 1);
}

function below(state: TreeState, parent: string, owner: Thing, level: number): readonly Row[] {
  const branch = state.branches.get(parent);
  if (branch === undefined || branch.step !== "loaded") {
    return branch === undefined ? [] : [note(parent, level, branch)];
  }
  const { children, more } = branch;
  const rows = children.flatMap((child, at): readonly Row[] => {
    const path = pathOf(parent, child);
    const open = child.more ? state.open.has(path) : null;
    const row = {
      is: "thing",
      path,
      level,
      place: at + 1,
      of: children.length,
      child,
      open,
      owner,
    } as const;
    return open === true ? [row, ...below(state, path, child.thing ?? owner, level + 1)] : [row];
  });
  return more || children.length === 0 ? [...rows, note(parent, level, branch)] : rows;
}

function note(parent: string, level: number, branch: Branch): Row {
  return { is: "note", path: `${parent}\u001f…`, level, branch, parent };
}

export function toggled(state: TreeState, path: string, open: boolean): TreeState {
  const now = new Set(state.open);
  open ? now.add(path) : now.delete(path);
  return { ...state, open: now };
}

export function withBranch(state: TreeState, path: string, branch: Branch): TreeState {
  return { ...state, branches: new Map(state.branches).set(path, branch) };
}

/** A page more of what is there already. */
export function withPage(state: TreeState, path: string, page: Level): TreeState {
  const known = state.branches.get(path);
  const before = known?.step === "loaded" ? known.children : [];
  const children = [...before, ...page.children];
  return withBranch(state, path, { step: "loaded", children, more: page.more });
}

export type Move =
  | { readonly to: "row"; readonly index: number }
  | { readonly to: "open" | "close" }
  | { readonly to: "stay" };

/** Where a key leads from a row (WAI-ARIA treegrid, focus on rows). */
export function moveBy(key: string, rows: readonly Row[], at: number): Move {
  const row = rows[at];
  const last = rows.length - 1;
  switch (key) {
    case "ArrowDown":
      return { to: "row", index: Math.min(last, at + 1) };
    case "ArrowUp":
      return { to: "row", index: Math.max(0, at - 1) };
    case "Home":
      return { to: "row", index: 0 };
    case "End":
      return { to: "row", index: last };
    case "ArrowRight":
      return opened(row, at, last);
    case "ArrowLeft":
      return closed(row, rows, at);
    default:
      return { to: "stay" };
  }
}

function opened(row: Row | undefined, at: number, last: number): Move {
  if (row?.is !== "thing" || row.open === null) {
    return { to: "stay" };
  }
  return row.open ? { to: "row", index: Math.min(last, at + 1) } : { to: "open" };
}

function closed(row: Row | undefined, rows: readonly Row[], at: number): Move {
  if (row?.is === "thing" && row.open === true) {
    return { to: "close" };
  }
  const parent = rows.slice(0, at).findLastIndex(({ level }) => level < (row?.level ?? 1));
  return parent < 0 ? { to: "stay" } : { to: "row", index: parent };
}
