/**
 * Both languages say everything, and Chinese is Chinese.
 */

import { afterEach, describe, expect, it } from "vitest";
import { CALIBRATION_CATALOGUES } from "./calibration/catalogue.ts";
import { t } from "./catalogue.ts";
import { en as EN } from "./en.ts";
import { LABELS_CATALOGUES } from "./labels/catalogue.ts";
import { language, setLanguage } from "./language.ts";
import { LOOKUP_CATALOGUES } from "./lookup/catalogue.ts";
import { LOT_CATALOGUES } from "./lot/catalogue.ts";
import { MOVE_CATALOGUES } from "./move/catalogue.ts";
import { QUEUE_CATALOGUES } from "./queue/catalogue.ts";
import { RECEIVE_CATALOGUES } from "./receive/catalogue.ts";
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

/** Areas that come with their screens. */
const SCREENS = {
  calibration: CALIBRATION_CATALOGUES,
  labels: LABELS_CATALOGUES,
  lookup: LOOKUP_CATALOGUES,
  lot: LOT_CATALOGUES,
  move: MOVE_CATALOGUES,
  queue: QUEUE_CATALOGUES,
  receive: RECEIVE_CATALOGUES,
};

function all(common: object, of: "zh" | "en"): ReadonlyMap<string, Message> {
  const screens = Object.entries(SCREENS).map(([area, texts]) => [area, texts[of]]);
  return new Map(messages({ ...common, ...Object.fromEntries(screens) } as Node));
}

const sample = (message: Message): string => message(10, 12);
const en = all(EN, "en");
const zh = all(ZH, "zh");

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
