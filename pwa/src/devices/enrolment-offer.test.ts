/** The offer of an enrolment: its code, its hash, its address. */

import { expect, test } from "vitest";
import { codeHash, DEVICE_CODE, enrolmentAddress, newCode } from "./enrolment-offer.ts";
import { qrPath } from "./qr-code.tsx";

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

test("a code holds 128 bits in characters that an address can carry", () => {
  const code = newCode(random);
  expect(code).toMatch(/^[\w-]{22}$/);
  expect(newCode(random)).not.toBe(code);
});

test("only the SHA-256 of the code is recorded", () => {
  // FIPS 180-4, the digest of "abc".
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(codeHash("abc")).toBe(abc);
});

test("the address opens the enrolment screen", () => {
  expect(enrolmentAddress("http://host", "a-b")).toBe("http://host/#/enrol?code=a-b");
});

test("a device code has no I and no O and begins with a letter", () => {
  expect(["H07", "DESK2"].every((code) => DEVICE_CODE.test(code))).toBe(true);
  expect(["H", "7H", "HO1", "HI1", "h07", "H12345678"].some((code) => DEVICE_CODE.test(code))).toBe(
    false,
  );
});

test("a QR code is square and keeps a quiet zone of four modules", () => {
  const { path, edge } = qrPath("http://host/#/enrol?code=abc");
  expect(edge).toBeGreaterThanOrEqual(21 + 8);
  expect(path.startsWith("M4 4h1")).toBe(true);
});
