/**
 * The wedge as a state machine: normalised events in, effects out, no DOM, no clock.
 * One ordered buffer takes key events and committed text alike (S10 to S24).
 */

import { type Character, textOf } from "./buffer.ts";
import { altCodeCharacter, type Meaning, meaningOf } from "./decode.ts";
import type { CaptureState, Input, Step } from "./events.ts";
import type { WedgeProfile } from "./profile.ts";
import { GS, type GsDelivery } from "./raw-scan.ts";
import {
  type Draft,
  expire,
  feed,
  finish,
  lapse,
  lastAt,
  type Place,
  patienceMs,
} from "./transitions.ts";

type Of<Kind extends Input["kind"]> = Extract<Input, { kind: Kind }>;

/** Control characters whose shortcuts open browser windows (Ctrl+J, Ctrl+M, Ctrl+D; S24). */
const BROWSER_SHORTCUTS = "\n\r\u0004";

/** When `idle` should be sent if nothing else arrives, as an `event.timeStamp`, or null. */
export function dueAt(state: CaptureState, profile: WedgeProfile): number | null {
  const last = lastAt(state);
  const silent = state.mode === "plain" && state.focus !== "none";
  return last === null || silent ? null : last + patienceMs(state, profile);
}

/** Takes one event; the state handed in is never changed. */
export function step(state: CaptureState, input: Input, profile: WedgeProfile): Step {
  const draft: Draft = { state, swallow: false, effects: [], profile };
  switch (input.kind) {
    case "key":
      onKey(draft, input);
      break;
    case "key-up":
      onKeyUp(draft, input);
      break;
    case "text":
      onText(draft, input);
      break;
    case "compose":
      onCompose(draft, input);
      break;
    case "idle":
      onIdle(draft, input.at);
      break;
    case "focus-left":
      if (draft.state.focus !== "none" && draft.state.mode === "held") {
        expire(draft, true);
      }
      break;
  }
  return { state: draft.state, swallow: draft.swallow, effects: draft.effects };
}

function onIdle(draft: Draft, at: number): void {
  const due = dueAt(draft.state, draft.profile);
  if (due !== null && at >= due) {
    expire(draft);
  }
}

function onKey(draft: Draft, input: Of<"key">): void {
  const { key } = input;
  if (key.key === "Alt") {
    draft.state = { ...draft.state, altHeld: true, altDigits: "" };
  }
  if (key.repeat && draft.state.mode !== "prefixed") {
    lapse(draft);
    return;
  }
  const meaning = meaningOf(key, draft.state.altHeld, draft.profile);
  if (meaning.is === "character") {
    draft.state = { ...draft.state, recovering: key.taken };
  }
  act(draft, meaning, input);
}

function act(draft: Draft, meaning: Meaning, input: Of<"key">): void {
  const place: Place = { focus: input.focus, preventable: !input.key.taken };
  const open = draft.state.mode !== "closed";
  switch (meaning.is) {
    case "character":
      feed(draft, keyCharacter(input, meaning.value, meaning.gs), place);
      break;
    case "end":
      finish(draft, meaning.terminator, input.at, place);
      break;
    case "control":
      onControl(draft, meaning.value, input, place);
      break;
    case "alias":
      if (open) {
        feed(draft, keyCharacter(input, GS, "alias"), place);
      }
      break;
    case "alt-digit":
      if (open) {
        const altDigits = draft.state.altDigits + meaning.digit;
        draft.state = { ...draft.state, altDigits };
      }
      break;
    case "silent":
      draft.swallow = input.key.key === "Alt" && draft.state.mode === "prefixed";
      break;
    case "other":
      onOther(draft, input);
      break;
  }
}

function onOther(draft: Draft, input: Of<"key">): void {
  const { mode, focus } = draft.state;
  if (mode !== "prefixed" || input.key.key === "Escape") {
    lapse(draft);
  }
  if (focus === "none" && input.focus === "none" && mode !== "prefixed") {
    draft.effects.push({ do: "hotkey", key: input.key.key });
  }
}

