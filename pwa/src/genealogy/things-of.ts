/**
 * From pasted lines to the things they name: each line must name exactly one.
 */

import type { ServerDoor } from "../entries/server-door.ts";
import { findPath, type Namesakes, type Thing } from "./answer.ts";

export interface Named {
  readonly things: readonly Thing[];
  /** Lines that name nothing or several things. */
  readonly unclear: readonly string[];
  readonly offline: boolean;
}

export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))];
}

export async function thingsOf(server: ServerDoor, text: string): Promise<Named> {
  const things: Thing[] = [];
  const unclear: string[] = [];
  let offline = false;
  for (const line of linesOf(text)) {
    const answer = await server.read<Namesakes>(findPath(line, null));
    const [only, ...others] = answer.step === "ok" ? answer.value.found : [];
    offline ||= answer.step === "offline";
    if (only === undefined || others.length > 0) {
      unclear.push(line);
    } else {
      things.push(only.thing);
    }
  }
  return { things, unclear, offline };
}
