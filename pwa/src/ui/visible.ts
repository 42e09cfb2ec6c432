/**
 * Scanned text as it may be shown: control characters become their Unicode pictures (S26).
 */

/** U+0000 to U+001F and U+007F as U+2400 to U+2421; the group separator reads `␝`. */
export function visibleText(text: string): string {
  return text.replace(/\p{Cc}/gu, (control) => {
    const value = control.charCodeAt(0);
    return value < 0x20 ? String.fromCharCode(0x2400 + value) : value === 0x7f ? "␡" : "�";
  });
}
