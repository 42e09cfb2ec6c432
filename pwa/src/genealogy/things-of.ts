/**
 * From pasted or scanned lines to the things they name: each line must name exactly one.
 */

import type { ServerDoor } from "../entries/server-door.ts";
import { findPath, type Namesakes, type Thing } from "./answer.ts";

/** The server takes so many in one set. */
export const MOST = 200;
const AT_ONCE = 8;

export interface Named {
  readonly things: readonly Thing[];
  /** Lines that name nothing the server knows. */
  readonly unknown: readonly string[];
  /** Lines that name several things. */
  readonly several: readonly string[];
  readonly offline: boolean;
}

type Line = { readonly thing: Thing } | { readonly wrong: "unknown" | "several" | "offline" };

export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

/** `PX-1 0007`, `PX-1<tab>0007` or `PX-1,0007`: an item before the serial, as a spreadsheet pastes it. */
function withItem(line: string): readonly [item: string, serial: string] | null {
  const [item, serial, ...more] = line.split(/[\t ,;]+/);
  return item === undefined || serial === undefined || more.length > 0 ? null : [item, serial];
}

async function readLine(server: ServerDoor, line: string): Promise<Line> {
  const whole = await named(server, line, null);
  const pair = withItem(line);
  return "wrong" in whole && whole.wrong === "unknown" && pair !== null
    ? named(server, pair[1], pair[0])
    : whole;
}

async function named(server: ServerDoor, text: string, item: string | null): Promise<Line> {
  const answer = await server.read<Namesakes>(findPath(text, item));
  if (answer.step === "offline") {
    return { wrong: "offline" };
  }
  const [only, ...others] = answer.step === "ok" ? answer.value.found : [];
  if (only === undefined) {
    return { wrong: "unknown" };
  }
  return others.length > 0 ? { wrong: "several" } : { thing: only.thing };
}

export async function thingsOf(server: ServerDoor, text: string): Promise<Named> {
  const lines = linesOf(text);
  const read: Line[] = [];
  for (let first = 0; first < lines.length; first += AT_ONCE) {
    const some = lines.slice(first, first + AT_ONCE);
    read.push(...(await Promise.all(some.map((line) => readLine(server, line)))));
  }
  const wrong = (why: "unknown" | "several" | "offline"): readonly string[] =>
    lines.filter((_, at) => {
      const line = read[at];
      return line !== undefined && "wrong" in line && line.wrong === why;
    });
  return {
    things: read.flatMap((line) => ("thing" in line ? [line.thing] : [])),
    unknown: wrong("unknown"),
    several: wrong("several"),
    offline: wrong("offline").length > 0,
  };
}
