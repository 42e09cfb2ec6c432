/**
 * Contrast of every role in every theme, and no raw colour outside the tokens.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { STATUSES } from "./status.ts";

const FOLDER = join(process.cwd(), "src");
const TOKENS = readFileSync(join(FOLDER, "ui/tokens.css"), "utf8");
const THEMES = ["light", "dark", "glare"] as const;
const BODY_TEXT = 4.5;
const VERDICT = 7;
const GRAPHIC = 3;

function colours(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(TOKENS)?.[1] ?? "";
  const pairs = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
  return new Map(pairs.map((pair) => [pair[1] ?? "", pair[2] ?? ""]));
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(THEMES)("theme %s", (theme) => {
  const of = colours(theme);
  const ratio = (one: string, other: string): number =>
    contrast(of.get(one) ?? "", of.get(other) ?? "");

  it.each(STATUSES)("%s reads as a verdict, as a chip and as a shape", (status) => {
    expect(ratio(`${status}-on-solid`, `${status}-solid`)).toBeGreaterThanOrEqual(VERDICT);
    expect(ratio(`${status}-fg`, `${status}-bg`)).toBeGreaterThanOrEqual(BODY_TEXT);
    expect(ratio(`${status}-fg`, "surface")).toBeGreaterThanOrEqual(BODY_TEXT);
    expect(ratio(`${status}-border`, "surface")).toBeGreaterThanOrEqual(GRAPHIC);
  });

  it.each([
    ["ink", "ground", VERDICT],
    ["ink", "surface", VERDICT],
    ["muted", "ground", BODY_TEXT],
    ["muted", "surface", BODY_TEXT],
    ["muted", "sunken", BODY_TEXT],
    ["brand", "surface", BODY_TEXT],
    ["on-brand", "brand", BODY_TEXT],
    ["ink", "brand-bg", BODY_TEXT],
    ["line-strong", "surface", GRAPHIC],
    ["focus", "ground", GRAPHIC],
  ] as const)("%s on %s is at least %d:1", (one, other, least) => {
    expect(ratio(one, other)).toBeGreaterThanOrEqual(least);
  });
});

describe("colours", () => {
  it("are named by role everywhere but in the tokens", () => {
    const sheets = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(
      (name) => name.endsWith(".css") && !name.endsWith("tokens.css"),
    );
    expect(sheets.length).toBeGreaterThan(15);
    for (const name of sheets) {
      const css = readFileSync(join(FOLDER, name), "utf8");
      expect(css, name).not.toMatch(/#[0-9a-f]{3,8}\b|\brgb|\bhsl|\boklch/i);
    }
  });
});
