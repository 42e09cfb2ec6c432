/**
 * The tree of a trace as a treegrid: levels are read when they are opened, groups of units page by page.
 */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import { amountText } from "../ui/amount.ts";
import { Button } from "../ui/button.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { Icon } from "../ui/icon.tsx";
import { Identifier } from "../ui/identifier.tsx";
import { localName } from "../ui/local-name.ts";
import { StatusShape } from "../ui/status-shape.tsx";
import type { Child, Level, Thing, Way } from "./answer.ts";
import { asAt, traceHref, tracePath } from "./answer.ts";
import { statusOf, statusWordOf } from "./status-of.ts";
import {
  EMPTY_TREE,
  moveBy,
  ROOT,
  type Row,
  rowsOf,
  type TreeState,
  toggled,
  withBranch,
  withPage,
} from "./tree.ts";
import "../ui/record-link.css";
import "./trace-tree.css";

export interface TraceTreeProps {
  readonly thing: Thing;
  readonly way: Way;
  /** RFC 3339; null: as linked now. */
  readonly at: string | null;
  readonly server: ServerDoor;
}

type ThingRow = Extract<Row, { is: "thing" }>;

/** Path of the level behind a row; the first page of a group's units. */
function levelPath(
  { child, owner }: ThingRow,
  { way, at }: Pick<TraceTreeProps, "way" | "at">,
  after: string | null,
): string {
  if (child.thing !== null) {
    return tracePath(child.thing, way, "/children", asAt(at));
  }
  const group = { group: JSON.stringify([child.item, child.status]), ...asAt(at) };
  return tracePath(owner, way, "/children", after === null ? group : { ...group, after });
}

/** Reads levels into the tree's state. */
function useTree({ thing, way, at, server }: TraceTreeProps) {
  const [state, setState] = useState<TreeState>(EMPTY_TREE);
  const read = async (path: string, address: string): Promise<void> => {
    const answer = await server.read<Level>(address);
    setState((now) => {
      if (answer.step === "ok") {
        return withPage(now, path, answer.value);
      }
      const problem = answer.step === "refused" ? answer : { code: "", detail: {} };
      return withBranch(now, path, { step: "failed", code: problem.code, detail: problem.detail });
    });
  };
  useEffect(() => {
    setState(withBranch(EMPTY_TREE, ROOT, { step: "loading" }));
    void read(ROOT, tracePath(thing, way, "/children", asAt(at)));
  }, [thing, way, at, server]);
  const turn = (row: ThingRow, open: boolean): void => {
    const known = state.branches.get(row.path);
    const again = open && (known === undefined || known.step === "failed");
    const now = again ? withBranch(state, row.path, { step: "loading" }) : state;
    setState(toggled(now, row.path, open));
    if (again) {
      void read(row.path, levelPath(row, { way, at }, null));
    }
  };
  const more = (row: ThingRow): void => {
    const known = state.branches.get(row.path);
    const last = known?.step === "loaded" ? known.children.at(-1)?.thing?.key.at(-1) : undefined;
    void read(row.path, levelPath(row, { way, at }, last ?? null));
  };
  return { state, turn, more };
}

