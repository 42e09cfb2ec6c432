/**
 * Stops of people and equipment say everything in both languages, without shouting or begging.
 */

import { expect, it } from "vitest";
import { MEANS_CATALOGUES } from "./catalogue.ts";

type Message = (...values: readonly unknown[]) => string;

function messages(of: object, path = ""): [string, Message][] {
  return Object.entries(of).flatMap(([name, value]): [string, Message][] =>
    typeof value === "function"
      ? [[`${path}${name}`, value as Message]]
      : messages(value as object, `${path}${name}.`),
  );
}

const VALUES = ["7", "7", "7"] as const;

it("has every message in Chinese and in English, and each is its own language", () => {
  const [zh, en] = [messages(MEANS_CATALOGUES.zh), messages(MEANS_CATALOGUES.en)];
  expect(zh.map(([name]) => name).toSorted()).toEqual(en.map(([name]) => name).toSorted());
  const bare = new Set(["piece", "because", "both"]);
  for (const [name, message] of zh) {
    expect(bare.has(name) || /\p{Script=Han}/u.test(message(...VALUES)), name).toBe(true);
  }
  for (const [name, message] of en) {
    expect(message(...VALUES), name).not.toMatch(/\p{Script=Han}|[!]|\bplease\b|\bsorry\b/iu);
  }
  expect(zh.map(([, message]) => message(...VALUES)).join()).not.toMatch(/[!！]|请|抱歉/);
});
