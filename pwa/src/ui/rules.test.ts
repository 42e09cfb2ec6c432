/**
 * The pure rules behind the components: numbers, dates, identifiers, tables, tabs, tones.
 */

import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createFeedback, type Note, type Speaker, TONES } from "./feedback.ts";
import { age, identifierGroups, isRealDate, shortAge, timeRelativeTo } from "./format.ts";
import { setLanguage } from "./i18n/language.ts";
import { type Edit, editDate, editNumber } from "./keypad-edit.ts";
import { type Column, initialView, toCsv, toggleSort, visibleRows } from "./table-view.ts";
import { nextTab } from "./tabs.tsx";
import { visibleText } from "./visible.ts";

beforeEach(() => setLanguage("en"));

const typed = (keys: readonly Edit[], decimals: number): string =>
  keys.reduce((value, key) => editNumber(value, key, decimals), "");

describe("the keypad", () => {
  it("edits a decimal string and keeps its scale", () => {
    expect(typed(["1", "2", "point", "5", "0", "7"], 2)).toBe("12.50");
    expect(typed(["point", "5"], 1)).toBe("0.5");
    expect(typed(["0", "0", "7"], 0)).toBe("7");
    expect(typed(["4", "point", "2"], 0)).toBe("42");
    expect(typed(["4", "sign"], 0)).toBe("-4");
    expect(typed(["4", "sign", "delete"], 0)).toBe("");
  });

  it("never leaves the form a quantity must have", () => {
    const key = fc.constantFrom<Edit>("0", "1", "9", "point", "sign", "delete");
    const partial = /^$|^-?(0|[1-9]\d{0,17})(\.\d{0,3})?$/;
    fc.assert(fc.property(fc.array(key), (keys) => partial.test(typed(keys, 3))));
  });

  it("writes a date while its digits are typed and knows which dates exist", () => {
    const digits = ["2", "0", "2", "9", "0", "2", "2", "8", "7"] as const;
    expect(digits.reduce<string>(editDate, "")).toBe("2029-02-28");
    expect(editDate("2029-02", "delete")).toBe("2029-0");
    expect(isRealDate("2028-02-29")).toBe(true);
    expect(isRealDate("2029-02-29")).toBe(false);
    expect(isRealDate("2029-02")).toBe(false);
  });
});

describe("identifiers and times", () => {
  const shown = (value: string): string =>
    identifierGroups(value)
      .map((parts) => parts.map(({ text, strong }) => (strong ? `*${text}*` : text)).join(""))
      .join(" ");

  it("stand in groups of four with the last six emphasised", () => {
    expect(shown("09506000134352")).toBe("0950 6000 *1343* *52*");
    expect(shown("SN00042")).toBe("S*N00* *042*");
    expect(shown("A-03-2")).toBe("*A-03-2*");
    expect(shown("PO-2026-0042")).toBe("PO-202*6-0042*");
    expect(shown("")).toBe("");
  });

  it("lose no character by being grouped", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        const joined = identifierGroups(value)
          .flat()
          .map(({ text }) => text)
          .join("");
        return joined === value;
      }),
    );
  });

  it("show the date only when it is another day", () => {
    const now = new Date(2026, 10, 22, 10, 42);
    expect(timeRelativeTo(new Date(2026, 10, 22, 9, 5), now)).toBe("09:05");
    expect(timeRelativeTo(new Date(2026, 10, 21, 9, 5), now)).toBe("2026-11-21 09:05");
  });

  it("round ages down", () => {
    expect(age(59_999)).toBe("< 1 min");
    expect(age(14 * 60_000)).toBe("14 min");
    expect(age(179 * 60_000)).toBe("2 h");
    expect(age(49 * 3_600_000)).toBe("2 d");
    expect(shortAge(14 * 60_000)).toBe("14m");
  });
});

interface Row {
  readonly lot: string;
  readonly count: string;
}

