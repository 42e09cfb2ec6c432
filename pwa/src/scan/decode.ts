/**
 * One key event, read as what it contributes to a scan: a character, an end, or nothing.
 * Keeps every peculiarity of scanners and input methods out of the state machine.
 */

import { characterOfCode, controlCharacter } from "./keymap.ts";
import type { WedgeProfile } from "./profile.ts";
import { GS, type GsDelivery, type Terminator } from "./raw-scan.ts";

export interface KeyInput {
  readonly key: string;
  readonly code: string;
  readonly alt: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
  readonly caps: boolean;
  readonly repeat: boolean;
  /** The input method took the key (`Process`, keyCode 229): its text cannot be prevented. */
  readonly taken: boolean;
}

export type Meaning =
  | { readonly is: "character"; readonly value: string; readonly gs: GsDelivery | null }
  | { readonly is: "end"; readonly terminator: Terminator }
  /** A control shortcut that only counts while a scan is open. */
  | { readonly is: "control"; readonly value: string }
  | { readonly is: "alt-digit"; readonly digit: string }
  /** A key name that the profile maps to the group separator. */
  | { readonly is: "alias" }
  /** Shift, Caps Lock and the like, or a key whose text comes as committed text. */
  | { readonly is: "silent" }
  | { readonly is: "other" };

const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock"]);
const SILENT: Meaning = { is: "silent" };
const OTHER: Meaning = { is: "other" };

/** Reads a keydown. `altHeld` is true between a real Alt keydown and its keyup. */
export function meaningOf(key: KeyInput, altHeld: boolean, profile: WedgeProfile): Meaning {
  if (MODIFIERS.has(key.key)) {
    return SILENT;
  }
  if (profile.gsAliases.includes(key.key)) {
    return { is: "alias" };
  }
  if (key.key === GS) {
    return { is: "character", value: GS, gs: "key" };
  }
  if (key.taken) {
    return recovered(key);
  }
  if (key.key === "Unidentified" || key.key === "") {
    return SILENT;
  }
  if (altHeld && /^Numpad\d$/.test(key.code)) {
    return { is: "alt-digit", digit: key.code.slice(-1) };
  }
  if (key.ctrl && !key.alt) {
    const value = controlCharacter(key.key, key.code);
    return value === null ? OTHER : { is: "control", value };
  }
  return printable(key, altHeld);
}

function recovered(key: KeyInput): Meaning {
  if (key.code === "Enter" || key.code === "NumpadEnter") {
    return { is: "end", terminator: "enter" };
  }
  if (key.code === "Tab") {
    return { is: "end", terminator: "tab" };
  }
  if (key.ctrl) {
    const control = controlCharacter("", key.code);
    return control === null ? SILENT : { is: "control", value: control };
  }
  const value = characterOfCode(key.code, key.shift, key.caps);
  return value === null ? SILENT : { is: "character", value, gs: null };
}

function printable(key: KeyInput, altHeld: boolean): Meaning {
  if (key.key === "Enter") {
    return { is: "end", terminator: "enter" };
  }
  if (key.key === "Tab" && !key.shift) {
    return { is: "end", terminator: "tab" };
  }
  if (key.meta || (altHeld && !key.ctrl) || [...key.key].length !== 1) {
    return OTHER;
  }
  return { is: "character", value: key.key, gs: null };
}

/** The control character an Alt+numpad code stands for; printable codes arrive as text by themselves. */
export function altCodeCharacter(digits: string): string | null {
  const value = digits === "" ? Number.NaN : Number.parseInt(digits, 10);
  return value > 0 && value < 0x20 ? String.fromCharCode(value) : null;
}