function onControl(draft: Draft, value: string, input: Of<"key">, place: Place): void {
  const { mode, focus } = draft.state;
  const scanning = mode === "prefixed" || (mode === "plain" && (focus === "none" || value === GS));
  if (scanning && (value === "\r" || value === "\n")) {
    finish(draft, value === "\r" ? "enter" : "newline", input.at, place);
  } else if (scanning) {
    feed(draft, keyCharacter(input, value, value === GS ? "ctrl" : null), place);
    draft.swallow = true;
  } else {
    lapse(draft);
    draft.swallow = BROWSER_SHORTCUTS.includes(value);
  }
}

function onKeyUp(draft: Draft, input: Of<"key-up">): void {
  if (input.key !== "Alt") {
    return;
  }
  const value = altCodeCharacter(draft.state.altDigits);
  draft.state = { ...draft.state, altHeld: false, altDigits: "" };
  if (value === null || draft.state.mode === "closed") {
    return;
  }
  const place: Place = { focus: input.focus, preventable: true };
  if (value === "\r" || value === "\n") {
    finish(draft, value === "\r" ? "enter" : "newline", input.at, place);
    return;
  }
  const gs = value === GS ? "alt-code" : null;
  const plain = { at: input.at, via: "key", ime: false, alt: false, caps: null } as const;
  feed(draft, { ...plain, value, gs }, place);
}

function onText(draft: Draft, input: Of<"text">): void {
  if (draft.state.recovering) {
    draft.swallow = draft.state.mode === "prefixed" && input.preventable;
    return;
  }
  if (input.focus !== "none" && isTypedBracket(draft.state, input.text)) {
    lapse(draft);
    return;
  }
  const place: Place = { focus: input.focus, preventable: input.preventable };
  for (const value of input.text) {
    takeText(draft, value, input, place);
  }
}

/** True when a committed chunk begins with `]` in a field and cannot be an AIM identifier. */
function isTypedBracket(state: CaptureState, chunk: string): boolean {
  const undecided = state.mode === "closed" || state.mode === "held";
  const text = undecided ? textOf(state.characters) + chunk : "";
  return text.startsWith("]") && !/^\](?:$|[A-Za-z](?:$|[0-9A-Za-z]))/.test(text);
}

function takeText(draft: Draft, value: string, input: Of<"text">, place: Place): void {
  const { state, profile } = draft;
  if (value === "\n" || value === "\r") {
    finish(draft, "newline", input.at, place);
  } else if (value === "\t" && state.mode !== "closed") {
    finish(draft, "tab", input.at, place);
  } else {
    const alias = state.mode !== "closed" && profile.gsAliases.includes(value);
    const gs: GsDelivery | null = alias ? "alias" : value === GS ? input.via : null;
    const told = { value: alias ? GS : value, at: input.at, gs, via: input.via };
    feed(draft, { ...told, ime: false, alt: false, caps: null }, place);
  }
}

function onCompose(draft: Draft, input: Of<"compose">): void {
  const { composed, recovering, mode } = draft.state;
  draft.state = { ...draft.state, composed: input.ended ? "" : input.text };
  if (recovering) {
    return;
  }
  let fresh = input.text.slice(composed.length);
  if (!input.text.startsWith(composed)) {
    if (mode === "closed") {
      return;
    }
    const kept = draft.state.characters.slice(0, -composed.length);
    draft.state = { ...draft.state, characters: kept, mode: kept.length === 0 ? "closed" : mode };
    fresh = input.text;
  }
  for (const value of fresh) {
    const gs = value === GS ? "text" : null;
    const place: Place = { focus: input.focus, preventable: false };
    if (value === "\n" || value === "\r") {
      finish(draft, "newline", input.at, place);
    } else {
      const told = { value, at: input.at, gs, via: "text", ime: true } as const;
      feed(draft, { ...told, alt: false, caps: null }, place);
    }
  }
}

function keyCharacter(input: Of<"key">, value: string, gs: GsDelivery | null): Character {
  const { alt, ctrl, caps, taken } = input.key;
  return { value, at: input.at, via: "key", gs, ime: taken, alt: alt && !ctrl, caps };
}
