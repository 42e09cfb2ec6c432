/**
 * Who holds the device. Changing hands never touches the queue; a badge nobody knows here may
 * record facts, and the server flags them (P39).
 */
import type { Auth } from "../entries/envelope.ts";
import type { PersonRow } from "../entries/rows.ts";
import { canonicalText } from "./canonical.ts";
import type { Draft } from "./draft.ts";
import type { Holder, IdentityStore, ShiftGrant } from "./identity-store.ts";
import { closureMs, createDeviceSecret, ITERATIONS, unwrapWithPin, wrapUnderPin } from "./pin.ts";
import type { Rng, WireAnswer } from "./ports.ts";
import { anyField, type Fields, fieldsOf, jsonFields, NotAnAnswer, textField } from "./shape.ts";
import type { Line } from "./step.ts";
import type { TokenSource } from "./token.ts";
import type { Lookup } from "./view.ts";

export interface Shift {
  readonly holder: Holder;
  /** Null: "badge NNN, unknown here". */
  readonly person: PersonRow | null;
  readonly grant: ShiftGrant | null;
  /** The grant has ended or there is none: facts go on, flagged. */
  readonly lapsed: boolean;
}

export type LoginResult =
  | { readonly step: "granted"; readonly grant: ShiftGrant }
  | {
      readonly step: "wrong_secret";
      readonly closedUntil: string | null;
      /** Code of the catalogue, with its values; "" when the answer named none. */
      readonly code: string;
      readonly detail: Fields;
    }
  | { readonly step: "offline" };

export type UnlockResult =
  | { readonly step: "unlocked"; readonly key: CryptoKey }
  | { readonly step: "wrong_pin"; readonly failures: number }
  | { readonly step: "closed"; readonly remainingMs: number }
  /** This person has not logged in with a PIN on this device. */
  | { readonly step: "unknown_here" };

export interface IdentityParts {
  readonly store: IdentityStore;
  readonly subtle: SubtleCrypto;
  readonly rng: Rng;
  readonly line: Line;
  readonly tokens: TokenSource;
  readonly rows: Lookup;
  /** PBKDF2 rounds of a newly kept PIN; tests take fewer. */
  readonly iterations?: number;
  nowMs(): number;
  append(draft: Draft): Promise<unknown>;
}

export class Identity {
  readonly #parts: IdentityParts;

  constructor(parts: IdentityParts) {
    this.#parts = parts;
  }

  /** Another badge takes over in place; nothing else changes. */
  async switchTo(badge: string, method: Holder["method"] = "badge"): Promise<Shift> {
    const holder = { badge, method };
    await this.#parts.store.put("holder", holder);
    return this.#shift(holder);
  }

  /** Somebody who signs beside the holder, with badge and PIN proved: the device stays in the holder's hands. */
  of(badge: string): Promise<Shift> {
    return this.#shift({ badge, method: "badge_pin" });
  }

  /** Null while the device is locked. */
  async current(): Promise<Shift | null> {
    const holder = await this.#parts.store.get("holder");
    return holder === undefined ? null : this.#shift(holder);
  }

  lock(): Promise<void> {
    return this.#parts.store.remove("holder");
  }

