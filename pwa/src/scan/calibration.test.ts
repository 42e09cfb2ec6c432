/**
 * The calibration evaluator and its stored record (S03).
 */

import { beforeEach, describe, expect, it } from "vitest";
import { type CodeResult, evaluateCode, evaluateSheet, remaining } from "./calibration.ts";
import { recognise, SHEET, type SheetCode } from "./calibration-sheet.ts";
import { loadCapability, saveCapability } from "./capability-store.ts";
import { GS, manualScan, type RawScan } from "./raw-scan.ts";

const AT = "2026-11-22T10:42:00+08:00";

function read(code: SheetCode, change: Partial<RawScan> = {}): RawScan {
  const gsSeen = code.text.includes(GS) ? (["text"] as const) : [];
  const sent = {
    aim: code.aim,
    terminator: "enter",
    source: "wedge",
    gsSeen,
    maxGapMs: 4,
  } as const;
  return { ...manualScan(code.text, 0), ...sent, ...change };
}

function sheet(change: (code: SheetCode) => Partial<RawScan> = () => ({})): readonly CodeResult[] {
  return SHEET.flatMap((code) =>
    Array.from({ length: code.times }, () => evaluateCode(code, read(code, change(code)))),
  );
}

const withoutGs = (code: SheetCode): Partial<RawScan> => ({
  text: code.text.replaceAll(GS, ""),
  gsSeen: [],
});

describe("S03: calibration", () => {
  it("passes a scanner that sends everything, with full UDI capture", () => {
    const capability = evaluateSheet(sheet(), "datawedge", AT);
    expect(capability).toMatchObject({ passed: true, udi: "full", gs: ["text"], aim_sent: true });
  });

  it("without the group separator keeps fixed-length elements only", () => {
    const capability = evaluateSheet(sheet(withoutGs), "generic-hid", AT);
    expect(capability).toMatchObject({ passed: false, udi: "fixed-length-only", gs: [] });
  });

  it("without AIM identifiers does not pass", () => {
    const capability = evaluateSheet(
      sheet(() => ({ aim: null })),
      "generic-hid",
      AT,
    );
    expect(capability).toMatchObject({ passed: false, aim_sent: false });
  });

  it("with changed letter case captures no UDI at all", () => {
    const upper = (code: SheetCode) => ({ text: code.text.toUpperCase() });
    const capability = evaluateSheet(sheet(upper), "generic-hid", AT);
    expect(capability).toMatchObject({ udi: "none", case: "upper" });
  });

  it("gives no record while a code or a repetition is missing", () => {
    const results = sheet();
    expect(evaluateSheet(results.slice(1), "generic-hid", AT)).toBeNull();
    expect(evaluateSheet(results.slice(0, -1), "generic-hid", AT)).toBeNull();
    const sixty = SHEET.find(({ id }) => id === "sixty");
    expect(sixty && remaining(sixty, results.slice(0, -1))).toBe(1);
  });

  it("recognises a code whose separator, case or prefix was lost, and no foreign code", () => {
    for (const code of SHEET) {
      expect(recognise(read(code))?.id).toBe(code.id);
      expect(recognise(read(code, { text: code.text.toLowerCase() }))?.id).toBe(code.id);
    }
    expect(recognise(manualScan("0109506000134352", 0))).toBeNull();
  });

  it("prints sixty characters where it says sixty", () => {
    expect(SHEET.find(({ id }) => id === "sixty")?.text).toHaveLength(60);
  });
});

describe("the capability record", () => {
  beforeEach(() => localStorage.clear());

  it("comes back as it was stored", () => {
    const capability = evaluateSheet(sheet(), "honeywell", AT);
    expect(capability).not.toBeNull();
    if (capability !== null) {
      saveCapability(localStorage, capability);
    }
    expect(loadCapability(localStorage)).toEqual(capability);
  });

  it.each(["", "{", "{}", "null", '{"version":2}'])(
    "an unreadable one (%s) counts as none",
    (text) => {
      localStorage.setItem("unitrail.scanner.capability", text);
      expect(loadCapability(localStorage)).toBeNull();
    },
  );
});
