/** Decisions made on this device, as the desk shows them until and after the server's outcome. */

import { expect, test } from "vitest";
import type { Outcome } from "../sync/push-answer.ts";
import type { QueueItem } from "../sync/queue-list.ts";
import { isOnItsWay, madeHere } from "./made-here.ts";

function item(
  state: QueueItem["state"],
  outcome: Outcome["outcome"] | null,
  exception = "e1",
): QueueItem {
  const body = { exception, resolution: "noted" };
  const raw = JSON.stringify({ id: "x", body, reason: "looked", type: "ResolveException" });
  const entry = { type: "ResolveException", raw, recordedMs: 7 } as QueueItem["entry"];
  const codes = [{ code: "AUTHOR_CANNOT_RESOLVE", detail: {} }];
  const answer = outcome === null ? null : { codes, id: "x", outcome, revision: 0, seq: 1 };
  return { entry, state, outcome: answer };
}

const about = (body: { readonly exception?: unknown }) => body.exception === "e1";

test("a decision without an outcome is on its way, whether sent or not", () => {
  for (const state of ["on_device", "sent"] as const) {
    const made = madeHere([item(state, null)], "ResolveException", about);
    expect(made.map((line) => line.state)).toEqual([state]);
    expect(isOnItsWay(made)).toBe(true);
  }
});

test("a refused decision keeps its codes and is no longer on its way", () => {
  const made = madeHere([item("attention", "refused")], "ResolveException", about);
  expect(made[0]).toMatchObject({ state: "refused", reason: "looked" });
  expect(made[0]?.codes[0]?.code).toBe("AUTHOR_CANNOT_RESOLVE");
  expect(isOnItsWay(made)).toBe(false);
});

test("an accepted decision is accepted only when the feed has confirmed it", () => {
  const sent = madeHere([item("sent", "accepted")], "ResolveException", about);
  const confirmed = madeHere([item("confirmed", "accepted")], "ResolveException", about);
  expect([sent[0]?.state, confirmed[0]?.state]).toEqual(["sent", "accepted"]);
});

test("decisions about other things and of other types are left out", () => {
  expect(madeHere([item("sent", null, "e2")], "ResolveException", about)).toEqual([]);
  expect(madeHere([item("sent", null)], "ReleaseDevice", () => true)).toEqual([]);
});
