/**
 * The permanently focused, invisible text element that committed text lands in when nobody is typing.
 * `inputmode="none"` keeps the on-screen keyboard down; read-only, hidden or disabled would break Zebra's input (S12).
 */

import type { Focus } from "./events.ts";

const TEXT_TYPES = new Set(["text", "search", "url", "tel", "email", "password", "number"]);
const PICKED_TYPES = new Set(["date", "time", "month", "week", "datetime-local", "range", "color"]);

/** What kind of target the keyboard focus is on. */
export function focusKind(element: Element | null, sink: Element | null): Focus {
  if (element === null || element === sink) {
    return "none";
  }
  if (element instanceof HTMLTextAreaElement) {
    return element.readOnly || element.disabled ? "none" : "field";
  }
  if (element instanceof HTMLInputElement) {
    if (PICKED_TYPES.has(element.type)) {
      return "choice";
    }
    return TEXT_TYPES.has(element.type) && !element.readOnly && !element.disabled
      ? "field"
      : "none";
  }
  return element instanceof HTMLSelectElement ? "choice" : "none";
}

export interface Sink {
  readonly element: HTMLInputElement;
  /** Puts the focus into the sink unless a person's field has it. */
  focus(): void;
  remove(): void;
}

export function createSink(document: Document): Sink {
  const element = sinkElement(document);
  const watcher = new MutationObserver(() => {
    if (!element.isConnected) {
      focus();
    }
  });

  function host(): Element {
    const modals = [...document.querySelectorAll("dialog:modal")];
    return modals[modals.length - 1] ?? home(document);
  }

  function focus(): void {
    const place = host();
    if (element.parentElement !== place) {
      place.append(element);
    }
    watcher.disconnect();
    if (place !== home(document)) {
      watcher.observe(document.body, { childList: true, subtree: true });
    }
    if (focusKind(document.activeElement, element) === "none") {
      element.focus({ preventScroll: true });
    }
  }

  const stop = returnFocus(document, element, focus);
  focus();
  return {
    element,
    focus,
    remove: () => {
      stop();
      watcher.disconnect();
      element.remove();
    },
  };
}

/** A landmark of the page made for it, so that nothing stands outside one; the body where there is none. */
function home(document: Document): Element {
  return document.getElementById("scan-place") ?? document.body;
}

function sinkElement(document: Document): HTMLInputElement {
  const element = document.createElement("input");
  element.type = "text";
  element.inputMode = "none";
  element.className = "scan-sink";
  element.tabIndex = -1;
  element.autocomplete = "off";
  element.setAttribute("autocorrect", "off");
  element.setAttribute("autocapitalize", "off");
  element.spellcheck = false;
  element.setAttribute("aria-label", "scanner");
  return element;
}

const NAVIGATION = /^(?:Tab|Arrow\w+|Home|End|PageUp|PageDown|Enter|Escape| )$/;

/**
 * Keeps the focus in the sink unless a person's field or the keyboard has taken it elsewhere.
 * A scan's own keys never get here: the wedge stops them first.
 */
function returnFocus(document: Document, sink: Element, focus: () => void): () => void {
  let byKeyboard = false;
  const check = (): void => {
    const active = document.activeElement;
    const ownerless = active === null || active === document.body || active.tagName === "DIALOG";
    if (ownerless || (!byKeyboard && focusKind(active, sink) === "none")) {
      focus();
    }
  };
  const later = (): void => queueMicrotask(check);
  const watched: readonly (readonly [string, (event: Event) => void])[] = [
    [
      "keydown",
      (event) => {
        byKeyboard = NAVIGATION.test((event as KeyboardEvent).key);
      },
    ],
    [
      "pointerdown",
      () => {
        byKeyboard = false;
      },
    ],
    ["focusout", later],
    ["focusin", later],
    ["close", later],
    // A pressed button keeps its focus until its click has been handled.
    ["click", () => setTimeout(check)],
    ["visibilitychange", later],
  ];
  for (const [name, listener] of watched) {
    document.addEventListener(name, listener, true);
  }
  return () => {
    for (const [name, listener] of watched) {
      document.removeEventListener(name, listener, true);
    }
  };
}
