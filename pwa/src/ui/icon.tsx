/**
 * One icon of the one set, drawn from data inlined at build; it always stands beside a word.
 */

import { h, type JSX } from "preact";
import paths from "./icon-paths.json";

export type IconName = keyof typeof paths;

type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];

export interface IconProps {
  readonly name: IconName;
  /** Edge length in CSS px. */
  readonly size?: number;
}

export function Icon({ name, size = 24 }: IconProps): JSX.Element {
  const shapes = paths[name] as unknown as readonly Shape[];
  return (
    <svg
      class="u-icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
