/**
 * The short-lived token for reading (P37). A wrong clock is answered with the server's time and
 * signed again; nothing here touches the queue, which needs no token.
 */
import { bytesToHex } from "@noble/hashes/utils.js";
import { canonicalText } from "./canonical.ts";
import type { DeviceKeys, Rng } from "./ports.ts";
import type { ServerTimekeeper } from "./server-time.ts";
import { anyField, jsonFields, NotAnAnswer, textField } from "./shape.ts";
import { tokenSignatureText } from "./signature.ts";
import { type Line, retry, type Step } from "./step.ts";

type TokenAnswer = { readonly token: string } | { readonly failed: Step };

export class TokenSource {
  readonly #device: string;
  readonly #keys: DeviceKeys;
  readonly #line: Line;
  readonly #time: ServerTimekeeper;
  readonly #rng: Rng;
  #token: string | null = null;

  constructor(parts: {
    device: string;
    keys: DeviceKeys;
    line: Line;
    time: ServerTimekeeper;
    rng: Rng;
  }) {
    this.#device = parts.device;
    this.#keys = parts.keys;
    this.#line = parts.line;
    this.#time = parts.time;
    this.#rng = parts.rng;
  }

  /** After a 401: the next use asks for another. */
  drop(): void {
    this.#token = null;
  }

  async get(): Promise<TokenAnswer> {
    if (this.#token !== null) return { token: this.#token };
    const first = await this.#ask();
    return first === "again" ? this.#settled(await this.#ask()) : this.#settled(first);
  }

  #settled(answer: TokenAnswer | "again"): TokenAnswer {
    if (answer === "again") return { failed: { step: "attention", code: "TOKEN_REFUSED" } };
    if ("token" in answer) this.#token = answer.token;
    return answer;
  }

  async #ask(): Promise<TokenAnswer | "again"> {
    const time = new Date(this.#time.nowMs()).toISOString();
    const nonce = bytesToHex(this.#rng.bytes(16));
    const signature = await this.#keys.sign(tokenSignatureText(this.#device, time, nonce));
    const sent = await this.#line.send({
      method: "POST",
      path: "/devices/token",
      headers: { "content-type": "application/json" },
      body: canonicalText({ device: this.#device, nonce, signature, time }),
    });
    if (sent === null) return { failed: retry("no answer", true) };
    return this.#read(sent.answer.status, sent.answer.body, sent.sentMs);
  }

  #read(status: number, body: string, sentMs: number): TokenAnswer | "again" {
    if (status === 429 || status >= 500) return { failed: retry(`token: status ${status}`) };
    try {
      const fields = jsonFields(body, "token answer");
      if (status === 200 || status === 201) return { token: textField(fields, "token") };
      const serverTime = timeIn(anyField(fields, "detail"));
      if (status !== 401 || serverTime === null) {
        const code = anyField(fields, "code");
        return {
          failed: {
            step: "attention",
            code: typeof code === "string" ? code : "TOKEN_REFUSED",
          },
        };
      }
      this.#line.learn(serverTime, sentMs);
      return "again";
    } catch (error) {
      if (error instanceof NotAnAnswer) return { failed: retry(error.message) };
      throw error;
    }
  }
}

/** The server's time in a refusal that a new signature answers: a wrong clock, a nonce used before. */
function timeIn(detail: unknown): string | null {
  const time = (detail as { readonly server_time?: unknown } | null | undefined)?.server_time;
  return typeof time === "string" ? time : null;
}
