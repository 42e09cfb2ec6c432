/**
 * Both languages say everything, and Chinese is Chinese.
 */

import { afterEach, describe, expect, it } from "vitest";
import { t } from "./catalogue.ts";
import { en as EN } from "./en.ts";
import { language, setLanguage } from "./language.ts";
import { zh as ZH } from "./zh.ts";

type Message = (...values: (string | number)[]) => string;
type Node = { readonly [key: string]: Node | Message };

/** Texts that are the same in both languages on purpose. */
const SAME = new Set(["ui.of"]);
/** Words beside a shape or on a fixed-width key, which may grow by at most 60 % over their room. */
const ROOM: Readonly<Record<string, number>> = { "ui.undoWithin": 13, "ui.acknowledge": 16 };

function messages(node: Node, path = ""): readonly (readonly [string, Message])[] {
  return Object.entries(node).flatMap(([key, value]) => {
    const name = path === "" ? key : `${path}.${key}`;
    return typeof value === "function" ? [[name, value] as const] : messages(value, name);
  });
}

const sample = (message: Message): string => message(10, 12);
const en = new Map(messages(EN as unknown as Node));
const zh = new Map(messages(ZH as unknown as Node));

describe("the catalogue", () => {
  afterEach(() => setLanguage("zh"));

  it("has the same messages in both languages", () => {
    expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted());
    expect(en.size).toBeGreaterThan(80);
  });

  it("leaves no message empty", () => {
    for (const [name, message] of [...en, ...zh]) {
      expect(sample(message).trim(), name).not.toBe("");
    }
  });

  it("leaves no message untranslated", () => {
    for (const [name, message] of zh) {
      if (!SAME.has(name)) {
        expect(sample(message), name).toMatch(/\p{Script=Han}/u);
      }
    }
    for (const [name, message] of en) {
      expect(sample(message), name).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it("never shouts and never begs", () => {
    for (const [name, message] of [...en, ...zh]) {
      expect(sample(message), name).not.toMatch(/[!！]|\bplease\b|请|抱歉|\bsorry\b/i);
    }
  });

  it("keeps the words of fixed room short enough", () => {
    for (const [name, room] of Object.entries(ROOM)) {
      expect(en.get(name)?.(10).length, name).toBeLessThanOrEqual(room);
    }
  });

  it("follows the language signal and sets the page's lang", () => {
    setLanguage("en");
    expect(t().ui.undo()).toBe("Undo");
    expect(document.documentElement.lang).toBe("en");
    setLanguage("zh");
    expect(t().ui.undo()).toBe("撤销");
    expect(document.documentElement.lang).toBe("zh-CN");
    expect(language.value).toBe("zh");
  });
});
