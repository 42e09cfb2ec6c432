/**
 * Reads one frame after the other: the easy look at each; after some misses one rung of the ladder more per frame,
 * so that an easy symbol is never kept waiting by a hard one's treatment (S43).
 */

import type { Decode, Found } from "./decoder.ts";
import { type Grey, greyOf, type Rgba, rgbaOf } from "./grey.ts";
import { RUNGS, type Rung } from "./ladder.ts";

/** Frames in which the easy look may miss before a rung is tried as well. */
export const PATIENCE = 2;
/** A hundredth of the picture is at least this light unless the camera delivers black. */
const DARK_TONE = 10;

export interface FrameRead {
  readonly found: readonly Found[];
  /** The rung that read it, or was tried in vain; null when the easy look was all. */
  readonly rung: string | null;
  /** Nothing but black came from the camera. */
  readonly dark: boolean;
}

export class FrameReader {
  readonly #decode: Decode;
  #misses = 0;
  #next = 0;

  constructor(decode: Decode) {
    this.#decode = decode;
  }

  /** `climb`: this frame may be given a rung; the whole view is only looked at easily. */
  async read(frame: Rgba, climb: boolean): Promise<FrameRead> {
    const found = await this.#decode(frame, "easy");
    if (found.length > 0) {
      this.#misses = 0;
      return { found, rung: null, dark: false };
    }
    const dark = isDark(frame);
    if (!climb || dark) {
      return { found, rung: null, dark };
    }
    this.#misses += 1;
    return this.#misses > PATIENCE ? this.#climb(greyOf(frame)) : { found, rung: null, dark };
  }

  /** A still picture: the easy look, then every rung until one reads. */
  async readStill(picture: Rgba): Promise<readonly Found[]> {
    const easy = await this.#decode(picture, "easy");
    if (easy.length > 0) {
      return easy;
    }
    const grey = greyOf(picture);
    for (const rung of RUNGS) {
      const found = await tryRung(this.#decode, grey, rung);
      if (found.length > 0) {
        return found;
      }
    }
    return [];
  }

  /** A rung that reads stays the next one: the same hard symbol is still in front. */
  async #climb(grey: Grey): Promise<FrameRead> {
    const rung = RUNGS[this.#next % RUNGS.length] as Rung;
    const found = await tryRung(this.#decode, grey, rung);
    if (found.length === 0) {
      this.#next += 1;
    }
    return { found, rung: rung.name, dark: false };
  }
}

export async function tryRung(decode: Decode, grey: Grey, rung: Rung): Promise<readonly Found[]> {
  const { picture, scale, left, top } = rung.prepare(grey);
  const found = await decode(rgbaOf(picture), rung.effort);
  return found.map((one) => ({
    ...one,
    corners: one.corners.map(({ x, y }) => ({ x: x * scale + left, y: y * scale + top })),
  }));
}

/** Every sixteenth pixel tells enough. */
function isDark({ data }: Rgba): boolean {
  let light = 0;
  for (let at = 0; at < data.length; at += 64) {
    light += (data[at + 1] ?? 0) >= DARK_TONE ? 1 : 0;
  }
  return light * 100 < data.length / 64;
}
