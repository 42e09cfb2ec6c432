/**
 * What the capture state machine is told and what it asks for.
 * The DOM binding translates browser events into inputs and carries out effects; nothing else may.
 */

import type { Character } from "./buffer.ts";
import type { KeyInput } from "./decode.ts";
import type { IncompleteScan, RawScan } from "./raw-scan.ts";

/** Where the keyboard focus is: nowhere that takes text, a person's text field, or a native choice. */
export type Focus = "none" | "field" | "choice";

export type Input =
  | { readonly kind: "key"; readonly key: KeyInput; readonly at: number; readonly focus: Focus }
  | { readonly kind: "key-up"; readonly key: string; readonly at: number; readonly focus: Focus }
  | {
      readonly kind: "text";
      readonly text: string;
      /** False when the browser will insert the text whatever the page says. */
      readonly preventable: boolean;
      /** `key`: the text is a keypress of a control character. */
      readonly via: "key" | "text";
      readonly at: number;
      readonly focus: Focus;
    }
  | {
      /** The composing region now reads `text`; `ended` when the input method let go of it. */
      readonly kind: "compose";
      readonly text: string;
      readonly ended: boolean;
      readonly at: number;
      readonly focus: Focus;
    }
  | { readonly kind: "idle"; readonly at: number }
  | { readonly kind: "focus-left"; readonly at: number };

export type Effect =
  | { readonly do: "scan"; readonly scan: RawScan }
  | { readonly do: "incomplete"; readonly incomplete: IncompleteScan }
  /** Remember the field as it is now: what follows may have to be taken out again. */
  | { readonly do: "snapshot" }
  | { readonly do: "restore" }
  /** Characters that were held back and turned out to be typing: insert them as typed. */
  | { readonly do: "release"; readonly text: string }
  /** A key that was no scan, pressed where nothing takes text. */
  | { readonly do: "hotkey"; readonly key: string };

/** Characters that time or a moved focus parted from what may still come of their scan. */
export interface Torn extends Pick<CaptureState, "mode" | "characters" | "focus" | "leaked"> {
  /** The focus has left the field that they were given to. */
  readonly left: boolean;
}

export interface CaptureState {
  /** `held`: may still become an AIM identifier; `plain`: unprefixed, timing decides. */
  readonly mode: "closed" | "held" | "prefixed" | "plain";
  readonly characters: readonly Character[];
  /** Where the focus was when the scan began. */
  readonly focus: Focus;
  /** Some characters reached the field and must be taken out at the end. */
  readonly leaked: boolean;
  /** What was given away as typing just before; the next character may show that it was a scan. */
  readonly torn: Torn | null;
  /** The beginning was already given away once: its keys are no hotkeys a second time. */
  readonly reopened: boolean;
  readonly altHeld: boolean;
  readonly altDigits: string;
  /** What of the current composing region has been read already. */
  readonly composed: string;
  /** Keys are recovered from `event.code`: the input method's own text is their shadow. */
  readonly recovering: boolean;
  /** `event.timeStamp` of the last scan's terminator. */
  readonly endedAt: number;
}

export interface Step {
  readonly state: CaptureState;
  /** The browser must not act on the event. */
  readonly swallow: boolean;
  readonly effects: readonly Effect[];
}

export const CLOSED: CaptureState = {
  mode: "closed",
  characters: [],
  focus: "none",
  leaked: false,
  torn: null,
  reopened: false,
  altHeld: false,
  altDigits: "",
  composed: "",
  recovering: false,
  endedAt: Number.NEGATIVE_INFINITY,
};
