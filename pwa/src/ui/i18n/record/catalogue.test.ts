/**
 * Every kind of entry has a name in Chinese and in English.
 */

import { describe, expect, it } from "vitest";
import { RECORD_CATALOGUES, recordName } from "./catalogue.ts";

const en = Object.entries(RECORD_CATALOGUES.en);
const zh = Object.entries(RECORD_CATALOGUES.zh);

describe("the names of entries", () => {
  it("are the same entries in both languages, and each is its own language", () => {
    expect(zh.map(([type]) => type)).toEqual(en.map(([type]) => type));
    for (const [type, name] of zh) {
      expect(name(), type).toMatch(/^\p{Script=Han}[^!！]*$/u);
    }
    for (const [type, name] of en) {
      expect(name(), type).toMatch(/^[A-Z][A-Za-z -]+$/);
    }
  });

  it("show a kind that this build does not know as it came", () => {
    expect(recordName("FlyToTheMoon")).toBe("FlyToTheMoon");
  });
});
