/**
 * Pictures and fakes for the camera's tests: a symbol on paper, a decoder that sees what it is told to see.
 */

import { readFileSync } from "node:fs";
import { prepareZXingModule, type WriteInputBarcodeFormat, writeBarcode } from "zxing-wasm/writer";
import type { Found } from "./decoder.ts";
import { type Grey, type Rgba, rgbaOf } from "./grey.ts";

export const GS = "\u001d";
export const UDI = `010950600013435217290228${"10LOT-7a"}${GS}21S-0042`;

export function wasm(kind: "reader" | "writer"): ArrayBuffer {
  const path = `node_modules/zxing-wasm/dist/${kind}/zxing_${kind}.wasm`;
  return new Uint8Array(readFileSync(path)).buffer;
}

/** A symbol in black on white paper, `module` pixels a module. `bracketed`: GS1 data as `[01]…`. */
export async function symbol(
  text: string,
  format: WriteInputBarcodeFormat,
  module = 4,
  gs1 = false,
): Promise<Grey> {
  prepareZXingModule({ overrides: { wasmBinary: wasm("writer") } });
  const options = gs1 ? "gs1,forceSquare" : "forceSquare";
  const { symbol: made, error } = await writeBarcode(text, {
    format,
    options,
    addQuietZones: true,
  });
  if (error !== "") {
    throw new Error(error);
  }
  const linear = made.height === 1;
  const width = made.width * module;
  const height = linear ? 60 : made.height * module;
  return onPaper(width, height, (x, y) => {
    const row = linear ? 0 : Math.floor(y / module);
    return made.data[row * made.width + Math.floor(x / module)] ?? 255;
  });
}

/** In the middle of white paper with room around. */
function onPaper(width: number, height: number, tone: (x: number, y: number) => number): Grey {
  const room = 40;
  const across = width + 2 * room;
  const down = height + 2 * room;
  const data = new Uint8ClampedArray(across * down).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      data[(y + room) * across + x + room] = tone(x, y);
    }
  }
  return { width: across, height: down, data };
}

export function even(tone: number, side = 64): Rgba {
  return rgbaOf({ width: side, height: side, data: new Uint8ClampedArray(side * side).fill(tone) });
}

export function code(text: string, aim = "]d2"): Found {
  const corners = [
    { x: 10, y: 10 },
    { x: 20, y: 10 },
    { x: 20, y: 20 },
    { x: 10, y: 20 },
  ];
  return { text, aim, corners };
}
