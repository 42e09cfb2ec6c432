/**
 * A ruler in millimetres beside the label, with a figure at every centimetre.
 */

import type { JSX } from "preact";

export interface RulerProps {
  readonly along: "x" | "y";
  readonly lengthUm: number;
  /** CSS pixels in a millimetre. */
  readonly scale: number;
}

const DEPTH = 20;

export function Ruler({ along, lengthUm, scale }: RulerProps): JSX.Element {
  const length = (lengthUm / 1000) * scale;
  const marks = Array.from({ length: Math.floor(lengthUm / 1000) + 1 }, (_, at) => at);
  const horizontal = along === "x";
  const size = horizontal
    ? { width: length + 1, height: DEPTH }
    : { width: DEPTH, height: length + 1 };
  return (
    <svg class="tpl-ruler" data-along={along} {...size} aria-hidden="true">
      {marks.map((at) => {
        const depth = at % 10 === 0 ? 10 : at % 5 === 0 ? 7 : 4;
        const place = at * scale + 0.5;
        return horizontal ? (
          <path key={at} d={`M${place} ${DEPTH}v-${depth}`} />
        ) : (
          <path key={at} d={`M${DEPTH} ${place}h-${depth}`} />
        );
      })}
      {marks
        .filter((at) => at % 10 === 0)
        .map((at) =>
          horizontal ? (
            <text key={at} x={at * scale + 3} y={10}>
              {at}
            </text>
          ) : (
            <text key={at} x={1} y={at * scale + 10}>
              {at}
            </text>
          ),
        )}
    </svg>
  );
}
