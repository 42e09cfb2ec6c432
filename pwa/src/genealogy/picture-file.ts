/**
 * The whole picture as an SVG file of its own: the theme's colours are written out, for no style sheet comes along.
 */

import type { Layout } from "./layout.ts";

const STYLES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
] as const;
const MARGIN = 24;

export function svgText(drawing: SVGSVGElement, layout: Pick<Layout, "width" | "height">): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const from = drawing.querySelectorAll("*");
  for (const [index, element] of copy.querySelectorAll("*").entries()) {
    const original = from[index];
    if (original !== undefined) {
      writeStyle(element, getComputedStyle(original));
    }
  }
  const width = layout.width + 2 * MARGIN;
  const height = layout.height + 2 * MARGIN;
  copy.setAttribute("viewBox", `${-MARGIN} ${-MARGIN} ${width} ${height}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.removeAttribute("class");
  return new XMLSerializer().serializeToString(copy);
}

function writeStyle(element: Element, style: CSSStyleDeclaration): void {
  for (const name of ["class", "tabindex", "role", "style"]) {
    element.removeAttribute(name);
  }
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value !== "" && value !== "normal") {
      element.setAttribute(name, value);
    }
  }
}

export function saveSvg(drawing: SVGSVGElement, layout: Layout, name: string): void {
  saveBlob(new Blob([svgText(drawing, layout)], { type: "image/svg+xml" }), `${name}.svg`);
}

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
