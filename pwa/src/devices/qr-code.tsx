/**
 * A QR code as SVG, drawn here because what it holds must not leave this computer.
 */

import type { JSX } from "preact";
import qrcode from "qrcode-generator";

export interface QrCodeProps {
  readonly text: string;
  readonly label: string;
}

/** ISO/IEC 18004: four light modules all around. */
const QUIET = 4;

/** Dark modules of the symbol as one SVG path, and its edge in modules, quiet zone included. */
export function qrPath(text: string): { readonly path: string; readonly edge: number } {
  const code = qrcode(0, "M");
  code.addData(text, "Byte");
  code.make();
  const count = code.getModuleCount();
  const runs: string[] = [];
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) {
        runs.push(`M${column + QUIET} ${row + QUIET}h1v1h-1z`);
      }
    }
  }
  return { path: runs.join(""), edge: count + 2 * QUIET };
}

export function QrCode({ text, label }: QrCodeProps): JSX.Element {
  const { path, edge } = qrPath(text);
  return (
    <svg
      class="qr-code"
      data-theme="light"
      viewBox={`0 0 ${edge} ${edge}`}
      width={edge * 6}
      height={edge * 6}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path class="qr-code-paper" d={`M0 0h${edge}v${edge}h-${edge}z`} />
      <path class="qr-code-ink" d={path} />
    </svg>
  );
}
