/** What the step screens show: where the person is, what the last act came to, what is asked. */

import type { ConsumeMaterialBody, StepComponent } from "../../entries/bodies.ts";
import type { Input, Keyed, Looked } from "../../production/bodies.ts";
import type { Finding } from "../../production/finding.ts";
import type { Opening } from "../../production/open-step.ts";

/** What can be undone for a few seconds: the record it compensates. */
export type Undoable =
  | { readonly is: "consumed"; readonly id: string; readonly body: ConsumeMaterialBody }
  | {
      readonly is: "read" | "looked";
      readonly id: string;
      readonly opening: Opening;
      readonly code: string;
    };

/** A part that something speaks against; nothing went in. */
export interface Blocked {
  readonly is: "blocked";
  readonly finding: Finding;
  readonly body: ConsumeMaterialBody;
  readonly input: Input;
  readonly component: StepComponent | null;
}

/** A step that came to its end. */
export interface Closed {
  readonly number: number;
  readonly failed: boolean;
}

export type Result =
  | {
      readonly is: "did";
      readonly what: string;
      readonly findings: readonly Finding[];
      readonly undo: Undoable;
      readonly at: number;
      /** The step that this act ended. */
      readonly closed: Closed | null;
    }
  | Blocked
  | { readonly is: "undone"; readonly what: string }
  | { readonly is: "counted" | "skipped" | "divided"; readonly what: string }
  | { readonly is: "ended"; readonly closed: Closed }
  | {
      readonly is: "soft";
      readonly why: "unknown" | "not_released" | "all_done" | "already";
      readonly about: string;
    };

/** Another lot of a component that is in already. */
interface NewLot {
  readonly opening: Opening;
  readonly component: StepComponent;
  readonly input: Input & { readonly lot: string };
}

/** A question that takes the whole screen before anything is recorded. */
export type Ask =
  | { readonly is: "choose"; readonly openings: readonly Opening[] }
  | { readonly is: "lot_quantity" }
  | { readonly is: "quantity"; readonly component: StepComponent; readonly input: Input }
  | { readonly is: "second_value"; readonly keyed: Keyed }
  | { readonly is: "second_badge"; readonly keyed: Keyed }
  | { readonly is: "second_look"; readonly looked: Looked }
  /** The step takes two, and nothing at it is looked at. */
  | { readonly is: "second_end"; readonly opening: Opening }
  /** `corrects`: the reading that was answered wrongly. */
  | { readonly is: "defect"; readonly looked: Looked; readonly corrects: string | null }
  | { readonly is: "repeat"; readonly item: string; readonly lot: string }
  | ({ readonly is: "old_lot" } & NewLot)
  | ({ readonly is: "boundary"; readonly from: string } & NewLot)
  | {
      readonly is: "skip";
      readonly reason: string;
      readonly badge: string;
      readonly mistake: string;
    }
  | {
      readonly is: "redo";
      readonly code: string;
      readonly opening: Opening;
      readonly reading: string;
    };

/** Questions that are answered by a number. */
export type AskedByValue =
  | "second_value"
  | "redo"
  | "lot_quantity"
  | "quantity"
  | "repeat"
  | "boundary";

export function isByValue(ask: Ask): ask is Extract<Ask, { is: AskedByValue }> {
  return /value|redo|quantity|repeat|boundary/.test(ask.is);
}

export interface StepState {
  readonly opening: Opening | null;
  readonly result: Result | null;
  readonly ask: Ask | null;
  /** The next part's quantity is keyed instead of taken from the order. */
  readonly otherQuantity: boolean;
  /** A value read by time or by count that is read once more now. */
  readonly again: string | null;
  /** The document that was scanned for the check on the screen, and the photos that were taken for it. */
  readonly document: string;
  readonly photos: readonly string[];
}

/** What a person has begun to say at a step and not recorded yet: a reload asks it again where it was. */
export type Begun = Omit<StepState, "opening" | "result"> & {
  readonly result: Extract<Result, { is: "blocked" }> | null;
};

export const NOTHING_BEGUN: Begun = {
  otherQuantity: false,
  again: null,
  document: "",
  photos: [],
  ask: null,
  result: null,
};

/** The machine and the gauge that were scanned for a step. */
export interface Named {
  readonly machine: string | null;
  readonly gauge: string | null;
}

export interface MeansState {
  /** What was scanned for a step, by the step. */
  readonly named: Readonly<Record<string, Named>>;
  readonly waived: readonly string[];
  /** Stops that were shown and recorded. */
  readonly told: readonly string[];
  /** Something scanned while the machine was asked for. */
  readonly early: string | null;
}
