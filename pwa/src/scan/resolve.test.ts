/** What a scanned text means here: every reading that holds, none guessed. */

import { describe, expect, test } from "vitest";
import { viewOf } from "../entries/rows.testing.ts";
import { manualScan, type RawScan } from "./raw-scan.ts";
import { type Reading, resolveScan } from "./resolve.ts";

const GS = "\u001d";
const ITEM = { number: "RM-1", unit: "kg", trace: "lot", conversions: {} };
const IDENTIFIER = {
  di: "09521234010104",
  agency: "GS1",
  item: "RM-1",
  level: "primary",
  base_quantity: "25",
};
const OTHERS = [
  { ...IDENTIFIER, di: "H373VBJR062502A3F", agency: "HIBCC" },
  { ...IDENTIFIER, di: "M204518092AB0", agency: "HIBCC" },
  { ...IDENTIFIER, di: "A9999XYZ100T0944", agency: "ICCBBA" },
  { ...IDENTIFIER, di: "MA.156.M0.100001.10000017", agency: "MA" },
  { ...IDENTIFIER, di: "AHM0883123456789", agency: "AHM" },
  { ...IDENTIFIER, di: "A99912345", agency: "MA" },
];
const LOT = { number: "SZ-26-000001", item: "RM-1", supplier_lot: "A7", stub: false };
const ROWS = viewOf({
  item: [ITEM],
  identifier: [IDENTIFIER, ...OTHERS],
  lot: [LOT, { ...LOT, number: "A032", supplier_lot: null }],
  location: [
    { site: "SZ", code: "QUAR-01", type: "quarantine" },
    { site: "SZ", code: "A032", type: "released" },
  ],
  order: [{ number: "PO-1", supplier: "S01" }],
  equipment: [{ code: "FG-03" }],
  supplier: [{ number: "S01" }],
  person: [{ number: "P1", badge: "QH-0001" }],
  lease: [{ series: "lot", first: 1, prefix: "SZ-26-", digits: 6, suffix: "" }],
});

function read(text: string, aim: string | null = null): readonly Reading[] {
  const scan: RawScan = { ...manualScan(text, 0), source: "wedge", aim };
  return resolveScan(scan, { rows: ROWS, site: "SZ", year: 2026, capability: null });
}

const kinds = (text: string, aim: string | null = null): string[] =>
  read(text, aim).map(({ is }) => is);

describe("a scanned text", () => {
  test.each([
    ["QH-0001", "badge"],
    ["PO-1", "order"],
    ["S01", "supplier"],
    ["RM-1", "item"],
    ["SZ-26-000001", "lot"],
    ["A7", "supplier_lot"],
    ["QUAR-01", "location"],
    ["LOC:SZ/QUAR-01", "location"],
    ["FG-03", "equipment"],
    ["EQP:FG-03", "equipment"],
    ["CMD:UNDO", "command"],
    ["https://x.example/#/enrol?code=abcdefghij", "enrolment"],
    ["no such thing", "text"],
  ])("%s is a %s", (text, is) => {
    expect(kinds(text)).toEqual([is]);
  });

  test("that names two things has both readings", () => {
    expect(kinds("A032").toSorted()).toEqual(["location", "lot"]);
  });

  test("written like our badges is a badge nobody here knows", () => {
    expect(read("QH-0999")).toEqual([{ is: "badge", badge: "QH-0999", person: null }]);
  });

  test("written like a leased number is an own lot nobody here knows", () => {
    expect(read("SZ-26-000077")).toEqual([{ is: "lot", number: "SZ-26-000077", row: null }]);
  });

  test("of another site's location keeps the site in its code", () => {
    expect(read("LOC:WX/QUAR-01")).toEqual([{ is: "location", code: "WX/QUAR-01", row: null }]);
  });
});

test("a tag of equipment that this device does not know is equipment all the same", () => {
  expect(read("EQP:FG-99")).toEqual([{ is: "equipment", code: "FG-99", row: null }]);
});

