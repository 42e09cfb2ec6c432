/** What passes between the page and the worker that reads frames. */

import type { FrameRead } from "./frame-reader.ts";

export interface Ask {
  readonly id: number;
  /** Handed over, not copied. */
  readonly picture: ImageBitmap;
  /** The middle of a frame, a whole frame, or a still picture that gets every rung at once. */
  readonly what: "region" | "whole" | "still";
}

export type Answer =
  | ({ readonly id: number } & FrameRead)
  | { readonly id: number; readonly failed: string };
