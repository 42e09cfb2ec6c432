/**
 * Binds the capture state machine to a window: browser events in, effects carried out.
 * Listens before everybody else, so a scan's Enter never reaches a focused button (S10, S11).
 */

import type { KeyInput } from "./decode.ts";
import { createEngine, type Engine, type WedgeClock, windowClock } from "./engine.ts";
import type { Effect, Focus } from "./events.ts";
import { createFieldGuard, type FieldGuard } from "./field-guard.ts";
import type { WedgeProfile } from "./profile.ts";
import type { IncompleteScan, RawScan } from "./raw-scan.ts";
import { createSink, focusKind, type Sink } from "./sink.ts";

export interface WedgeOptions {
  readonly target: Window;
  readonly profile: WedgeProfile;
  readonly onScan: (scan: RawScan) => void;
  readonly onIncomplete: (incomplete: IncompleteScan) => void;
  /** A key pressed where nothing takes text and no scan was: `1` to `9`, `Enter`, `Escape`, arrows. */
  readonly onHotkey?: (key: string) => void;
  readonly clock?: WedgeClock;
  /** False on a desk, where scanners send keys and the focus should stay where it is. */
  readonly useSink?: boolean;
}

export interface Wedge {
  /** Takes the focus back, for example after a screen was replaced. */
  focus(): void;
  stop(): void;
}

interface Binding {
  readonly engine: Engine;
  readonly guard: FieldGuard;
  readonly sink: Sink | null;
  readonly swallowedCodes: Set<string>;
  readonly focus: () => Focus;
  /** Text the last key event will insert by itself: its echo is not a second character. */
  typed: string | null;
}

type Listener = (binding: Binding, event: never) => void;

export function createWedge(options: WedgeOptions): Wedge {
  const { target, profile } = options;
  const { document } = target;
  const guard = createFieldGuard(document);
  const sink = options.useSink === false ? null : createSink(document);
  const clock = options.clock ?? windowClock(target);
  const engine = createEngine(profile, clock, (effect) => perform(effect, options, guard));
  const focus = () => focusKind(document.activeElement, sink?.element ?? null);
  const binding: Binding = {
    engine,
    guard,
    sink,
    focus,
    swallowedCodes: new Set(),
    typed: null,
  };
  const unlisten = LISTENERS.map(([name, listener]) => {
    const bound = (event: Event): void => listener(binding, event as never);
    target.addEventListener(name, bound, true);
    return () => target.removeEventListener(name, bound, true);
  });
  return {
    focus: () => sink?.focus(),
    stop: () => {
      engine.stop();
      for (const remove of unlisten) {
        remove();
      }
      sink?.remove();
    },
  };
}

const LISTENERS: readonly (readonly [string, Listener])[] = [
  ["keydown", onKeyDown],
  ["keyup", onKeyUp],
  ["keypress", onKeyPress],
  ["beforeinput", onBeforeInput],
  ["input", onInput],
  ["compositionstart", onComposition],
  ["compositionupdate", onComposition],
  ["compositionend", onComposition],
  ["focusout", onFocusOut],
];

function perform(effect: Effect, options: WedgeOptions, guard: FieldGuard): void {
  switch (effect.do) {
    case "scan":
      options.onScan(effect.scan);
      break;
    case "incomplete":
      options.onIncomplete(effect.incomplete);
      break;
    case "snapshot":
      guard.remember(options.target.document.activeElement);
      break;
    case "restore":
      guard.restore();
      break;
    case "release":
      guard.release(effect.text);
      break;
    case "hotkey":
      options.onHotkey?.(effect.key);
      break;
  }
}

function onKeyDown(binding: Binding, event: KeyboardEvent): void {
  const { engine, swallowedCodes, sink } = binding;
  const at = event.timeStamp;
  const swallowed = engine.take({ kind: "key", key: keyInput(event), at, focus: binding.focus() });
  const inserted = event.key === "Enter" ? "\n" : event.key;
  binding.typed = swallowed || isTaken(event) ? null : inserted;
  if (swallowed) {
    swallowedCodes.add(event.code);
    stopEvent(event);
  } else if (event.key === "Enter" && event.target === sink?.element) {
    event.preventDefault();
  }
}

function onKeyUp(binding: Binding, event: KeyboardEvent): void {
  binding.typed = null;
  const { engine, swallowedCodes } = binding;
  const at = event.timeStamp;
  const taken = engine.take({ kind: "key-up", key: event.key, at, focus: binding.focus() });
  if (swallowedCodes.delete(event.code) || taken) {
    stopEvent(event);
  }
}

/** Control characters may come as a keypress alone: Chromium inserts nothing for them (S13). */
function onKeyPress(binding: Binding, event: KeyboardEvent): void {
  const character = String.fromCharCode(event.charCode);
  if (event.charCode > 0 && event.charCode < 0x20 && !"\r\n".includes(character)) {
    takeText(binding, event, character, "key");
  }
}

function takeText(binding: Binding, event: Event, text: string, via: "key" | "text"): void {
  const told = { text, via, preventable: event.cancelable, at: event.timeStamp };
  if (binding.engine.take({ kind: "text", ...told, focus: binding.focus() })) {
    stopEvent(event);
  }
}

function onBeforeInput(binding: Binding, event: InputEvent): void {
  const text = committedText(event);
  const echo = text !== null && text === binding.typed;
  binding.typed = null;
  if (text !== null && !echo && !binding.guard.isEditing()) {
    takeText(binding, event, text, "text");
  }
}

function onInput(binding: Binding, event: InputEvent): void {
  binding.typed = null;
  if (event.isComposing !== true) {
    emptySink(binding, event);
  }
}

function onComposition(binding: Binding, event: CompositionEvent): void {
  if (binding.guard.isEditing()) {
    return;
  }
  const ended = event.type === "compositionend";
  const told = { text: event.data, ended, at: event.timeStamp };
  binding.engine.take({ kind: "compose", ...told, focus: binding.focus() });
  if (ended) {
    emptySink(binding, event);
  }
}

function onFocusOut(binding: Binding, event: FocusEvent): void {
  if (!binding.guard.isEditing()) {
    binding.engine.take({ kind: "focus-left", at: event.timeStamp });
  }
}

function emptySink({ sink }: Binding, event: Event): void {
  if (sink !== null && event.target === sink.element) {
    sink.element.value = "";
  }
}

function isTaken(event: KeyboardEvent): boolean {
  return event.key === "Process" || event.keyCode === 229;
}

function keyInput(event: KeyboardEvent): KeyInput {
  return {
    key: event.key,
    code: event.code,
    alt: event.altKey,
    ctrl: event.ctrlKey,
    shift: event.shiftKey,
    meta: event.metaKey,
    caps: event.getModifierState("CapsLock"),
    repeat: event.repeat,
    taken: isTaken(event),
  };
}

/** Text that the input method or the device commits; paste, drop and composition are not scans. */
function committedText(event: InputEvent): string | null {
  if (event.inputType === "insertLineBreak" || event.inputType === "insertParagraph") {
    return "\n";
  }
  return event.inputType === "insertText" ? event.data : null;
}

function stopEvent(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
