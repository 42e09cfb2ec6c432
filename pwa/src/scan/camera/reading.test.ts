// @vitest-environment node
/** What the decoder delivers and when the ladder is climbed, with the real WebAssembly. */

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { createDecoder, type Decode } from "./decoder.ts";
import { FrameReader, PATIENCE, tryRung } from "./frame-reader.ts";
import { blurred, doubled, type Grey, greyOf, halved, middle, rgbaOf } from "./grey.ts";
import { RUNGS } from "./ladder.ts";
import { code, even, GS, symbol, UDI, wasm } from "./picture.testing.ts";

const BRACKETED = "[01]09506000134352[17]290228[10]LOT-7a[21]S-0042";
let decode: Decode;
let dataMatrix: Grey;

beforeAll(async () => {
  decode = await createDecoder({ bytes: wasm("reader") });
  dataMatrix = await symbol(BRACKETED, "DataMatrix", 4, true);
});

const read = async (picture: Grey) =>
  (await decode(rgbaOf(picture), "easy")).map(({ aim, text }) => aim + text);

describe("S42, S25: what a symbol says", () => {
  it("keeps the separator of GS1 data and says that it is GS1", async () => {
    expect(await read(dataMatrix)).toEqual([`]d2${UDI}`]);
    expect(UDI).toContain(GS);
    expect(await read(await symbol("[01]09506000134352[10]L1", "Code128", 2, true))).toEqual([
      "]C1010950600013435210L1",
    ]);
    expect(await read(await symbol("[01]09506000134352[10]L1", "QRCode", 4, true))).toEqual([
      "]Q3010950600013435210L1",
    ]);
  });

  it("tells plain data from GS1 data by the identifier, and reads Chinese", async () => {
    expect(await read(await symbol("QH-0007", "DataMatrix"))).toEqual(["]d1QH-0007"]);
    expect(await read(await symbol("LOC:SZ/隔离-01", "QRCode"))).toEqual(["]Q1LOC:SZ/隔离-01"]);
  });

  it("says where the symbol stands", async () => {
    const [found] = await decode(rgbaOf(dataMatrix), "easy");
    const across = found?.corners.map(({ x }) => x) ?? [];
    expect(Math.min(...across)).toBeGreaterThan(38);
    expect(Math.max(...across)).toBeLessThan(dataMatrix.width - 38);
  });
});

describe("S41: the browser's own BarcodeDetector", () => {
  it("is used nowhere: it cannot tell GS1 data from plain data", () => {
    const files = readdirSync("src", { recursive: true, encoding: "utf8" });
    const sources = files.filter((file) => /(?<!\.test)\.tsx?$/.test(file));
    expect(sources.length).toBeGreaterThan(200);
    const using = sources.filter((file) =>
      readFileSync(`src/${file}`, "utf8").includes("BarcodeDetector"),
    );
    expect(using).toEqual([]);
  });
});

describe("S43: the ladder", () => {
  const blind: Decode = () => Promise.resolve([]);

  it("costs an easy frame nothing", async () => {
    let asked = 0;
    const counting: Decode = (picture, effort) => {
      asked += 1;
      return decode(picture, effort);
    };
    const reader = new FrameReader(counting);
    for (let frame = 1; frame <= 5; frame += 1) {
      expect((await reader.read(rgbaOf(dataMatrix), true)).rung).toBeNull();
      expect(asked).toBe(frame);
    }
  });

  it("is climbed one rung a frame, only after misses, and only in the middle of the picture", async () => {
    const reader = new FrameReader(blind);
    const rungs: (string | null)[] = [];
    for (let frame = 0; frame < PATIENCE + RUNGS.length + 1; frame += 1) {
      rungs.push((await reader.read(even(120), true)).rung);
    }
    const names = RUNGS.map(({ name }) => name);
    expect(rungs).toEqual([...Array(PATIENCE).fill(null), ...names, names[0]]);
    expect((await reader.read(even(120), false)).rung).toBeNull();
  });

  it("stays on the rung that reads, so that the second read follows at once", async () => {
    const tiny = halved(halved(doubled(dataMatrix)));
    const faint: Grey = { ...tiny, data: tiny.data.map((tone) => 100 + tone / 28) };
    const reader = new FrameReader(decode);
    const rungs: string[] = [];
    for (let frame = 0; frame < PATIENCE + RUNGS.length && rungs.length < 2; frame += 1) {
      const { found, rung } = await reader.read(rgbaOf(faint), true);
      if (found.length > 0 && rung !== null) rungs.push(rung);
    }
    expect(rungs).toHaveLength(2);
    expect(rungs[0]).toBe(rungs[1]);
  });

  it("tells places in the picture given, whatever a rung did to it", async () => {
    const here: Decode = () => Promise.resolve([code("X")]);
    const grey = greyOf(even(120, 640));
    for (const rung of RUNGS) {
      const [found] = await tryRung(here, grey, rung);
      const { scale, left, top } = rung.prepare(grey);
      expect(found?.corners[0]).toEqual({ x: 10 * scale + left, y: 10 * scale + top });
    }
  });

  it("gives a still picture every rung and nothing to a picture without a code", async () => {
    const soft = blurred(blurred(dataMatrix, 3), 3);
    const reader = new FrameReader(decode);
    expect((await reader.readStill(rgbaOf(soft)))[0]?.text).toBe(UDI);
    expect(await reader.readStill(even(120))).toEqual([]);
  });

  it("is not climbed in black, which is told instead (S47)", async () => {
    const reader = new FrameReader(blind);
    expect((await reader.read(even(3), true)).dark).toBe(true);
    expect((await reader.read(even(60), true)).dark).toBe(false);
  });
});

it("a picture halved, doubled or cut keeps its tones", () => {
  const grey = greyOf(even(77, 10));
  for (const made of [halved(grey), doubled(grey), middle(grey, 4)]) {
    expect([...new Set(made.data)]).toEqual([77]);
  }
  expect(middle(grey, 4)).toMatchObject({ width: 4, height: 4 });
});
