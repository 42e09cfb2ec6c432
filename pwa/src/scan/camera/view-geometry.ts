/**
 * Where things in the camera's picture stand on the screen: the video fills its box and is cut at the sides.
 */

import type { Point } from "./decoder.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/** The side of the middle part that is looked at first, in pixels of the picture (S43). */
export const REGION_SIDE = 640;

/** The part of the picture that is looked at: with `magnified` 2, half of what it would be. */
export function regionOf({ width, height }: Size, magnified: number): Area {
  const across = Math.round(Math.min(width, REGION_SIDE) / magnified);
  const down = Math.round(Math.min(height, REGION_SIDE) / magnified);
  return { x: (width - across) >> 1, y: (height - down) >> 1, width: across, height: down };
}

/** From the picture's pixels to the box's; `magnified` enlarges about the middle. */
export function toBox(picture: Size, box: Size, magnified: number): (point: Point) => Point {
  const scale =
    Math.max(box.width / Math.max(1, picture.width), box.height / Math.max(1, picture.height)) *
    magnified;
  return ({ x, y }) => ({
    x: (x - picture.width / 2) * scale + box.width / 2,
    y: (y - picture.height / 2) * scale + box.height / 2,
  });
}

/** The way back, as a share of the picture from 0 to 1: what a camera wants to be told to focus on. */
export function toShare(picture: Size, box: Size, magnified: number): (point: Point) => Point {
  const scale =
    Math.max(box.width / Math.max(1, picture.width), box.height / Math.max(1, picture.height)) *
    magnified;
  const share = (away: number, side: number): number =>
    Math.min(1, Math.max(0, 0.5 + away / scale / Math.max(1, side)));
  return ({ x, y }) => ({
    x: share(x - box.width / 2, picture.width),
    y: share(y - box.height / 2, picture.height),
  });
}

export function centreOf(corners: readonly Point[]): Point {
  const sum = corners.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / corners.length, y: sum.y / corners.length };
}
