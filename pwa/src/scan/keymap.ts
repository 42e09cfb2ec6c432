/**
 * The character behind a physical key on a US layout, which is what wedge scanners emulate.
 * Needed where an input method hides `event.key` behind `Process` (S22) and for control keys (S13, S24).
 */

const SHIFTED_DIGITS = ")!@#$%^&*(";

const PUNCTUATION: Readonly<Record<string, readonly [string, string]>> = {
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Backslash: ["\\", "|"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Backquote: ["`", "~"],
  Comma: [",", "<"],
  Period: [".", ">"],
  Slash: ["/", "?"],
  Space: [" ", " "],
  NumpadDecimal: [".", "."],
  NumpadAdd: ["+", "+"],
  NumpadSubtract: ["-", "-"],
  NumpadMultiply: ["*", "*"],
  NumpadDivide: ["/", "/"],
};

/** The character a key gives on a US layout, or null when it gives none. */
export function characterOfCode(code: string, shift: boolean, caps: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) {
    return shift !== caps ? letter : letter.toLowerCase();
  }
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) {
    const upper = shift && code.startsWith("Digit");
    return upper ? (SHIFTED_DIGITS[Number(digit)] ?? null) : digit;
  }
  const pair = PUNCTUATION[code];
  return pair === undefined ? null : pair[shift ? 1 : 0];
}

/** The control character that Ctrl and this key mean (Ctrl+] is GS), or null when it means none. */
export function controlCharacter(key: string, code: string): string | null {
  return controlOf(key) ?? controlOf(characterOfCode(code, false, false) ?? "");
}

function controlOf(character: string): string | null {
  const value = character.length === 1 ? character.toUpperCase().charCodeAt(0) : 0;
  return value >= 0x40 && value <= 0x5f ? String.fromCharCode(value - 0x40) : null;
}
