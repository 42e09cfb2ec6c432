/** Places: from the camera's picture to the screen and back, and the part that is looked at first. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centreOf, regionOf, toBox, toShare } from "./view-geometry.ts";

describe("the picture on the screen", () => {
  const picture = { width: 1920, height: 1080 };
  const box = { width: 360, height: 240 };

  it("keeps its middle in the middle and is cut at the sides", () => {
    expect(toBox(picture, box, 1)({ x: 960, y: 540 })).toEqual({ x: 180, y: 120 });
    expect(toBox(picture, box, 1)({ x: 0, y: 0 })).toEqual({ x: expect.closeTo(-33.33, 1), y: 0 });
    expect(toBox(picture, box, 2)({ x: 960, y: 540 })).toEqual({ x: 180, y: 120 });
  });

  it("gives back the place that was touched", () => {
    const place = fc.record({
      x: fc.integer({ min: 250, max: 1670 }),
      y: fc.integer({ min: 1, max: 1079 }),
      zoom: fc.constantFrom(1, 2, 3),
    });
    fc.assert(
      fc.property(place, ({ x, y, zoom }) => {
        const back = toShare(picture, box, zoom)(toBox(picture, box, zoom)({ x, y }));
        expect(back.x * 1920).toBeCloseTo(x, 6);
        expect(back.y * 1080).toBeCloseTo(y, 6);
      }),
    );
  });

  it("is looked at in its middle, 640 pixels at most, less when magnified (S43)", () => {
    expect(regionOf(picture, 1)).toEqual({ x: 640, y: 220, width: 640, height: 640 });
    expect(regionOf(picture, 2)).toEqual({ x: 800, y: 380, width: 320, height: 320 });
    expect(regionOf({ width: 640, height: 480 }, 1)).toEqual({
      x: 0,
      y: 0,
      width: 640,
      height: 480,
    });
  });

  it("knows the middle of a code", () => {
    const corners = [
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 2 },
      { x: 0, y: 2 },
    ];
    expect(centreOf(corners)).toEqual({ x: 2, y: 1 });
  });
});
