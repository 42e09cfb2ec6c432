/**
 * The page's side of the worker: one picture in, one answer back.
 */

import type { FrameRead } from "./frame-reader.ts";
import type { Answer, Ask } from "./messages.ts";

export interface Reader {
  /** @throws Error when the worker or its WebAssembly cannot be started. */
  read(picture: ImageBitmap, what: Ask["what"]): Promise<FrameRead>;
  stop(): void;
}

interface Waiting {
  readonly resolve: (read: FrameRead) => void;
  readonly reject: (error: Error) => void;
}

export function startReader(
  worker: Worker = new Worker(new URL("./reader-worker.ts", import.meta.url), { type: "module" }),
): Reader {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  function settle(id: number, how: (one: Waiting) => void): void {
    const one = waiting.get(id);
    waiting.delete(id);
    if (one !== undefined) {
      how(one);
    }
  }

  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    settle(data.id, ({ resolve, reject }) => {
      if ("failed" in data) reject(new Error(data.failed));
      else resolve(data);
    });
  });
  worker.addEventListener("error", ({ message }) => {
    for (const id of [...waiting.keys()]) {
      settle(id, ({ reject }) => reject(new Error(message)));
    }
  });

  return {
    read: (picture, what) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, picture, what } satisfies Ask, [picture]);
      }),
    stop: () => worker.terminate(),
  };
}
