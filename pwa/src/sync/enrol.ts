/**
 * Enrolment (P36): the key is made and kept before the code is spent, so that a lost answer can be
 * asked for again with the same key.
 */
import { canonicalText } from "./canonical.ts";
import type { Enrolment } from "./client.ts";
import type { IdentityStore } from "./identity-store.ts";
import type { WireAnswer, WireRequest } from "./ports.ts";
import { type Fields, jsonFields, NotAnAnswer, textField } from "./shape.ts";
import { createKeyPair, publicKeyHex } from "./signature.ts";

export type EnrolResult =
  | { readonly step: "enrolled"; readonly enrolment: Enrolment }
  | { readonly step: "retry" }
  /** The code is used, expired or unknown: ask for another. */
  | { readonly step: "refused"; readonly status: number };

const KINDS = ["handheld", "tablet", "desk", "machine"] as const;

function readEnrolment(fields: Fields): Enrolment {
  const kind = KINDS.find((known) => known === textField(fields, "kind"));
  if (kind === undefined) throw new NotAnAnswer("kind: unknown");
  return {
    device: textField(fields, "device"),
    deviceCode: textField(fields, "device_code"),
    kind,
    site: textField(fields, "site"),
    serverKey: textField(fields, "server_key"),
    epoch: textField(fields, "epoch"),
  };
}

async function candidateKeys(store: IdentityStore, subtle: SubtleCrypto): Promise<CryptoKeyPair> {
  const kept = await store.get("candidate");
  if (kept !== undefined) return kept;
  const made = await createKeyPair(subtle);
  await store.put("candidate", made);
  return made;
}

/** `send` rejects when there was no answer. The former enrolment stays until the new one is stored. */
export async function enrol(
  parts: {
    readonly store: IdentityStore;
    readonly subtle: SubtleCrypto;
    send(request: WireRequest): Promise<WireAnswer>;
  },
  offer: { readonly code: string; readonly name: string },
): Promise<EnrolResult> {
  const { store, subtle } = parts;
  const keys = await candidateKeys(store, subtle);
  const public_key = await publicKeyHex(subtle, keys);
  let answer: WireAnswer;
  try {
    answer = await parts.send({
      method: "POST",
      path: "/devices/enrol",
      headers: { "content-type": "application/json" },
      body: canonicalText({ ...offer, public_key }),
    });
  } catch {
    // Offline: the code is still good and the key is kept.
    return { step: "retry" };
  }
  if (answer.status === 429 || answer.status >= 500) return { step: "retry" };
  if (answer.status >= 400) return { step: "refused", status: answer.status };
  return keep(store, keys, answer.body);
}

async function keep(store: IdentityStore, keys: CryptoKeyPair, body: string): Promise<EnrolResult> {
  let enrolment: Enrolment;
  try {
    enrolment = readEnrolment(jsonFields(body, "enrolment"));
  } catch (error) {
    if (error instanceof NotAnAnswer) return { step: "retry" };
    throw error;
  }
  await store.put("keys", keys);
  await store.put("enrolment", enrolment);
  await store.remove("candidate");
  return { step: "enrolled", enrolment };
}
