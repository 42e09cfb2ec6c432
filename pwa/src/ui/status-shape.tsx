/**
 * The shape of a status: told apart without colour, at two metres or at 16 px.
 */

import type { JSX } from "preact";
import "./status-shape.css";
import type { Status } from "./status.ts";

export interface StatusShapeProps {
  readonly status: Status;
  readonly size?: number;
  /** `solid` on the ground, `inverse` on the role's own solid colour. */
  readonly tone?: "solid" | "inverse";
}

export function StatusShape({ status, size = 20, tone = "solid" }: StatusShapeProps): JSX.Element {
  return (
    <svg
      class={`u-shape u-shape-${tone} role-${status}`}
      width={size}
      height={size}
      viewBox="0 0 48 48"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[status]}
    </svg>
  );
}

const glyph = { class: "u-shape-glyph" };
const body = { class: "u-shape-body" };

const SHAPES: Readonly<Record<Status, JSX.Element>> = {
  ok: (
    <>
      <circle {...body} cx="24" cy="24" r="21" />
      <path {...glyph} d="M14 25l7 7 14-15" />
    </>
  ),
  warn: (
    <>
      <path {...body} d="M24 4 46 43H2z" />
      <path {...glyph} d="M24 17v12M24 36v1" />
    </>
  ),
  stop: (
    <>
      <path {...body} d="M15.500 3h17L45 15.500v17L32.500 45h-17L3 32.500v-17z" />
      <path {...glyph} d="M16 16l16 16M32 16 16 32" />
    </>
  ),
  hold: (
    <>
      <rect {...body} x="4" y="4" width="40" height="40" rx="3" />
      <path {...glyph} d="M18 14v20M30 14v20" />
    </>
  ),
  recall: (
    <>
      <path {...body} d="M24 1 47 24 24 47 1 24z" />
      <path {...glyph} d="M20 14l-6 6 6 6M14 20h13a6 6 0 0 1 0 13h-6" />
    </>
  ),
  provisional: <circle class="u-shape-ring" cx="24" cy="24" r="19" />,
  quarantine: (
    <>
      <rect class="u-shape-frame" x="4" y="4" width="40" height="40" rx="3" />
      <path class="u-shape-hatch" d="M5 21 21 5M5 43 43 5M27 43 43 27" />
    </>
  ),
};
