/** Small decisions of the app, one line each. */

import { describe, expect, test } from "vitest";
import { isUninstalledTab } from "./installation.ts";
import { historyPath } from "./lookup/history.tsx";
import { may } from "./permissions.ts";
import { fitted } from "./photo.ts";
import { parseRoute } from "./router.ts";
import { codeIn } from "./screens/enrol.tsx";
import { flowOf } from "./screens/home.tsx";
import { typedText } from "./typed-code.tsx";

describe("the address", () => {
  test("has a path and a query behind the hash", () => {
    const { path, query } = parseRoute("#/enrol?code=a%2Bb");
    expect([path, query.get("code")]).toEqual(["/enrol", "a+b"]);
  });

  test("is Home when it is nothing", () => {
    expect(parseRoute("").path).toBe("/");
    expect(parseRoute("#nonsense").path).toBe("/");
  });
});

test.each([
  ["https://x.example/#/enrol?code=snegeJwYRF5qEPMt9L6zWg", "snegeJwYRF5qEPMt9L6zWg"],
  ["snegeJwYRF5qEPMt9L6zWg", "snegeJwYRF5qEPMt9L6zWg"],
  ["https://x.example/", null],
  ["short", null],
])("an enrolment code in %s is %s", (text, code) => {
  expect(codeIn(text)).toBe(code);
});

test("a photo is drawn at 1600 px on its longer side, and never enlarged", () => {
  expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(fitted(3000, 4000)).toEqual({ width: 1200, height: 1600 });
  expect(fitted(800, 600)).toEqual({ width: 800, height: 600 });
});

test("an iPhone tab outside the Home Screen is known, other browsers are not taken for one", () => {
  expect(isUninstalledTab({ standalone: false } as unknown as Navigator)).toBe(true);
  expect(isUninstalledTab({ standalone: true } as unknown as Navigator)).toBe(false);
  expect(isUninstalledTab({} as Navigator)).toBe(false);
});

test("a typed separator is written <GS>", () => {
  expect(typedText(" 10A<GS>21B ")).toBe("10A\u001d21B");
});

test("tiles follow the roles; a badge nobody knows is shown all", () => {
  const shift = (roles: readonly string[]) => ({ person: { roles } }) as never;
  expect(may(shift(["receiver"]), "receive")).toBe(true);
  expect(may(shift(["operator"]), "receive")).toBe(false);
  expect(may({ person: null } as never, "receive")).toBe(true);
  expect(may(null, "receive")).toBe(false);
});

test("a known code opens its flow from Home, an unknown one none", () => {
  const known = {
    isMade: (lot: string) => lot === "MADE",
    sterilises: (code: string) => code === "EO-01",
  };
  expect(flowOf({ is: "order", number: "PO-1", row: null }, known)).toBe("/receive");
  expect(flowOf({ is: "lot", number: "L1", row: null }, known)).toBe("/lookup");
  expect(flowOf({ is: "lot", number: "MADE", row: null }, known)).toBe("/step");
  expect(flowOf({ is: "equipment", code: "EO-01", row: null }, known)).toBe("/load");
  expect(flowOf({ is: "equipment", code: "FG-03", row: null }, known)).toBe("/equipment");
  expect(flowOf({ is: "load", number: "EO-01-1" }, known)).toBe("/load");
  expect(flowOf({ is: "text", text: "?" }, known)).toBeNull();
});

test("the history of a lot is asked for by its number, also when the lot is not known here", () => {
  const reading = { is: "lot", number: "A/1", row: null } as const;
  expect(historyPath(null, reading, "SZ")).toBe("/history/lot?key=A%2F1");
  expect(historyPath(null, { is: "text", text: "?" }, "SZ")).toBeNull();
});
