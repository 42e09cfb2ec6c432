/**
 * What the server says to a push (P15, P18, P19), sorted into what the device does next (P23).
 */
import type { JsonObject } from "./canonical.ts";
import type { WireAnswer } from "./ports.ts";
import {
  anyField,
  type Fields,
  fieldsOf,
  jsonFields,
  listField,
  NotAnAnswer,
  numberField,
  textField,
} from "./shape.ts";

const VERDICTS = ["accepted", "flagged", "refused", "quarantined"] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface OutcomeCode {
  readonly code: string;
  readonly detail: JsonObject;
}

/** The server's answer to one entry (P19). */
export interface Outcome {
  readonly codes: readonly OutcomeCode[];
  readonly id: string;
  readonly outcome: Verdict;
  readonly revision: number;
  readonly seq: number;
}

export interface PushStored {
  readonly step: "stored";
  readonly device: string;
  readonly epoch: string;
  readonly expected: number;
  readonly outcomes: readonly Outcome[];
  readonly serverTime: string;
}

export type PushResult =
  | PushStored
  | { readonly step: "gap"; readonly expected: number }
  | { readonly step: "too_large" }
  /** P23: transport, 429, 5xx, or nothing of this protocol. */
  | { readonly step: "retry"; readonly why: string }
  /** P18 and every other 4xx: keep the queue, say so, go on trying slowly. */
  | { readonly step: "attention"; readonly code: string };

function readCode(value: unknown): OutcomeCode {
  const fields = fieldsOf(value, "code");
  return {
    code: textField(fields, "code"),
    detail: fieldsOf(anyField(fields, "detail") ?? {}, "detail") as JsonObject,
  };
}

/** One outcome as it stands in a push answer. @throws NotAnAnswer */
export function readOutcome(value: unknown): Outcome {
  const fields = fieldsOf(value, "outcome");
  const verdict = textField(fields, "outcome") as Verdict;
  if (!VERDICTS.includes(verdict)) throw new NotAnAnswer("outcome: outside the closed set");
  return {
    codes: listField(fields, "codes").map(readCode),
    id: textField(fields, "id"),
    outcome: verdict,
    revision: numberField(fields, "revision"),
    seq: numberField(fields, "seq"),
  };
}

function readStored(body: string): PushStored {
  const fields = jsonFields(body, "push answer");
  if (numberField(fields, "v") !== 1) throw new NotAnAnswer("push answer: version");
  numberField(fields, "position");
  return {
    step: "stored",
    device: textField(fields, "device"),
    epoch: textField(fields, "epoch"),
    expected: numberField(fields, "expected"),
    outcomes: listField(fields, "outcomes").map(readOutcome),
    serverTime: textField(fields, "server_time"),
  };
}

/** The machine-readable part of an error answer, wherever the web framework put it. */
function problemOf(body: string): Fields {
  const fields = jsonFields(body, "problem");
  for (const place of [fields, anyField(fields, "extra"), anyField(fields, "detail")]) {
    const inner = typeof place === "object" && place !== null ? (place as Fields) : {};
    if (typeof anyField(inner, "code") === "string") return inner;
  }
  throw new NotAnAnswer("problem: no code");
}

function readRefusal(answer: WireAnswer): PushResult {
  const problem = problemOf(answer.body);
  const code = textField(problem, "code");
  if (answer.status === 409 && code === "CHAIN_GAP") {
    return { step: "gap", expected: numberField(problem, "expected") };
  }
  return { step: "attention", code };
}

/** What a push's answer means; never throws, for an unreadable answer is a retry (P23). */
export function readPushAnswer(answer: WireAnswer): PushResult {
  if (answer.status === 413) return { step: "too_large" };
  if (answer.status === 429 || answer.status >= 500) {
    return { step: "retry", why: `status ${answer.status}` };
  }
  try {
    return answer.status === 200 ? readStored(answer.body) : readRefusal(answer);
  } catch (error) {
    if (error instanceof NotAnAnswer) return { step: "retry", why: error.message };
    throw error;
  }
}

/** Quarantine alone is not final (P21). */
export function isFinal(outcome: Outcome): boolean {
  return outcome.outcome !== "quarantined";
}

/** Whether an outcome is this entry's; its id is empty when the entry could not be read. */
export function answers(outcome: Outcome, entry: { readonly id: string }): boolean {
  return outcome.id === "" || outcome.id === entry.id;
}

export function hasCode(outcome: Outcome, code: string): boolean {
  return outcome.codes.some((flag) => flag.code === code);
}
