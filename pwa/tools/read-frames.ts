/**
 * Reads grey frames from a folder with the camera's reader and with plain zxing-wasm; prints one JSON line a frame.
 * Usage: node tools/read-frames.ts FOLDER, which holds frames.json (width and height of each) and frames.bin.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { readBarcodes } from "zxing-wasm/reader";
import { createDecoder } from "../src/scan/camera/decoder.ts";
import { FrameReader, PATIENCE } from "../src/scan/camera/frame-reader.ts";
import { type Rgba, rgbaOf } from "../src/scan/camera/grey.ts";
import { RUNGS } from "../src/scan/camera/ladder.ts";

/** The same view again and again, as a person holds still: until it is read, or each rung was tried. */
const LOOKS_MAX = PATIENCE + RUNGS.length;

interface Size {
  readonly width: number;
  readonly height: number;
}

function wasmBytes(): ArrayBuffer {
  const file = new URL("../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm", import.meta.url);
  return new Uint8Array(readFileSync(file)).buffer;
}

async function plainly(picture: Rgba) {
  const began = performance.now();
  const results = await readBarcodes(picture as ImageData, { textMode: "Plain" });
  const ms = performance.now() - began;
  return { texts: results.map(({ text, symbologyIdentifier }) => symbologyIdentifier + text), ms };
}

async function asCamera(reader: FrameReader, picture: Rgba) {
  const looks: number[] = [];
  while (looks.length < LOOKS_MAX) {
    const began = performance.now();
    const { found, rung } = await reader.read(picture, true);
    looks.push(performance.now() - began);
    if (found.length > 0) {
      return { texts: found.map(({ text, aim }) => aim + text), rung, looks };
    }
  }
  return { texts: [], rung: null, looks };
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Which folder?");
  process.exit(2);
}
const sizes = JSON.parse(readFileSync(join(folder, "frames.json"), "utf8")) as readonly Size[];
const pixels = new Uint8ClampedArray(readFileSync(join(folder, "frames.bin")).buffer);
const decode = await createDecoder({ bytes: wasmBytes() });
let from = 0;
for (const { width, height } of sizes) {
  const data = pixels.subarray(from, from + width * height);
  from += width * height;
  const picture = rgbaOf({ width, height, data });
  const plain = await plainly(picture);
  const camera = await asCamera(new FrameReader(decode), picture);
  console.log(JSON.stringify({ plain, camera }));
}
