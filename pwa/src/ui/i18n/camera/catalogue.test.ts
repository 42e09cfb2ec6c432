/**
 * The camera says everything in both languages, without shouting or begging.
 */

import { expect, it } from "vitest";
import { CAMERA_CATALOGUES } from "./catalogue.ts";

type Message = (...values: readonly (string | number)[]) => string;
const messages = (of: object) => Object.entries(of as { readonly [key: string]: Message });

it("has every message in Chinese and in English, and each is its own language", () => {
  const zh = messages(CAMERA_CATALOGUES.zh);
  expect(zh.map(([name]) => name)).toEqual(messages(CAMERA_CATALOGUES.en).map(([name]) => name));
  for (const [name, message] of zh) {
    expect(message("7"), name).toMatch(/\p{Script=Han}/u);
  }
  for (const [name, message] of messages(CAMERA_CATALOGUES.en)) {
    expect(message("7"), name).not.toMatch(/\p{Script=Han}|[!]|\bplease\b|\bsorry\b/iu);
  }
  expect(zh.map(([, message]) => message("7")).join()).not.toMatch(/[!！]|请|抱歉/);
});
