/** Where an address of the desk leads. */

import { expect, test } from "vitest";
import { recordHref } from "../../ui/record-link.tsx";
import { deskPlace, historyPath } from "./sections.ts";

test("a record's own link leads back to it, whatever its key holds", () => {
  for (const at of [["SZ", "QUAR-01"], ["批/1 %"], ["a b?c#d"]]) {
    const path = recordHref("locations", at).slice(1);
    expect(deskPlace(path)).toEqual({ section: "locations", at });
  }
});

test("an unknown or empty section leads to the lots", () => {
  expect(deskPlace("/desk")).toEqual({ section: "lots", at: [] });
  expect(deskPlace("/desk/nothing/here")).toEqual({ section: "lots", at: [] });
});

test("a stray per cent sign in an address is taken as it stands", () => {
  expect(deskPlace("/desk/items/100%")).toEqual({ section: "items", at: ["100%"] });
});

test("the history of a place names every part of its key in order", () => {
  expect(historyPath("locations", ["SZ", "A 1"])).toBe("/history/location?key=SZ&key=A%201");
});
