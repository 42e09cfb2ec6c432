/**
 * One piece of work at the steps per app, so that leaving the screen and coming back finds it as it was.
 */

import type { App } from "../context.ts";
import { openKeptPlace } from "./kept.ts";
import { StepWork } from "./work.ts";

const opened = new WeakMap<App, StepWork>();

/** Null: it was not opened yet. */
export function openedWork(app: App): StepWork | null {
  return opened.get(app) ?? null;
}

/** Reads what this station kept. */
export async function openWork(app: App): Promise<StepWork> {
  const kept = await openKeptPlace(app.device.ports.storage);
  const work = opened.get(app) ?? new StepWork(app, kept);
  opened.set(app, work);
  return work;
}
