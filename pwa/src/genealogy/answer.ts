/**
 * What the server answers about the genealogy, as `backend/genealogy` writes it, and the addresses it is asked at.
 */

export type Way = "back" | "forward";

export interface Thing {
  readonly kind: "lot" | "unit" | "container" | "load";
  readonly key: readonly string[];
}

export interface LotFound {
  readonly kind: string;
  readonly number: string;
  readonly item: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly status: string;
  readonly supplier: string | null;
  readonly supplier_lot: string | null;
  readonly unit: string;
  readonly on_hand: string;
  /** How much of that lies where. */
  readonly places: Readonly<Record<string, string>>;
  readonly accounts: Readonly<Record<string, string>>;
  readonly held: boolean;
  readonly stub: boolean;
  readonly granularity: Granularity;
}

export type Granularity = "exact" | "sub_lot" | "whole_lot";

export interface Failed {
  readonly code: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly defect: string | null;
  readonly by: string;
  readonly at: string;
}

export interface Read {
  readonly code: string;
  readonly count: number;
  readonly low: string | null;
  readonly high: string | null;
  readonly unit: string | null;
  readonly failed: number;
  readonly gauges: readonly string[];
  readonly documents: readonly string[];
}

export interface StepDone {
  readonly number: number;
  readonly name_zh: string;
  readonly name_en: string;
  readonly document: string | null;
  readonly status: string;
  readonly revision: string;
  readonly equipment: readonly string[];
  readonly people: readonly string[];
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly unverified: boolean;
  readonly missing: readonly string[];
  readonly read: readonly Read[];
  readonly failed: readonly Failed[];
}

export interface Made {
  readonly order: string;
  readonly item: string;
  /** "" for the order as a whole, else `lot:NUMBER` or `unit:SERIAL`. */
  readonly subject: string;
  readonly steps: readonly StepDone[];
}

/** What an answer is worth: complete or not and why, how exact, up to when, who was not heard. */
export interface Worth {
  readonly site: string;
  readonly at: string | null;
  readonly asked_at: string;
  readonly position: number;
  readonly complete: boolean;
  readonly reasons: readonly {
    readonly code: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
  readonly granularity: Granularity;
  readonly unheard: readonly {
    readonly code: string;
    readonly name: string;
    readonly last_push_at: string | null;
    readonly unsent: number;
  }[];
}

export interface TraceAnswer extends Worth {
  readonly thing: Thing;
  readonly direction: Way;
  readonly lots: readonly LotFound[];
  readonly units: readonly {
    readonly item: string;
    readonly status: string;
    readonly count: number;
  }[];
  readonly unit_count: number;
  readonly inside: readonly { readonly item: string; readonly serial: string }[];
  readonly containers: readonly string[];
  readonly made: readonly Made[];
}

/** A direct neighbour; `thing` null: a group of `count` units. */
export interface Child {
  readonly thing: Thing | null;
  readonly item: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly status: string;
  readonly held: boolean;
  readonly supplier: string | null;
  readonly supplier_lot: string | null;
  readonly link: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly count: number;
  readonly more: boolean;
}

export interface Level {
  readonly children: readonly Child[];
  readonly more: boolean;
}

export interface Namesakes {
  readonly found: readonly {
    readonly thing: Thing;
    readonly item: string;
    readonly name_zh: string;
    readonly name_en: string;
    readonly supplier: string | null;
    readonly supplier_lot: string | null;
  }[];
  readonly more: boolean;
}

/** In how many of the bad and of the good things something is. */
export interface Factor {
  readonly kind: string;
  readonly number: string;
  readonly item: string;
  readonly bad: number;
  readonly bad_of: number;
  readonly good: number;
  readonly good_of: number;
  readonly chance: number;
}

export interface Compared {
  readonly kind: string;
  readonly item: string;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly same: boolean;
}

export interface FactorsAnswer {
  readonly worth: Worth;
  readonly factors: readonly Factor[];
}

export interface SideBySide {
  readonly worth: Worth;
  readonly rows: readonly Compared[];
}

export function thingText(thing: Thing): string {
  return JSON.stringify([thing.kind, ...thing.key]);
}

export type TraceFile =
  | ""
  | "/graph"
  | "/children"
  | "/units.csv"
  | "/lots.csv"
  | "/answer.json"
  | "/epcis.jsonld";

export function tracePath(
  thing: Thing,
  way: Way,
  file: TraceFile = "",
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ thing: thingText(thing), ...more });
  return `/genealogy/${way}${file}?${query}`;
}

/** The part of a question that says when; nothing for now. */
export function asAt(at: string | null): Readonly<Record<string, string>> {
  return at === null || at === "" ? {} : { at };
}

export function findPath(text: string, item: string | null): string {
  const query = new URLSearchParams(item === null ? { text } : { text, item });
  return `/genealogy/find?${query}`;
}

/** `#/desk/trace/unit/PX-1/0007?way=back`; `at`: RFC 3339, now when left out. */
export function traceHref(thing: Thing, way: Way, at: string | null = null): string {
  const path = [thing.kind, ...thing.key].map(encodeURIComponent).join("/");
  const query = new URLSearchParams({ way, ...asAt(at) });
  return `#/desk/trace/${path}?${query}`;
}

/** The thing that the parts of an address name, or null. */
export function thingAt(at: readonly string[]): Thing | null {
  const [kind, ...key] = at;
  const kinds: readonly Thing["kind"][] = ["lot", "unit", "container", "load"];
  const known = kinds.find((each) => each === kind);
  const parts = known === "unit" ? 2 : 1;
  return known === undefined || key.length !== parts ? null : { kind: known, key };
}
