/**
 * zxing-wasm, asked the way this product needs it: plain text, raw bytes, AIM identifier, corners (S42).
 * The WebAssembly comes from the caller: from the own origin in the app, from the file in tests (S40).
 */

import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";
import type { Rgba } from "./grey.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A symbol as found: what a wedge would have sent, and where it stands in the picture given. */
export interface Found {
  readonly text: string;
  /** The decoder's symbology identifier, such as `]d2`. */
  readonly aim: string;
  readonly corners: readonly Point[];
}

/** `easy` costs little and is asked of every frame; `thorough` looks at more rows, sizes and turns. */
export type Effort = "easy" | "thorough";

export type Decode = (picture: Rgba, effort: Effort) => Promise<readonly Found[]>;

/** What medical labels, cartons, cards and suppliers' goods carry. A short ITF reads parts of other codes: ITF-14 only. */
const FORMATS: NonNullable<ReaderOptions["formats"]> = [
  "DataMatrix",
  "QRCode",
  "Code128",
  "EAN13",
  "EAN8",
  "UPCA",
  "UPCE",
  "ITF14",
  "Code39",
  "DataBar",
  "DataBarExp",
  "DataBarLtd",
  "Aztec",
  "PDF417",
];

export const SYMBOLS_MAX = 8;

const EASY: ReaderOptions = {
  formats: FORMATS,
  // The default writes "(01)…(17)…" and loses the separator.
  textMode: "Plain",
  tryHarder: false,
  tryDownscale: false,
  maxNumberOfSymbols: SYMBOLS_MAX,
};
const OPTIONS: Readonly<Record<Effort, ReaderOptions>> = {
  easy: EASY,
  thorough: { ...EASY, tryHarder: true, tryDownscale: true },
};

export async function createDecoder(
  wasm: { readonly url: string } | { readonly bytes: ArrayBuffer },
): Promise<Decode> {
  // Without this the library would fetch its WebAssembly from a server of somebody else's.
  const overrides =
    "url" in wasm ? { locateFile: () => wasm.url } : { wasmBinary: wasm.bytes as ArrayBuffer };
  await prepareZXingModule({ overrides, fireImmediately: true });
  return decode;
}

const LATIN = new TextDecoder("latin1");

async function decode(picture: Rgba, effort: Effort): Promise<readonly Found[]> {
  // The library takes any object of this shape; the type of its argument is the browser's class.
  const results = await readBarcodes(picture as ImageData, OPTIONS[effort]);
  return results
    .filter(({ isValid }) => isValid)
    .map(({ text, bytes, contentType, symbologyIdentifier, position }) => ({
      // GS1 data is ASCII: its bytes are its text, whatever character set the decoder took them for.
      text: contentType === "GS1" ? LATIN.decode(bytes) : text,
      aim: symbologyIdentifier,
      corners: [position.topLeft, position.topRight, position.bottomRight, position.bottomLeft],
    }));
}
