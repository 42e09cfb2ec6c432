/**
 * Prints labels from this browser: each one drawn inline at its own size, a page a label.
 * An SVG in an `img` would be turned into coarse dots; inline it prints at the printer's own.
 */

export interface Drawings {
  readonly width_mm: number;
  readonly height_mm: number;
  readonly svg: readonly string[];
}

export function printHere({ width_mm, height_mm, svg }: Drawings): void {
  const place = document.createElement("div");
  place.className = "job-printing";
  const parser = new DOMParser();
  for (const text of svg) {
    const { documentElement } = parser.parseFromString(text, "image/svg+xml");
    place.append(document.importNode(documentElement, true));
  }
  const size = new CSSStyleSheet();
  size.replaceSync(`@page{size:${width_mm}mm ${height_mm}mm;margin:0}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, size];
  document.body.append(place);
  document.body.classList.add("prints-labels");
  const done = (): void => {
    document.body.classList.remove("prints-labels");
    place.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== size);
  };
  addEventListener("afterprint", done, { once: true });
  print();
}
