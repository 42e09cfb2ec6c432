/**
 * The moves of the capture buffer: open, append, finish, lapse.
 * Each works on a draft that one call of `step` owns; nothing outlives the call but its result.
 */

import {
  beginsAim,
  type Character,
  finishedScan,
  gapsOf,
  hasAim,
  incompleteScan,
  splitAtRestart,
  textOf,
} from "./buffer.ts";
import { type CaptureState, CLOSED, type Effect, type Focus, type Torn } from "./events.ts";
import type { WedgeProfile } from "./profile.ts";
import type { IncompleteReason, Terminator } from "./raw-scan.ts";

export interface Draft {
  state: CaptureState;
  swallow: boolean;
  readonly effects: Effect[];
  readonly profile: WedgeProfile;
}

/** Where a character is about to land, and whether the page can still stop it. */
export interface Place {
  readonly focus: Focus;
  readonly preventable: boolean;
}

/** A gap that only a person leaves between two keys. */
const HUMAN_GAP_MS = 60;
const AIM_LENGTH = 3;

type Buffer = Pick<CaptureState, "mode" | "characters" | "focus">;

export function lastAt(state: Buffer): number | null {
  return state.characters[state.characters.length - 1]?.at ?? null;
}

function close(draft: Draft, endedAt?: number): void {
  const { altHeld, altDigits, composed, recovering, endedAt: before } = draft.state;
  const kept = { altHeld, altDigits, composed, recovering, endedAt: endedAt ?? before };
  draft.state = { ...CLOSED, ...kept };
}

/** The longest silence the open buffer survives, in milliseconds. */
export function patienceMs(state: Buffer, profile: WedgeProfile): number {
  if (state.mode === "plain") {
    const unfocused = mayBeHotkeys(state, profile) ? profile.plainGapMs : profile.tornGapMs;
    return state.focus === "none" ? unfocused : profile.fieldGapMs;
  }
  const mayBeTyping = state.mode === "held" && state.focus !== "none";
  return mayBeTyping ? profile.prefixGapMs : profile.idleMs;
}

function mayBeHotkeys({ characters }: Buffer, profile: WedgeProfile): boolean {
  const few = characters.length < profile.plainMinChars;
  return few && characters.every(({ value }) => /^[1-9]$/.test(value));
}

/**
 * Closes a buffer that the next event, by its own time, came too late for.
 * Opens one again that a timer or a moved focus closed while that event was on its way (S17).
 */
export function settle(draft: Draft, at: number, focus: Focus): void {
  const { state, profile } = draft;
  const { torn, mode } = state;
  if (mode !== "closed" && !continues(state, at, focus, profile)) {
    expire(draft);
  } else if (mode === "closed" && torn !== null && continues(torn, at, focus, profile)) {
    const leaked = torn.leaked || torn.focus === "field";
    const { characters, focus: began } = torn;
    const reopened = { mode: torn.mode, characters, focus: began, leaked, reopened: true };
    draft.state = { ...state, ...reopened, torn: null };
  }
}

/** Whoever types takes longer than a scanner to follow a focus that moved. */
function continues(buffer: Buffer, at: number, focus: Focus, profile: WedgeProfile): boolean {
  const gap = at - (lastAt(buffer) ?? at);
  const moved = buffer.mode === "plain" && buffer.focus !== focus;
  return gap <= (moved ? profile.fieldGapMs : patienceMs(buffer, profile));
}

/** Takes one character into the buffer, or leaves it to the field it was typed into. */
export function feed(draft: Draft, character: Character, place: Place): void {
  settle(draft, character.at, place.focus);
  if (draft.state.mode === "closed") {
    open(draft, character, place);
    return;
  }
  const before = draft.state;
  append(draft, character, place);
  if (before.mode === "held") {
    judgeHeld(draft, before, character, place);
  }
}

function open(draft: Draft, character: Character, place: Place): void {
  const marked = character.value === draft.profile.sentinel;
  const held = character.value === "]";
  if (!(marked || held) && !/^[^\p{Cc}\p{Z}]$/u.test(character.value)) {
    return;
  }
  const passes = !(marked || held) && place.focus !== "none";
  const mode = marked ? "prefixed" : held ? "held" : "plain";
  const stopped = !passes && place.preventable;
  const leaked = place.focus === "field" && !stopped;
  const torn = tornBefore(draft, character);
  const remembered = torn !== null && !torn.left && beginsAim([...torn.characters, character]);
  if (place.focus === "field" && !remembered) {
    draft.effects.push({ do: "snapshot" });
  }
  draft.swallow ||= stopped;
  const { focus } = place;
  draft.state = { ...draft.state, mode, characters: [character], focus, leaked, torn };
}

function tornBefore({ state: { torn }, profile }: Draft, { at }: Character): Torn | null {
  const last = torn === null ? null : lastAt(torn);
  return last !== null && at - last <= profile.tornGapMs ? torn : null;
}

function append(draft: Draft, character: Character, place: Place): void {
  const { state, profile } = draft;
  const full = state.characters.length > profile.maxChars + AIM_LENGTH;
  const kept = full ? state.characters.slice(0, -1) : state.characters;
  const typed = state.mode === "plain" && state.focus !== "none";
  const stopped = !typed && place.preventable;
  draft.swallow ||= stopped;
  const leaks = !stopped && place.focus === "field";
  if (leaks && !state.leaked && state.focus !== "field") {
    draft.effects.push({ do: "snapshot" });
  }
  const leaked = state.leaked || leaks;
  draft.state = { ...state, characters: [...kept, character], leaked };
}

