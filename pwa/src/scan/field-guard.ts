/**
 * Takes a scan out of a person's field again and gives held-back typing to it.
 * Edits go through `insertText` and `delete`, so the browser's own undo history survives (S20).
 */

type TextField = HTMLInputElement | HTMLTextAreaElement;

interface Snapshot {
  readonly field: TextField;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

export interface FieldGuard {
  remember(element: Element | null): void;
  restore(): void;
  release(text: string): void;
  /** True while the guard itself edits: its events are not the person's. */
  isEditing(): boolean;
}

function isTextField(element: Element | null): element is TextField {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

export function createFieldGuard(document: Document): FieldGuard {
  let snapshot: Snapshot | null = null;
  let editing = false;

  function edit(work: (remembered: Snapshot) => void): void {
    if (snapshot === null || !snapshot.field.isConnected) {
      return;
    }
    editing = true;
    try {
      work(snapshot);
    } finally {
      editing = false;
    }
  }

  return {
    remember: (element) => {
      snapshot = isTextField(element) ? snapshotOf(element) : null;
    },
    restore: () => edit((remembered) => restoreField(document, remembered)),
    release: (text) => edit(({ field }) => insertText(document, field, text)),
    isEditing: () => editing,
  };
}

function snapshotOf(field: TextField): Snapshot {
  return { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
}

function insertText(document: Document, field: TextField, text: string): void {
  if (document.activeElement === field && document.execCommand("insertText", false, text)) {
    return;
  }
  const at = field.selectionEnd ?? field.value.length;
  setValue(field, field.value.slice(0, at) + text + field.value.slice(at));
}

function restoreField(document: Document, { field, value, start, end }: Snapshot): void {
  if (document.activeElement === field) {
    endComposition(field);
    cutDifference(document, field, value);
  }
  if (field.value !== value) {
    setValue(field, value);
  }
  if (start !== null) {
    field.setSelectionRange(start, end);
  }
}

/** Leaving and entering a field makes the input method drop its candidate window (S22). */
function endComposition(field: TextField): void {
  field.blur();
  field.focus({ preventScroll: true });
}

function cutDifference(document: Document, field: TextField, value: string): void {
  const now = field.value;
  let head = 0;
  while (head < value.length && now[head] === value[head]) {
    head += 1;
  }
  let tail = 0;
  const room = Math.min(value.length, now.length) - head;
  while (tail < room && now[now.length - 1 - tail] === value[value.length - 1 - tail]) {
    tail += 1;
  }
  if (field.selectionStart === null || now === value) {
    return;
  }
  field.setSelectionRange(head, now.length - tail);
  const replaced = value.slice(head, value.length - tail);
  document.execCommand(replaced === "" ? "delete" : "insertText", false, replaced);
}

function setValue(field: TextField, value: string): void {
  field.value = value;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}
