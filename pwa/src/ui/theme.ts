/**
 * Light, dark, or glare for bright sun; remembered per device, following the system until chosen.
 */

import { signal } from "@preact/signals";

export type Theme = "light" | "dark" | "glare";

const KEY = "unitrail.theme";

export const theme = signal<Theme>("light");

function isTheme(value: string | null): value is Theme {
  return value === "light" || value === "dark" || value === "glare";
}

/** Reads the stored choice or the system's, and applies it to the page. */
export function startTheme(target: Window): void {
  const stored = target.localStorage.getItem(KEY);
  const dark = target.matchMedia("(prefers-color-scheme: dark)").matches;
  apply(target, isTheme(stored) ? stored : dark ? "dark" : "light");
}

export function chooseTheme(target: Window, next: Theme): void {
  target.localStorage.setItem(KEY, next);
  apply(target, next);
}

function apply(target: Window, next: Theme): void {
  theme.value = next;
  target.document.documentElement.setAttribute("data-theme", next);
}
