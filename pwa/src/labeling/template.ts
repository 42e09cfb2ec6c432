/**
 * A label template as it travels: whole micrometres, elements of five kinds. `labels/templates/model.py` is its source.
 */

/** Degrees clockwise in which an element stands in its box. */
export const TURNS = [0, 90, 180, 270] as const;
export type Turn = (typeof TURNS)[number];

interface Placed {
  readonly id: string;
  readonly x_um: number;
  readonly y_um: number;
  readonly width_um: number;
  readonly height_um: number;
  /** A field that must be given for the element to be printed. */
  readonly when: string | null;
  /** A field that must not be given. */
  readonly unless: string | null;
  /** Left out for 0, so that a template from before it could be turned keeps its bytes. */
  readonly turn?: Turn;
}

export type Align = "left" | "center" | "right";
export type Valign = "top" | "middle" | "bottom";

export interface TextElement extends Placed {
  readonly type: "text";
  readonly zh: string;
  readonly en: string;
  readonly field: string | null;
  readonly size_um: number;
  readonly weight: 400 | 700;
  readonly face: "sans" | "mono";
  readonly align: Align;
  readonly valign: Valign;
  readonly fit: "one_line" | "shrink" | "wrap";
  readonly white: boolean;
}

export interface Binding {
  readonly ai: string;
  readonly field: string;
}

export const KINDS = [
  "gs1_datamatrix",
  "gs1_datamatrix_rectangle",
  "gs1_128",
  "itf_14",
  "gs1_qr",
  "digital_link_qr",
  "qr",
] as const;

export interface SymbolElement extends Placed {
  readonly type: "symbol";
  readonly kind: (typeof KINDS)[number];
  readonly elements: readonly Binding[];
  readonly field: string | null;
  /** Wanted module width; 0: what GS1 aims at for the use. */
  readonly module_um: number;
  readonly align: Align;
  readonly valign: Valign;
}

export interface HriElement extends Placed {
  readonly type: "hri";
  readonly of: string;
  readonly size_um: number;
  readonly one_line: boolean;
  readonly align: Align;
}

export interface PictogramElement extends Placed {
  readonly type: "pictogram";
  readonly name: string;
}

export interface BoxElement extends Placed {
  readonly type: "box";
  /** 0: filled. */
  readonly stroke_um: number;
}

export type Element = TextElement | SymbolElement | HriElement | PictogramElement | BoxElement;
export type ElementType = Element["type"];

export const USES = ["healthcare", "direct_marking", "logistics", "internal"] as const;
export const MARKETS = ["US", "EU", "CN"] as const;
export const DPIS = [203, 300, 600] as const;

export interface Template {
  readonly number: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly use: (typeof USES)[number];
  readonly markets: readonly (typeof MARKETS)[number][];
  readonly width_um: number;
  readonly height_um: number;
  readonly mandatory: readonly string[];
  readonly elements: readonly Element[];
}

/** A revision as the server lists it. */
export interface RevisionLine {
  readonly number: string;
  readonly revision: string;
  readonly status: "draft" | "approved" | "superseded" | "withdrawn";
  readonly name_en: string;
  readonly name_zh: string;
  readonly use: string;
  readonly sha256: string;
  readonly drafted_by: string;
  readonly drafted_at: string;
  readonly approved_by: string | null;
  readonly approved_at: string | null;
}

export interface RevisionView extends RevisionLine {
  /** JSON of a `Template`; `sha256` is of this very text. */
  readonly content: string;
}

export interface Word {
  readonly name: string;
  readonly en: string;
  readonly zh: string;
  readonly bindable: boolean;
}

/** What a market asks of a device label; `checked`: by what it is met. */
export interface MarketRule {
  readonly market: (typeof MARKETS)[number];
  readonly clause: string;
  readonly en: string;
  readonly zh: string;
  readonly checked: "shown" | "udi" | "always" | "person";
}

export interface Words {
  readonly fields: readonly Word[];
  readonly signs: readonly Word[];
  readonly rules: readonly MarketRule[];
}

/** A record, or an example, with the fields of its label. */
export interface Subject {
  readonly kind: "example" | "lot" | "device" | "location" | "equipment";
  readonly key: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly data: Readonly<Record<string, string>>;
}

export interface Finding {
  readonly code: string;
  /** "" for the whole label. */
  readonly element: string;
  readonly severity: "stop" | "warn";
  readonly en: string;
  readonly zh: string;
}

/** Those that stop an approval; the others are for somebody to look at. */
export function stops(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === "stop").length;
}

/** "12.5" for 12 500; never more than 3 decimals. */
export function mm(um: number): string {
  return String(um / 1000);
}

/** Micrometres of what was typed in millimetres; null for what is no number of at least 0. */
export function fromMm(text: string): number | null {
  const typed = text.trim().replace(",", ".");
  return /^\d{1,3}(\.\d{1,3})?$/.test(typed) ? Math.round(Number(typed) * 1000) : null;
}

/** The revision that may be saved now: the draft under way, or the one after the approved. */
export function turnOf(lines: readonly RevisionLine[]): string {
  const newest = lines[0];
  if (newest === undefined) {
    return "1";
  }
  return newest.status === "draft" ? newest.revision : String(Number(newest.revision) + 1);
}
