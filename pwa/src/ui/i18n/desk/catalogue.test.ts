/**
 * The desk says everything in both languages, and Chinese is Chinese.
 */

import { describe, expect, it } from "vitest";
import { DESK_CATALOGUES, wordOf } from "./catalogue.ts";

type Message = (...values: (string | number)[]) => string;
type Node = { readonly [key: string]: Node | Message };

/** Said the same in both: each names the other language, or an abbreviation both use. */
const SAME = new Set([
  "frame.language",
  "signIn.pin",
  "frame.product",
  "template.ai",
  "template.kinds.gs1_datamatrix",
  "template.kinds.gs1_128",
  "template.kinds.itf_14",
  "template.kinds.gs1_qr",
]);

function messages(node: Node, path = ""): readonly (readonly [string, Message])[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const name = path === "" ? key : `${path}.${key}`;
    return typeof value === "function" ? [[name, value] as const] : messages(value, name);
  });
}

const en = new Map(messages(DESK_CATALOGUES.en as unknown as Node));
const zh = new Map(messages(DESK_CATALOGUES.zh as unknown as Node));
const all = [...en, ...zh].map(([name, message]) => [name, message("7", "8")] as const);

describe("the desk's catalogue", () => {
  it("has the same messages in both languages", () => {
    expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted());
    expect(en.size).toBeGreaterThan(200);
  });

  it("leaves no message untranslated", () => {
    for (const [name, message] of zh) {
      if (!SAME.has(name)) {
        expect(message("7", "8"), name).toMatch(/\p{Script=Han}/u);
        expect(en.get(name)?.("7", "8"), name).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  it("never shouts and never begs", () => {
    for (const [name, text] of all) {
      expect(text.trim(), name).not.toBe("");
      expect(text, name).not.toMatch(/[!！]|\bplease\b|请|抱歉|\bsorry\b/i);
    }
  });

  it("shows a value this build has no word for as it came", () => {
    expect(wordOf({ known: () => "Known" }, "known")).toBe("Known");
    expect(wordOf({ known: () => "Known" }, "new")).toBe("new");
  });
});
