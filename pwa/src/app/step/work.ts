/**
 * The work at steps between scanner, person and log: what a scan opens, what goes in, what is read and looked at.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { ConsumeMaterialBody, StepComponent } from "../../entries/bodies.ts";
import { STOPPING, wantsSecond } from "../../production/advice.ts";
import { blockedBody, consumeBody, type Input, quantityFor } from "../../production/bodies.ts";
import { adviceOnConsume } from "../../production/consume-advice.ts";
import type { Finding, Occasion } from "../../production/finding.ts";
import { fitting, type Opening } from "../../production/open-step.ts";
import { goesOn, nextSlot, type Slot, slotsOf } from "../../production/slots.ts";
import { isDone, placeOf, RUNNING } from "../../production/subject.ts";
import type { App } from "../context.ts";
import type { KeptPlace } from "./kept.ts";
import { Means } from "./means.ts";
import { Recorder, useKey } from "./recorder.ts";
import {
  type Ask,
  type Begun,
  type Blocked,
  NOTHING_BEGUN,
  type StepState,
  type Undoable,
} from "./state.ts";
import { haltFor, inText } from "./stops.ts";

export class StepWork {
  readonly app: App;
  readonly kept: KeptPlace;
  readonly means: Means;
  readonly recorder: Recorder;
  readonly #state = signal<StepState>({ ...NOTHING_BEGUN, opening: null });

  constructor(app: App, kept: KeptPlace) {
    this.app = app;
    this.kept = kept;
    this.means = new Means(this);
    this.recorder = new Recorder(app, kept, (opening) => this.means.equipment(opening));
    this.#state.value = { ...this.#state.value, ...kept.value.value.begun };
    this.#reopen();
    this.#dropWhatIsGone();
  }

  /** A question about an order that this device no longer has would stay on the screen for ever. */
  #dropWhatIsGone(): void {
    const { ask, opening } = this.#state.value;
    const openings = ask?.is === "choose" ? ask.openings : [];
    const isHere = ({ subject }: Opening): boolean =>
      this.app.rows.get("order_snapshot", [subject.order]) !== undefined;
    if (opening === null && !(openings.length > 0 && openings.every(isHere))) {
      this.set(NOTHING_BEGUN);
    }
  }

  get state(): ReadonlySignal<StepState> {
    return this.#state;
  }

  set(change: Partial<StepState>): void {
    this.#state.value = { ...this.#state.value, ...change };
    const begun = begunIn(this.#state.value);
    if (!same(begun, this.kept.value.value.begun)) {
      this.kept.change({ begun });
    }
  }

  /** Where the person was before a reload, if that is still to be done. */
  resume(): void {
    const { ask, opening } = this.#state.value;
    if (opening === null && ask === null) {
      this.#reopen();
    }
  }

  #reopen(): void {
    const { at } = this.kept.value.value;
    if (at === null || at.step === null) {
      return;
    }
    const place = placeOf(this.app.rows, at, at.step);
    if (place.step === null) {
      return;
    }
    const subject = { order: at.order, lot: at.lot, serial: at.serial };
    if (place.run !== null && isDone(place.run)) {
      this.openNext({ subject, step: place.step });
    } else {
      this.set({ opening: { subject, step: place.step } });
    }
  }

  get slots(): readonly Slot[] {
    const { opening } = this.#state.value;
    if (opening === null) {
      return [];
    }
    const place = placeOf(this.app.rows, opening.subject, opening.step.number);
    return slotsOf(this.app.rows, place, this.nowMs, this.recorder.sampledAt(opening));
  }

  get nowMs(): number {
    return this.app.device.client.time.nowMs();
  }

  /** Who records now, and when. */
  get occasion(): Occasion {
    const badge = this.app.session.shift.value?.holder.badge ?? "";
    return { badge, atMs: this.nowMs };
  }

  open(opening: Opening | null): void {
    const at = opening === null ? null : { ...opening.subject, step: opening.step.number };
    this.kept.change({ at });
    if (opening !== null) {
      this.means.forgetOthers(opening.subject.order);
    }
    const unsure = opening !== null && this.recorder.lotQuantity(opening) === null;
    this.set({
      opening,
      again: null,
      document: "",
      photos: [],
      ask: unsure ? { is: "lot_quantity" } : null,
    });
  }

  /** Records what goes in, unless something speaks against it: then the stop is recorded, and nothing went in yet. */
  async consume(
    opening: Opening,
    input: Input,
    body: ConsumeMaterialBody,
    component: StepComponent | null,
    scan: object,
    flagged = false,
  ): Promise<void> {
    const findings = adviceOnConsume(this.app.rows, body, this.occasion);
    const stop = findings.find(({ code }) => STOPPING.has(code));
    if (stop !== undefined && !flagged) {
      const detail = Object.values(stop.detail).join(" · ");
      await this.recorder.record(
        "ReportBlocked",
        blockedBody(opening, stop.code, detail, body.scans),
      );
      await haltFor(this.app, stop, { component, input }, scan);
      this.set({ result: { is: "blocked", finding: stop, body, input, component } });
      return;
    }
    const record = await this.recorder.first(opening, "ConsumeMaterial", body, scan);
    if (record === null) {
      return;
    }
    if (body.input_lot !== null && component !== null) {
      const inUse = {
        ...this.kept.value.value.inUse,
        [useKey(opening, component)]: body.input_lot,
      };
      this.kept.change({ inUse });
    }
    const what = inText(this.app, body, this.nowMs);
    await this.done(opening, what, findings, { is: "consumed", id: record.id, body }, scan);
  }

  /** What was stopped for being open too long comes from a container that is opened now. */
  async openContainer(opening: Opening, blocked: Blocked): Promise<void> {
    const { body, component, input } = blocked;
    const record = { lot: input.lot ?? "", scans: body.scans };
    if ((await this.recorder.record("OpenContainer", record)) !== null) {
      await this.consume(opening, input, body, component, {});
    }
  }

  /** After an act: the end of the last one ends the step by itself, and the next step opens. */
  async done(
    opening: Opening,
    what: string,
    findings: readonly Finding[],
    undo: Undoable,
    scan: object,
  ): Promise<void> {
    const said = { is: "did" as const, what, findings, undo, at: performance.now() };
    const closed = await this.closeIfDone(opening);
    this.set({ result: { ...said, closed } });
    const flagged = findings.length > 0 || closed?.failed === true;
    this.app.feedback.signal(flagged ? "warn" : "ok", scan);
    if (closed !== null) {
      this.openNext(opening);
    }
    await this.goOn();
  }

  async closeIfDone(opening: Opening): Promise<{ number: number; failed: boolean } | null> {
    const { number } = opening.step;
    const before = placeOf(this.app.rows, opening.subject, number);
    const at = this.recorder.sampledAt(opening);
    const open = nextSlot(slotsOf(this.app.rows, before, this.nowMs, at));
    if (
      open !== null ||
      this.#state.value.again !== null ||
      before.run === null ||
      before.run.status !== "running"
    ) {
      return null;
    }
    if (goesOn(before, this.recorder.lotQuantity(opening))) {
      return null;
    }
    if (wantsSecond(before)) {
      this.set({ ask: { is: "second_end", opening } });
      return null;
    }
    await this.recorder.finish(opening, null);
    return { number, failed: before.run.failed.length > 0 };
  }

  openNext({ subject }: Opening): void {
    const [next, ...others] = fitting(this.app.rows, subject);
    if (next === undefined) {
      const { order, lot, serial } = subject;
      const at =
        serial === null
          ? { order, lot, serial, step: null }
          : { order, lot, serial: null, step: null };
      this.kept.change({ at });
      this.set({ opening: null });
    } else if (others.length > 0) {
      this.set({ opening: null, ask: { is: "choose", openings: [next, ...others] } });
    } else {
      this.open(next);
    }
  }

  /** What goes in by itself: the lot that was said to go into the next units. */
  async goOn(): Promise<void> {
    const { opening, ask } = this.#state.value;
    const slot = nextSlot(this.slots);
    const running =
      opening !== null &&
      RUNNING.has(placeOf(this.app.rows, opening.subject, 0).order?.status ?? "");
    const stopped = this.means.gate(opening) !== null;
    if (opening === null || stopped || ask !== null || slot?.is !== "component" || !running) {
      return;
    }
    const repeat = this.recorder.takeRepeat(opening, slot.component);
    const quantity = quantityFor(slot.component, opening, this.recorder.lotQuantity(opening));
    if (repeat !== null && quantity !== null) {
      const body = consumeBody(opening, repeat, quantity, []);
      await this.consume(opening, repeat, body, slot.component, {});
    }
  }

  ask(ask: Ask | null): void {
    this.set({ ask });
  }

  sayLotQuantity(lot: string, quantity: string): void {
    const { lotQuantities } = this.kept.value.value;
    this.kept.change({ lotQuantities: { ...lotQuantities, [lot]: quantity } });
    this.set({ ask: null });
  }

  /** The lot goes into so many more units by itself. */
  async repeat(key: string, lot: string, left: number): Promise<void> {
    this.kept.change({ repeats: { ...this.kept.value.value.repeats, [key]: { lot, left } } });
    this.set({ ask: null });
    await this.goOn();
  }

  endRepeat(key: string): void {
    const { [key]: _ended, ...repeats } = this.kept.value.value.repeats;
    this.kept.change({ repeats });
  }
}

/** The part of the state that no record holds yet. */
function begunIn({ opening: _opening, result, ...rest }: StepState): Begun {
  return { ...rest, result: result?.is === "blocked" ? result : null };
}

function same(one: Begun, other: Begun): boolean {
  return (Object.keys(one) as (keyof Begun)[]).every((key) => one[key] === other[key]);
}
