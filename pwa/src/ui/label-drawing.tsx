/**
 * Drawings of the labels a person may be asked to scan. They look like the label; they carry no data.
 */

import type { JSX } from "preact";
import "./label-drawing.css";

export type LabelKind = "product" | "location" | "badge" | "carton" | "document" | "any";

export function LabelDrawing({ kind }: { readonly kind: LabelKind }): JSX.Element {
  return (
    <svg class="u-drawing" viewBox="0 0 176 112" width="176" height="112" aria-hidden="true">
      {DRAWINGS[kind]}
    </svg>
  );
}

/** A picture of a two-dimensional symbol: finder edges and a fixed scatter of modules. */
function Matrix({ x, y, size }: { readonly x: number; readonly y: number; readonly size: number }) {
  const modules = 12;
  const unit = size / modules;
  const cells: string[] = [];
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      if (isDark(row, column, modules)) {
        cells.push(`M${x + column * unit} ${y + row * unit}h${unit}v${unit}h-${unit}z`);
      }
    }
  }
  return <path class="u-drawing-ink" d={cells.join("")} />;
}

function isDark(row: number, column: number, modules: number): boolean {
  if (column === 0 || row === modules - 1) {
    return true;
  }
  if (row === 0 || column === modules - 1) {
    return (row + column) % 2 === 0;
  }
  return (row * 7 + column * 13 + row * column * 5) % 9 < 4;
}

/** A picture of a linear symbol. */
function Bars({ x, y, width, height }: Record<"x" | "y" | "width" | "height", number>) {
  const widths = [2, 1, 1, 3, 1, 2, 3, 1, 1, 1, 2, 4, 1, 1, 2, 1, 3, 2, 1, 1, 2, 2, 1, 3, 1, 1, 2];
  const total = widths.reduce((sum, bar) => sum + bar, 0);
  let at = x;
  const bars = widths.map((bar, index) => {
    const from = at;
    at += (bar / total) * width;
    return index % 2 === 0 ? `M${from} ${y}H${at}v${height}H${from}z` : "";
  });
  return <path class="u-drawing-ink" d={bars.join("")} />;
}

const paper = { class: "u-drawing-paper" };
const line = { class: "u-drawing-line" };

const DRAWINGS: Readonly<Record<LabelKind, JSX.Element>> = {
  product: (
    <>
      <rect {...paper} x="8" y="8" width="160" height="96" rx="6" />
      <Matrix x={22} y={28} size={56} />
      <path {...line} d="M94 32h58M94 48h46M94 64h52M94 80h34" />
    </>
  ),
  location: (
    <>
      <rect {...paper} x="8" y="24" width="160" height="64" rx="6" />
      <Bars x={24} y={38} width={128} height={24} />
      <path {...line} d="M56 76h64" />
    </>
  ),
  badge: (
    <>
      <rect {...paper} x="48" y="14" width="80" height="94" rx="8" />
      <path {...line} d="M78 6v14h20V6" />
      <circle {...line} cx="88" cy="42" r="12" />
      <path {...line} d="M68 70a20 14 0 0 1 40 0" />
      <Bars x={62} y={82} width={52} height={16} />
    </>
  ),
  carton: (
    <>
      <path {...paper} d="M20 34 88 12l68 22v54l-68 20-68-20z" />
      <path {...line} d="M20 34l68 20 68-20M88 54v54" />
      <Bars x={102} y={64} width={40} height={22} />
    </>
  ),
  document: (
    <>
      <rect {...paper} x="44" y="4" width="88" height="104" rx="4" />
      <path {...line} d="M58 24h36M58 40h60M58 54h60M58 68h44" />
      <Matrix x={92} y={76} size={24} />
    </>
  ),
  any: (
    <>
      <rect {...paper} x="8" y="8" width="160" height="96" rx="6" />
      <Matrix x={24} y={30} size={52} />
      <Bars x={92} y={36} width={60} height={40} />
    </>
  ),
};