describe("a GS1 label", () => {
  test("gives the item of its identifier, its lot and its expiry", () => {
    const [reading] = read(`0109521234010104172902281 0B1`.replace(" ", "").concat(GS), "]d2");
    expect(reading).toMatchObject({
      is: "product",
      item: { number: "RM-1" },
      identity: { lot: "B1", expiry: "2029-02-28" },
    });
  });

  test("with our own lot in AI 91 is that lot, whatever else it says", () => {
    const text = `0109521234010104172902281 0A7${GS}91SZ-26-000001`.replace(" ", "");
    expect(read(text, "]d2")).toMatchObject([{ is: "lot", number: "SZ-26-000001" }]);
  });

  test("whose separator may be lost gives every reading to choose from", () => {
    const readings = read("010952123401010410AB21CD", "]d2");
    expect(readings.length).toBeGreaterThan(1);
    expect(new Set(readings.map(({ is }) => is))).toEqual(new Set(["product"]));
  });

  test("with an SSCC alone is a package", () => {
    expect(read("00395212340000000014", "]C1")).toEqual([
      { is: "package", number: "395212340000000014" },
    ]);
  });
});

test("two cuts of a text that mean the same lot are one choice", () => {
  const readings = read("010952123401010410AB21CD91SZ-26-000001", "]d2");
  expect(readings.filter(({ is }) => is === "lot")).toHaveLength(1);
  expect(readings.length).toBeGreaterThan(1);
  expect(new Set(readings.map((each) => JSON.stringify(each))).size).toBe(readings.length);
});

describe("an RFID tag", () => {
  const tag = "301645214800FC8000000007";

  test.each([
    tag,
    tag.toLowerCase(),
    "urn:epc:tag:sgtin-96:0.9521234.001010.7",
    "urn:epc:id:sgtin:9521234.001010.7",
  ])("%s is the product that a symbol of its elements is", (text) => {
    const [reading, ...others] = read(text);
    const [symbol] = read(`0109521234010104217`, "]d2");
    expect(others).toEqual([]);
    expect(reading).toMatchObject({ is: "product", item: { number: "RM-1" }, problems: [] });
    expect(reading?.is === "product" && reading.identity).toEqual(
      symbol?.is === "product" && symbol.identity,
    );
  });

  test("of a shipping container is that package", () => {
    expect(read("311645214800000001000000")).toEqual([
      { is: "package", number: "095212340000000013" },
    ]);
  });

  test("is none where the digits are a symbol's, or no tag at all", () => {
    const digits = "010952123401010417290228";
    expect(read(digits)).toMatchObject([{ is: "product", identity: { expiry: "2029-02-28" } }]);
    expect(read(tag, "]C1").some((each) => each.is === "product" && each.item !== null)).toBe(
      false,
    );
    expect(kinds("FFFFFFFFFFFFFFFFFFFFFFFF")).not.toContain("package");
  });
});

describe("a label of another agency", () => {
  test.each([
    [
      "HIBC published with its check character",
      "+H373VBJR062502A3/$$3290228B1%",
      "H373VBJR062502A3F",
    ],
    ["HIBC published without it", "+M204518092AB0/$$3290228B1D", "M204518092AB0"],
    ["ICCBBA", "=/A9999XYZ100T0944=>029059&)B100000000", "A9999XYZ100T0944"],
    ["MA", "MA.156.M0.100001.10000017.LB1.E290228", "MA.156.M0.100001.10000017"],
    ["Digital Link", "https://example.com/01/09521234010104/10/B1?17=290228", "09521234010104"],
  ])("of %s gives its item, lot and expiry", (_name, text, di) => {
    const [reading] = read(text, "]d1");
    expect(reading).toMatchObject({
      is: "product",
      item: { number: "RM-1" },
      identity: { deviceIdentifier: di, expiry: "2029-02-28" },
      problems: [],
    });
    expect(reading?.is === "product" && reading.identity.lot?.startsWith("B1")).toBe(true);
  });

  test.each(["H373VBJR062502A3F", "AHM0883123456789"])(
    "%s as it stands in the master data gives its item",
    (text) => {
      expect(read(text)).toMatchObject([{ is: "product", item: { number: "RM-1" } }]);
    },
  );

  test("is not taken for an identifier of a third agency that reads alike", () => {
    expect(read("+A999123457")).toMatchObject([{ is: "product", item: null }]);
  });

  test("with a wrong check character names no product and says why", () => {
    expect(read("+H373VBJR062502A3A")).toMatchObject([
      { is: "product", item: null, problems: [{ code: "HIBC_CHECK_WRONG" }] },
    ]);
  });

  test("that nobody knows and nothing can be read of stays text", () => {
    expect(kinds("AHM9999999999")).toEqual(["text"]);
  });
});