function judgeHeld(draft: Draft, before: CaptureState, character: Character, place: Place): void {
  const { characters } = draft.state;
  if (beginsAim(characters)) {
    const mode = characters.length === AIM_LENGTH ? "prefixed" : "held";
    draft.state = { ...draft.state, mode };
  } else if (before.focus === "none") {
    draft.state = { ...draft.state, mode: "plain" };
  } else {
    draft.state = before;
    release(draft);
    draft.swallow = false;
    open(draft, character, place);
  }
}

function release(draft: Draft): void {
  const { leaked, characters, focus } = draft.state;
  if (!leaked && focus === "field") {
    draft.effects.push({ do: "release", text: textOf(characters) });
  }
  close(draft);
}

/** A terminator: finishes a scan, or is left to whoever it was meant for. */
export function finish(draft: Draft, terminator: Terminator, at: number, place: Place): void {
  settle(draft, at, place.focus);
  const { state, profile } = draft;
  if (state.mode === "prefixed" || (state.mode === "plain" && isLongEnough(draft))) {
    complete(draft, terminator, at);
    draft.swallow ||= place.preventable;
  } else if (state.mode !== "closed") {
    lapse(draft);
  } else if (at - state.endedAt <= profile.trailingMs) {
    draft.swallow ||= place.preventable;
  } else if (place.focus === "none" && terminator === "enter") {
    draft.effects.push({ do: "hotkey", key: "Enter" });
  }
}

function isLongEnough({ state, profile }: Draft): boolean {
  const least = state.focus === "none" ? profile.plainMinChars : profile.fieldMinChars;
  return state.characters.length >= least;
}

function complete(draft: Draft, terminator: Terminator, at: number): void {
  const { state, profile, effects } = draft;
  if (state.leaked) {
    effects.push({ do: "restore" });
  }
  const characters = wholeOf(state);
  if (characters === null) {
    const seen = [...(state.torn?.characters ?? []), ...state.characters];
    reportIncomplete(draft, seen, "interrupted");
    close(draft, at);
    return;
  }
  const [cut, last] = splitAtRestart(characters);
  if (cut.length > 0) {
    reportIncomplete(draft, cut, "interrupted");
  }
  const end = { terminator, at, inField: state.focus === "field" };
  const scan = finishedScan(last, end, profile);
  if (scan.chars === 0) {
    reportIncomplete(draft, last, "empty");
  } else if (scan.chars > profile.maxChars) {
    reportIncomplete(draft, last, "too-long");
  } else {
    effects.push({ do: "scan", scan });
  }
  close(draft, at);
}

/**
 * The scan with a beginning that was taken for typing; null when nobody can tell whether it was.
 * A code without its first characters is another code, so it is never processed (S18).
 */
function wholeOf({ mode, torn, characters }: CaptureState): readonly Character[] | null {
  if (mode !== "plain" || torn === null) {
    return characters;
  }
  const whole = [...torn.characters, ...characters];
  if (hasAim(whole)) {
    return whole;
  }
  return torn.focus === "none" ? null : characters;
}

function reportIncomplete(
  draft: Draft,
  characters: readonly Character[],
  reason: IncompleteReason,
): void {
  const incomplete = incompleteScan(characters, reason, draft.profile);
  draft.effects.push({ do: "incomplete", incomplete });
}

/** Ends the open buffer by time or because the focus left it; what still comes of it is known by its own time. */
export function expire(draft: Draft, left = false): void {
  const { mode, characters, focus, leaked } = draft.state;
  lapse(draft);
  const typed = mode === "plain" && focus !== "none";
  const torn = typed ? null : { mode, characters, focus, leaked, left };
  draft.state = { ...draft.state, torn };
}

/** Ends the open buffer without a terminator: typing is given back, a cut scan is reported. */
export function lapse(draft: Draft): void {
  const { state, profile } = draft;
  if (state.focus !== "none" && (state.mode === "held" || looksTyped(state))) {
    release(draft);
    return;
  }
  const count = state.characters.length;
  if (state.mode === "prefixed" || (state.mode === "held" && count > 1)) {
    if (state.leaked) {
      draft.effects.push({ do: "restore" });
    }
    reportIncomplete(draft, state.characters, "no-terminator");
  } else if (state.focus === "none" && count >= profile.fieldMinChars) {
    reportIncomplete(draft, state.characters, "no-terminator");
  } else if (state.focus === "none" && count < profile.plainMinChars && !state.reopened) {
    for (const { value } of state.characters) {
      draft.effects.push({ do: "hotkey", key: value });
    }
  }
  close(draft);
}

function looksTyped(state: CaptureState): boolean {
  const gaps = gapsOf(state.characters.slice(AIM_LENGTH - 1)).toSorted((a, b) => a - b);
  const middle = gaps[Math.floor(gaps.length / 2)] ?? 0;
  return state.mode === "prefixed" && middle > HUMAN_GAP_MS;
}
