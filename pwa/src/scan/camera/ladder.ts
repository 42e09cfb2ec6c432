/**
 * What is done to a picture in which the easy look found nothing: one rung after the other, each for one kind of
 * hard symbol. The order is by how many hard frames a rung adds to those before it (`./run bench camera`).
 */

import type { Effort } from "./decoder.ts";
import {
  blurred,
  dilated,
  doubled,
  eroded,
  type Grey,
  halved,
  levelled,
  middle,
  opened,
  sharpened,
} from "./grey.ts";

/** How a place in the prepared picture lies in the picture given: multiply by `scale`, then add `left` and `top`. */
export interface Prepared {
  readonly picture: Grey;
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export interface Rung {
  readonly name: string;
  readonly effort: Effort;
  readonly prepare: (picture: Grey) => Prepared;
}

/** A tiny symbol is in the middle, where the person aims: more than this need not be enlarged. */
const ENLARGED_SIDE = 360;

const inPlace =
  (work: (picture: Grey) => Grey) =>
  (picture: Grey): Prepared => ({ picture: work(picture), scale: 1, left: 0, top: 0 });

const atHalf =
  (work: (picture: Grey) => Grey) =>
  (picture: Grey): Prepared => ({ picture: work(halved(picture)), scale: 2, left: 0, top: 0 });

function enlarged(picture: Grey): Prepared {
  const part = middle(picture, ENLARGED_SIDE);
  return {
    picture: doubled(part),
    scale: 0.5,
    left: (picture.width - part.width) >> 1,
    top: (picture.height - part.height) >> 1,
  };
}

export const RUNGS: readonly Rung[] = [
  {
    name: "levelled: weak print, uneven light",
    effort: "easy",
    prepare: inPlace((picture) => levelled(blurred(picture, 3), 41, 6)),
  },
  {
    name: "dark dots grown together: dot-peened",
    effort: "easy",
    prepare: inPlace((picture) => blurred(eroded(picture, 5), 5)),
  },
  {
    name: "sharpened: out of focus",
    effort: "easy",
    prepare: inPlace((picture) => sharpened(picture, 7, 2)),
  },
  { name: "twice as large: tiny", effort: "thorough", prepare: enlarged },
  { name: "half as large: grain", effort: "thorough", prepare: atHalf((picture) => picture) },
  {
    name: "light dots grown together: peened dark metal",
    effort: "easy",
    prepare: inPlace((picture) => blurred(dilated(picture, 5), 5)),
  },
  {
    name: "half as large, dark dots grown together: coarse peening",
    effort: "thorough",
    prepare: atHalf((picture) => blurred(eroded(picture, 5), 3)),
  },
  {
    name: "soft, then sharpened strongly: blur and grain",
    effort: "easy",
    prepare: inPlace((picture) => sharpened(blurred(picture, 3), 7, 4)),
  },
  {
    name: "light specks gone: scratches, speckle",
    effort: "easy",
    prepare: inPlace((picture) => opened(picture, 3)),
  },
  {
    name: "half as large, soft: halftone, thermal print",
    effort: "easy",
    prepare: atHalf((picture) => blurred(picture, 3)),
  },
  {
    name: "as it is, every row and size looked at",
    effort: "thorough",
    prepare: inPlace((picture) => picture),
  },
];
