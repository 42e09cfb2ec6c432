/** How a device is given a token: refusals as the server writes them, `{"code", "detail"}` (P37). */

import { expect, test } from "vitest";
import type { Clock, DeviceKeys, Rng, WireAnswer, WireRequest } from "./ports.ts";
import { ServerTimekeeper } from "./server-time.ts";
import { Line } from "./step.ts";
import { TokenSource } from "./token.ts";

const WRONG = Date.parse("2020-01-01T00:00:00Z");

function sourceOf(answers: readonly object[]) {
  const asked: { readonly nonce: string; readonly time: string }[] = [];
  const send = ({ body }: WireRequest): Promise<WireAnswer> => {
    asked.push(JSON.parse(String(body)));
    const answer = answers[asked.length - 1] ?? {};
    const status = "token" in answer ? 200 : "status" in answer ? answer.status : 401;
    return Promise.resolve({ status, body: JSON.stringify(answer) } as WireAnswer);
  };
  let drawn = 0;
  const rng = { bytes: (count: number) => new Uint8Array(count).fill(++drawn) } as Rng;
  const clock = { epochMs: () => WRONG, monoMs: () => 0 } as unknown as Clock;
  const time = new ServerTimekeeper(clock);
  const keys = { sign: () => Promise.resolve("00") } as unknown as DeviceKeys;
  const line = new Line({ send }, clock, time);
  return { source: new TokenSource({ device: "d1", keys, line, time, rng }), asked };
}

test.each(["CLOCK_WRONG", "NONCE_USED"])(
  "p37: after %s the device signs again, with the server's time and a new nonce",
  async (code) => {
    const refused = { code, detail: { server_time: "2026-11-22T04:00:00Z" } };
    const { source, asked } = sourceOf([refused, { token: "t1" }]);
    expect(await source.get()).toEqual({ token: "t1" });
    expect(asked[1]?.time).toBe("2026-11-22T04:00:00.000Z");
    expect(asked[1]?.nonce).not.toBe(asked[0]?.nonce);
  },
);

test("p37: a refusal that no signature mends is shown by the server's own code", async () => {
  const { source, asked } = sourceOf([{ code: "DEVICE_REVOKED", detail: {}, status: 403 }]);
  expect(await source.get()).toEqual({ failed: { step: "attention", code: "DEVICE_REVOKED" } });
  expect(asked).toHaveLength(1);
});
