/**
 * Puts records of steps on the device: the first act at a step begins it, and a lot's first step counts its units in.
 */

import type { StepComponent } from "../../entries/bodies.ts";
import { finishBody, type Input, startBody } from "../../production/bodies.ts";
import { onlyPlace } from "../../production/input.ts";
import type { Opening } from "../../production/open-step.ts";
import type { SampledAt } from "../../production/slots.ts";
import { componentFor, placeOf, runsOf, subjectName } from "../../production/subject.ts";
import type { JsonObject } from "../../sync/canonical.ts";
import type { EntryRecord } from "../../sync/oplog-schema.ts";
import type { App } from "../context.ts";
import { recordOrHalt } from "../record-or-halt.ts";
import type { KeptPlace } from "./kept.ts";
import type { Ask } from "./state.ts";

/** Under what a lot in use is remembered. */
export function useKey({ subject, step }: Opening, component: StepComponent): string {
  return `${subject.order}|${step.number}|${subjectName(subject)}|${component.item}`;
}

export interface Meant {
  readonly causes?: readonly string[];
  readonly reason?: string;
}

export class Recorder {
  readonly #app: App;
  readonly #kept: KeptPlace;
  readonly #equipment: (opening: Opening) => readonly string[];

  /** `equipment`: what a step begins on. */
  constructor(app: App, kept: KeptPlace, equipment: (opening: Opening) => readonly string[]) {
    this.#app = app;
    this.#kept = kept;
    this.#equipment = equipment;
  }

  /** Null when it could not be saved. */
  async record(
    type: string,
    body: JsonObject,
    meant: Meant = {},
    scan?: object,
  ): Promise<EntryRecord | null> {
    const appended = await recordOrHalt(this.#app, { type, body, ...meant }, scan);
    return appended?.record ?? null;
  }

  /** An act at a step, after what begins the step where nothing has yet. */
  async first(
    opening: Opening,
    type: string,
    body: JsonObject,
    scan: object,
  ): Promise<EntryRecord | null> {
    const { rows } = this.#app;
    const place = placeOf(rows, opening.subject, opening.step.number);
    if (place.run === null) {
      await this.#countIn(opening);
      const started = startBody(opening, place.order, this.#equipment(opening));
      if ((await this.record("StartStep", started, {}, scan)) === null) {
        return null;
      }
    }
    return this.record(type, body, {}, scan);
  }

  /** The units of a lot are in process from its first step on. */
  async #countIn(opening: Opening): Promise<void> {
    const { lot, order, serial } = opening.subject;
    const quantity = this.lotQuantity(opening);
    if (lot === null || serial !== null || quantity === null) {
      return;
    }
    if (runsOf(this.#app.rows, opening.subject).some(({ subject }) => subject !== "")) {
      return;
    }
    await this.record("BeginLot", { lot, order, quantity });
  }

  /** `second`: the badge of who looked at it too, where the step takes two. */
  async finish(opening: Opening, second: string | null): Promise<void> {
    await this.record("FinishStep", finishBody(opening, second));
  }

  /** How many units a lot has; null where the order makes several and nobody has said it. "1" for a unit. */
  lotQuantity({ subject }: Pick<Opening, "subject">): string | null {
    const { lot, order } = subject;
    const known = this.#app.rows.get("work_order", [order])?.row;
    if (lot === null) {
      return subject.serial === null ? (known?.quantity ?? null) : "1";
    }
    const said = this.#kept.value.value.lotQuantities[lot];
    const only = known?.lots.length === 1 && known.lots[0] === lot;
    return said ?? (only ? known.quantity : null);
  }

  /** The lot that was said to go into the next units, once; null when there is none left. */
  takeRepeat({ subject }: Opening, { item }: StepComponent): Input | null {
    const { repeats } = this.#kept.value.value;
    const key = `${subject.order}|${item}`;
    const repeat = repeats[key];
    if (repeat === undefined || repeat.left <= 0) {
      return null;
    }
    const left = repeat.left - 1;
    const { [key]: _used, ...others } = repeats;
    this.#kept.change({
      repeats: left === 0 ? others : { ...repeats, [key]: { ...repeat, left } },
    });
    const { lot } = repeat;
    return { lot, item, serial: null, location: onlyPlace(this.#app.rows, lot) };
  }

  /**
   * Another lot of a component that already went into this lot, here or at the step before: where is the boundary? Where
   * another device recorded what went in, the person says it by a scan.
   */
  changeOver({ subject }: Opening, input: Input): Ask | null {
    const { rows } = this.#app;
    const steps = rows.get("order_snapshot", [subject.order])?.row.steps ?? [];
    const { lot } = input;
    if (subject.lot === null || subject.serial !== null || lot === null) {
      return null;
    }
    for (const step of steps.toReversed()) {
      const opening = { subject, step };
      const place = placeOf(rows, subject, step.number);
      const component = componentFor(place, input.item ?? "");
      const went = place.run?.consumed.some((item) => componentFor(place, item) === component);
      if (component !== null && went === true) {
        const from = this.#inUse(opening, component);
        const asked = { opening, component, input: { ...input, lot } };
        if (from === lot) {
          return null;
        }
        return from === null ? { is: "old_lot", ...asked } : { is: "boundary", ...asked, from };
      }
    }
    return null;
  }

  /** The lot that went in, into this lot or into what it is a part of; null: not recorded on this device. */
  #inUse({ subject, step }: Opening, component: StepComponent): string | null {
    const { inUse, wholes } = this.#kept.value.value;
    for (let lot: string | undefined = subject.lot ?? ""; lot !== undefined; lot = wholes[lot]) {
      const known = inUse[useKey({ subject: { ...subject, lot }, step }, component)];
      if (known !== undefined) {
        return known;
      }
    }
    return null;
  }

  /** What is known here of how often a lot's or an order's sampled values were read. */
  sampledAt({ subject, step }: Opening): SampledAt {
    const { sampled } = this.#kept.value.value;
    return (code) => sampled[sampleKey({ subject, step }, code)] ?? null;
  }

  noteSample(opening: Opening, code: string, at: number): void {
    const { sampled } = this.#kept.value.value;
    const key = sampleKey(opening, code);
    const count = (sampled[key]?.count ?? 0) + 1;
    this.#kept.change({ sampled: { ...sampled, [key]: { at, count } } });
  }
}

function sampleKey({ subject, step }: Opening, code: string): string {
  return `${subject.order}|${step.number}|${subjectName(subject)}|${code}`;
}
