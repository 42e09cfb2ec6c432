/** Undo stands for ten seconds; the count goes down where it is shown. */

import { useEffect, useState } from "preact/hooks";

export const UNDO_MS = 10_000;

/** Whole seconds left since `at` (monotonic ms); 0 when they are over or `at` is null. */
export function useSecondsLeft(at: number | null, lastsMs = UNDO_MS): number {
  const left = at === null ? 0 : Math.max(0, Math.ceil((at + lastsMs - performance.now()) / 1000));
  const [, again] = useState(0);
  useEffect(() => {
    if (at === null) {
      return undefined;
    }
    const timer = setInterval(() => again((count) => count + 1), 1000);
    const end = setTimeout(() => clearInterval(timer), lastsMs + 1000);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [at, lastsMs]);
  return left;
}
