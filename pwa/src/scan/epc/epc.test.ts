import { expect, test } from "vitest";
import tags from "../../../../labels/vectors/epc/tags.json";
import { companyPrefixLength } from "./company-prefix.ts";
import { type EpcReading, readEpc } from "./epc.ts";

function compact(reading: EpcReading) {
  const { ok, scheme, filter, hex, uri, identity } = reading;
  return {
    ok,
    scheme,
    filter,
    hex,
    uri,
    tag_uri: reading.tagUri,
    element_string: reading.elementString,
    di: identity.deviceIdentifier,
    serial: identity.serial,
    elements: reading.elements,
    errors: reading.errors.map(({ code, start, end }) => [code, start, end]),
  };
}

test.each(tags.cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
  expect(compact(readEpc(one.text, one.year, companyPrefixLength))).toEqual(one.expect);
});

test.each([
  ["690123456789", 7],
  ["697123456789", 9],
  ["952123400001", 7],
  ["061414100003", 7],
  ["977123456700", null],
  ["95", null],
])("the company prefix of %s has %s digits", (digits, length) => {
  expect(companyPrefixLength(digits)).toBe(length);
});