export function TraceTree(props: TraceTreeProps): JSX.Element {
  const { thing, way, at: moment } = props;
  const { state, turn, more } = useTree(props);
  const [at, setAt] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = rowsOf(state, thing);
  const words = d().trace;
  const goTo = (index: number): void => {
    setAt(index);
    const target = body.current?.children[index];
    if (target instanceof HTMLElement) {
      target.focus();
    }
  };
  const keys = (event: KeyboardEvent): void => {
    const row = rows[at];
    if (
      event.key === "Enter" &&
      row?.is === "thing" &&
      event.target === body.current?.children[at]
    ) {
      openAnswer(row.child, way, moment);
      return;
    }
    const move = moveBy(event.key, rows, at);
    if (move.to !== "stay") {
      event.preventDefault();
    }
    if (move.to === "row") {
      goTo(move.index);
    } else if (move.to !== "stay" && row?.is === "thing") {
      turn(row, move.to === "open");
    }
  };
  return (
    <div class="trace-tree-scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the WAI-ARIA pattern is a table with this role. */}
      <table class="trace-tree" role="treegrid" aria-label={words.treeOf(thing.key.at(-1) ?? "")}>
        <thead>
          <tr>
            {Object.entries(words.column).map(([id, name]) => (
              <th key={id} scope="col">
                {name()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={keys}>
          {rows.map((row, index) => (
            <TreeRow
              key={row.path}
              row={row}
              way={way}
              at={moment}
              inFront={index === Math.min(at, rows.length - 1)}
              onFocus={() => setAt(index)}
              onTurn={turn}
              onMore={() => {
                const parent = rows.find(({ path }) => row.is === "note" && path === row.parent);
                if (parent?.is === "thing") {
                  more(parent);
                }
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function openAnswer({ thing }: Child, way: Way, at: string | null): void {
  if (thing !== null) {
    location.hash = traceHref(thing, way, at);
  }
}

interface TreeRowProps {
  readonly row: Row;
  readonly way: Way;
  readonly at: string | null;
  readonly inFront: boolean;
  readonly onFocus: () => void;
  readonly onTurn: (row: ThingRow, open: boolean) => void;
  readonly onMore: () => void;
}

function TreeRow({ row, way, at, inFront, onFocus, onTurn, onMore }: TreeRowProps): JSX.Element {
  const shared = {
    "aria-level": row.level,
    tabIndex: inFront ? 0 : -1,
    onFocus,
    style: { "--level": row.level - 1 },
  } as const;
  if (row.is === "note") {
    return (
      <tr {...shared} class="trace-tree-note">
        <td colSpan={5}>
          <Note row={row} onMore={onMore} />
        </td>
      </tr>
    );
  }
  const { child, open } = row;
  return (
    <tr
      {...shared}
      aria-setsize={row.of}
      aria-posinset={row.place}
      aria-expanded={open ?? undefined}
      data-group={child.thing === null}
    >
      <td class="trace-tree-name">
        <span>
          <Twist row={row} onTurn={onTurn} />
          <Name child={child} href={child.thing === null ? "" : traceHref(child.thing, way, at)} />
        </span>
      </td>
      <td>
        {child.item}
        <small>{localName(child)}</small>
      </td>
      <td>
        <Standing child={child} />
      </td>
      <td>{wordOf(d().trace.link, child.link)}</td>
      <td class="trace-tree-number">
        {child.quantity === null
          ? ""
          : amountText({ value: child.quantity, unit: child.unit ?? "" })}
      </td>
    </tr>
  );
}

function Twist({ row, onTurn }: Pick<TreeRowProps, "onTurn"> & { row: ThingRow }): JSX.Element {
  if (row.open === null) {
    return <i class="trace-tree-leaf" />;
  }
  return (
    <button
      type="button"
      class="trace-tree-twist"
      tabIndex={-1}
      aria-hidden="true"
      onClick={() => onTurn(row, row.open !== true)}
    >
      <Icon name={row.open ? "chevron-down" : "chevron-right"} size={20} />
    </button>
  );
}

function Name({ child, href }: { readonly child: Child; readonly href: string }): JSX.Element {
  const words = d().trace;
  if (child.thing === null) {
    return <b>{words.units(child.count)}</b>;
  }
  return (
    <span class="trace-tree-thing">
      <small>{words.kind[child.thing.kind]()}</small>
      <a class="u-record-link" href={href} tabIndex={-1}>
        <Identifier value={child.thing.key.at(-1) ?? ""} copyable={false} />
      </a>
      {child.supplier_lot !== null && (
        <small>
          {child.supplier} · {child.supplier_lot}
        </small>
      )}
    </span>
  );
}

function Standing({ child }: { readonly child: Child }): JSX.Element {
  const status = statusOf(child);
  return (
    <span class="trace-standing">
      {status !== null && <StatusShape status={status} size={16} />}
      {statusWordOf(child)}
    </span>
  );
}

function Note({ row, onMore }: { readonly row: Row; readonly onMore: () => void }): JSX.Element {
  const words = d().trace;
  const branch = row.is === "note" ? row.branch : null;
  if (branch?.step === "loading") {
    return <span role="status">{words.loading()}</span>;
  }
  if (branch?.step === "failed") {
    const known = branch.code === "" ? [] : explain([branch], language.value);
    return <span role="status">{known[0]?.what ?? d().act.offline()}</span>;
  }
  return branch?.step === "loaded" && branch.more ? (
    <Button label={words.moreUnits()} tone="quiet" onPress={onMore} />
  ) : (
    <span>{words.nothingBehind()}</span>
  );
}
