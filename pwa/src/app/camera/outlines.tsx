/**
 * The frame to aim into and the outlines of what was found; while codes are to be chosen, each outline has its number.
 */

import type { JSX } from "preact";
import type { Found, Point } from "../../scan/camera/decoder.ts";
import { type Area, centreOf, type Size } from "../../scan/camera/view-geometry.ts";

export interface OutlinesProps {
  readonly codes: readonly Found[];
  /** From the picture to the box on the screen. */
  readonly place: (point: Point) => Point;
  readonly box: Size;
  readonly region: Area;
  /** Given while a choice is asked for: a tap on an outline chooses it. */
  readonly onChoose?: (code: Found) => void;
}

export function Outlines({ codes, place, box, region, onChoose }: OutlinesProps): JSX.Element {
  const from = place(region);
  const to = place({ x: region.x + region.width, y: region.y + region.height });
  const left = Math.max(2, from.x);
  const top = Math.max(2, from.y);
  return (
    <svg class="camera-outlines" viewBox={`0 0 ${box.width} ${box.height}`} aria-hidden="true">
      <rect
        class="camera-frame"
        x={left}
        y={top}
        width={Math.max(0, Math.min(box.width - 2, to.x) - left)}
        height={Math.max(0, Math.min(box.height - 2, to.y) - top)}
        rx="8"
      />
      {codes.map((code, index) => (
        <Outline
          key={code.text}
          corners={code.corners.map(place)}
          {...(onChoose === undefined ? {} : { number: index + 1, onPress: () => onChoose(code) })}
        />
      ))}
    </svg>
  );
}

interface OutlineProps {
  readonly corners: readonly Point[];
  readonly number?: number;
  readonly onPress?: () => void;
}

/** The buttons beside the picture say the same to those who do not see it. */
function Outline({ corners, number, onPress }: OutlineProps): JSX.Element {
  const { x, y } = centreOf(corners);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list of buttons beside offers the same.
    <g class="camera-outline" onClick={onPress}>
      <polygon points={corners.map((corner) => `${corner.x},${corner.y}`).join(" ")} />
      {number !== undefined && (
        <>
          <circle cx={x} cy={y} r="28" />
          <text x={x} y={y} dy="0.36em">
            {number}
          </text>
        </>
      )}
    </g>
  );
}
