/**
 * The steps say everything in both languages, without shouting or begging.
 */

import { expect, it } from "vitest";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

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
  const [chinese, english] = [messages(zh), messages(en)];
  expect(chinese.map(([name]) => name).toSorted()).toEqual(
    english.map(([name]) => name).toSorted(),
  );
  const bare = new Set(["step", "within"]);
  for (const [name, message] of chinese) {
    expect(bare.has(name) || /\p{Script=Han}/u.test(message(...VALUES)), name).toBe(true);
  }
  for (const [name, message] of english) {
    expect(message(...VALUES), name).not.toMatch(/\p{Script=Han}|[!]|\bplease\b|\bsorry\b/iu);
  }
  expect(chinese.map(([, message]) => message(...VALUES)).join()).not.toMatch(/[!！]|请|抱歉/);
});
