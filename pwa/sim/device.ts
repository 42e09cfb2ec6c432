/**
 * One virtual device in a process of its own, driven by JSON lines: the real client core against a
 * real server. `node pwa/sim/device.ts`, then a command a line on stdin; each is answered with a
 * line that repeats its `n`. Storage lives as long as the process; `crash` ends only the app's life.
 */
import "fake-indexeddb/auto";
import { createInterface } from "node:readline";
import type { Command } from "./device-commands.ts";
import { DeviceProcess } from "./device-process.ts";

const device = new DeviceProcess();

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function obey(text: string): Promise<void> {
  let n: unknown = null;
  try {
    const command = JSON.parse(text) as Command;
    n = command.n;
    say({ n, ok: true, ...(await device.obey(command)) });
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    say({ n, ok: false, error: name, code: code ?? null, message });
  }
}

// Not awaited one by one: a crash may arrive in the middle of a sync, that is the point.
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") void obey(line);
}
