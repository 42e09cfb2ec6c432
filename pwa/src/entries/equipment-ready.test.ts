/** This device judges equipment as the server does: the shared cases. */

import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/equipment/readiness.json";
import { unready } from "./equipment-ready.ts";
import type { EquipmentRow } from "./equipment-rows.ts";

test.each(vectors.cases)("$name", ({ piece, at, reasons }) => {
  const row = { ...vectors.piece, ...piece } as EquipmentRow;
  expect(unready(row, Date.parse(at))).toEqual(reasons);
});