  async #shift(holder: Holder): Promise<Shift> {
    const { store, rows } = this.#parts;
    const person = rows.find("person", "badge", holder.badge)[0]?.row ?? null;
    const grant = (await store.get(`grant:${holder.badge}`)) ?? null;
    const lapsed = grant === null || Date.parse(grant.notAfter) <= this.#parts.nowMs();
    return { holder, person, grant, lapsed };
  }

  /** What travels in an entry; a lapsed grant is named all the same, the server judges it. */
  auth(shift: Shift, offline: boolean): Auth {
    const { badge, method } = shift.holder;
    return { badge, grant: shift.grant?.grantId ?? null, method, offline };
  }

  /** Online login (P38): keeps the grant and, with a PIN, a key for unlocking offline. */
  async login(badge: string, secret: string, method: ShiftGrant["method"]): Promise<LoginResult> {
    const answer =
      (await this.#ask(badge, secret, method)) ?? (await this.#ask(badge, secret, method));
    if (answer === "offline" || answer === null) return { step: "offline" };
    const { status, body } = answer;
    if (status !== 200 && status !== 201) return refused(body);
    const grant = readGrant(body, badge, method);
    if (grant === null) return { step: "offline" };
    await this.#parts.store.put(`grant:${badge}`, grant);
    if (method === "badge_pin") await this.#keepPin(badge, secret);
    return { step: "granted", grant };
  }

  /** Null when the device's token had run out: it is dropped, and the question can be put once more. */
  async #ask(
    badge: string,
    secret: string,
    method: ShiftGrant["method"],
  ): Promise<WireAnswer | "offline" | null> {
    const { tokens, line } = this.#parts;
    const token = await tokens.get();
    if ("failed" in token) return "offline";
    const sent = await line.send({
      method: "POST",
      path: "/people/grant",
      headers: { authorization: `Bearer ${token.token}`, "content-type": "application/json" },
      body: canonicalText({ badge, method, secret }),
    });
    if (sent === null || sent.answer.status >= 500) return "offline";
    if (sent.answer.status !== 401 || !problemOf(sent.answer.body).code.startsWith("TOKEN_")) {
      return sent.answer;
    }
    tokens.drop();
    return null;
  }

  async #keepPin(badge: string, pin: string): Promise<void> {
    const { store, subtle, rng, iterations = ITERATIONS } = this.#parts;
    const secret = (await store.get("secret")) ?? (await createDeviceSecret(subtle));
    await store.put("secret", secret);
    const { wrapped } = await wrapUnderPin(subtle, rng, { secret, pin, iterations });
    await store.put(`pin:${badge}`, wrapped);
    await store.remove(`attempts:${badge}`);
  }

  /** Offline unlock. The attempt is counted before it is made: pulling the battery wins nothing. */
  async unlock(badge: string, pin: string): Promise<UnlockResult> {
    const { store, subtle } = this.#parts;
    const kept = await store.get(`pin:${badge}`);
    const secret = await store.get("secret");
    if (kept === undefined || secret === undefined) return { step: "unknown_here" };
    const before = (await store.get(`attempts:${badge}`)) ?? { failures: 0, lastMs: 0 };
    const nowMs = this.#parts.nowMs();
    const remainingMs = before.lastMs + closureMs(before.failures) - nowMs;
    if (remainingMs > 0) return { step: "closed", remainingMs };
    const failures = before.failures + 1;
    await store.put(`attempts:${badge}`, { failures, lastMs: nowMs });
    const key = await unwrapWithPin(subtle, secret, pin, kept);
    if (key === null) return this.#failed(badge, failures);
    await store.remove(`attempts:${badge}`);
    return { step: "unlocked", key };
  }

  async #failed(badge: string, failures: number): Promise<UnlockResult> {
    if (closureMs(failures) > 0) {
      const detail = { badge, failures: String(failures) };
      await this.#parts.append({
        type: "ReportIncident",
        body: { code: "PIN_ATTEMPTS", detail },
        auth: { badge, grant: null, method: "badge", offline: true },
      });
    }
    return { step: "wrong_pin", failures };
  }
}

function readGrant(body: string, badge: string, method: ShiftGrant["method"]): ShiftGrant | null {
  try {
    const fields = jsonFields(body, "grant");
    return {
      badge,
      method,
      grant: textField(fields, "grant"),
      grantId: textField(fields, "grant_id"),
      notAfter: textField(fields, "not_after"),
      person: textField(fieldsOf(anyField(fields, "person"), "person"), "number"),
    };
  } catch (error) {
    if (error instanceof NotAnAnswer) return null;
    throw error;
  }
}

/** `{"code", "detail"}` of a refusal; empty when it is none. */
function problemOf(body: string): { readonly code: string; readonly detail: Fields } {
  try {
    const fields = jsonFields(body, "refusal");
    const code = textField(fields, "code");
    return { code, detail: fieldsOf(anyField(fields, "detail") ?? {}, "detail") };
  } catch (error) {
    if (error instanceof NotAnAnswer) return { code: "", detail: {} };
    throw error;
  }
}

function refused(body: string): LoginResult {
  const { code, detail } = problemOf(body);
  const until = anyField(detail, "closed_until");
  const closedUntil = typeof until === "string" ? until : null;
  return { step: "wrong_secret", closedUntil, code, detail };
}