describe("the desk table", () => {
  const rows: readonly Row[] = [
    { lot: "L10", count: "5" },
    { lot: "L9", count: "-3" },
    { lot: "L9", count: "7" },
  ];
  const columns: readonly Column<Row>[] = [
    { id: "lot", header: "Lot", text: (row) => row.lot },
    { id: "count", header: "Count", text: (row) => row.count, hidden: true },
  ];
  const chips = [{ id: "more", label: "> 0", matches: (row: Row) => Number(row.count) > 0 }];

  it("sorts numbers in text as numbers, up, then down, then not", () => {
    const up = toggleSort(initialView(columns), "lot");
    expect(visibleRows(rows, columns, chips, up).map(({ lot }) => lot)).toEqual([
      "L9",
      "L9",
      "L10",
    ]);
    const down = toggleSort(up, "lot");
    expect(visibleRows(rows, columns, chips, down)[0]?.lot).toBe("L10");
    expect(toggleSort(down, "lot").sort).toBeNull();
  });

  it("keeps rows that match every active chip", () => {
    const view = { ...initialView(columns), filters: ["more"] };
    expect(visibleRows(rows, columns, chips, view)).toHaveLength(2);
  });

  it("writes CSV with quotes, and disarms formulas but not negative numbers", () => {
    const nasty = [{ lot: '=SUM(A1), "x"', count: "-3" }];
    expect(toCsv(columns, nasty)).toBe('\ufeffLot,Count\r\n"\'=SUM(A1), ""x""",-3\r\n');
  });
});

describe("S26: scanned text", () => {
  it("shows control characters as pictures", () => {
    expect(visibleText("10A\u001d21B\u007f")).toBe("10A␝21B␡");
  });
});

describe("tabs", () => {
  const tabs = ["a", "b", "c"].map((id) => ({ id, label: id }));

  it("go round with the arrow keys and jump with Home and End", () => {
    expect(nextTab(tabs, "c", "ArrowRight")).toBe("a");
    expect(nextTab(tabs, "a", "ArrowLeft")).toBe("c");
    expect(nextTab(tabs, "b", "Home")).toBe("a");
    expect(nextTab(tabs, "b", "End")).toBe("c");
    expect(nextTab(tabs, "b", "x")).toBeNull();
  });
});

describe("S62: tones", () => {
  function heard() {
    const played: (readonly Note[])[] = [];
    const vibrated: (readonly number[])[] = [];
    const speaker: Speaker = {
      play: (notes) => played.push(notes),
      vibrate: (pattern) => vibrated.push(pattern),
      unlock: () => undefined,
    };
    const timers: (() => void)[] = [];
    const feedback = createFeedback(speaker, (ms, work) => {
      expect(ms).toBe(3_000);
      timers.push(work);
      return () => timers.splice(timers.indexOf(work), 1);
    });
    return { played, vibrated, timers, feedback };
  }

  it("sound exactly once per scan", () => {
    const { feedback, played, vibrated } = heard();
    const scan = {};
    expect(feedback.signal("ok", scan)).toBe(true);
    expect(feedback.signal("warn", scan)).toBe(false);
    expect(played).toEqual([TONES.ok]);
    expect(vibrated).toEqual([[40]]);
  });

  it("repeat for a hard stop every three seconds until acknowledged", () => {
    const { feedback, played, timers } = heard();
    const scan = {};
    const acknowledge = feedback.alarm(scan);
    timers[0]?.();
    expect(played).toEqual([TONES.stop, TONES.stop]);
    expect(feedback.signal("ok", scan)).toBe(false);
    acknowledge();
    expect(timers).toEqual([]);
  });

  it("are one high, two middle, three low; a duplicate ticks without vibrating", () => {
    expect([TONES.ok.length, TONES.warn.length, TONES.stop.length]).toEqual([1, 2, 3]);
    expect(TONES.ok[0]).toMatchObject({ ms: 80 });
    const { feedback, vibrated } = heard();
    feedback.signal("tick", {});
    expect(vibrated).toEqual([]);
  });
});
