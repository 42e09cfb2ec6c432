/**
 * Trace on the handheld says everything in both languages, without shouting or begging.
 */

import { expect, it } from "vitest";
import { TRACE_CATALOGUES } from "./catalogue.ts";

type Message = (...values: readonly unknown[]) => string;

function messages(of: object, path = ""): [string, Message][] {
  return Object.entries(of).flatMap(([name, value]): [string, Message][] =>
    typeof value === "function"
      ? [[`${path}${name}`, value as Message]]
      : messages(value as object, `${path}${name}.`),
  );
}

it("has every message in Chinese and in English, and each is its own language", () => {
  const [zh, en] = [messages(TRACE_CATALOGUES.zh), messages(TRACE_CATALOGUES.en)];
  expect(zh.map(([name]) => name).toSorted()).toEqual(en.map(([name]) => name).toSorted());
  for (const [name, message] of zh) {
    expect(message("7", "7", "7"), name).toMatch(/\p{Script=Han}/u);
    expect(message("7", "7", "7"), name).not.toMatch(/[!！]|请|抱歉/);
  }
  for (const [name, message] of en) {
    expect(message("7", "7", "7"), name).not.toMatch(/\p{Script=Han}|[!]|\bplease\b|\bsorry\b/iu);
  }
});
