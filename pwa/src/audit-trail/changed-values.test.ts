import { describe, expect, it } from "vitest";
import { changedValues } from "./changed-values.ts";
import type { LogEvent } from "./log-event.ts";

function event(position: number, type: string, body: LogEvent["body"]): LogEvent {
  const told = { occurred_at: "", received_at: "", badge: "", device: "", seq: 1, entry: "" };
  return { ...told, position, type, body, entry_type: null, reason: null };
}

const first = event(3, "ItemDefined", { number: "RM-1", revision: "A", shelf_life_days: 365 });
const other = event(5, "ItemDefined", { number: "RM-2", revision: "C", shelf_life_days: null });
const second = event(9, "ItemDefined", { number: "RM-1", revision: "B", shelf_life_days: 730 });
const moved = event(11, "StockMoved", { lot: "L1", quantity: "5" });
const events = [moved, second, other, first];

describe("what an event changed", () => {
  it("is told against the event before it about the same record", () => {
    expect(changedValues(second, events)).toEqual([
      { name: "revision", before: "A", after: "B" },
      { name: "shelf_life_days", before: 365, after: 730 },
    ]);
  });

  it("is not told of the first one, nor of another record", () => {
    expect(changedValues(first, events)).toBeNull();
    expect(changedValues(other, events)).toBeNull();
  });

  it("is not told of events that state no whole record", () => {
    expect(changedValues(moved, [moved, event(1, "StockMoved", { lot: "L1" })])).toBeNull();
  });
});
