/**
 * Changing material, between scanner, person and log: a thing in hand, what is done with it, one question at a time.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import { assemblyOf } from "../../production/take-out.ts";
import {
  type Act,
  type Answers,
  actsOf,
  nextQuestion,
  type Question,
  type Thing,
  transformation,
} from "../../production/transform.ts";
import type { Reading } from "../../scan/resolve.ts";
import type { App } from "../context.ts";
import { recordOrHalt } from "../record-or-halt.ts";
import type { ReadScan } from "../scan-desk.ts";

/** What was said about the last scan or record. */
export type Said =
  | { readonly is: "unknown"; readonly text: string }
  | { readonly is: "number_taken"; readonly text: string }
  | { readonly is: "lot_wrong"; readonly text: string }
  | { readonly is: "assembly_unknown"; readonly text: string }
  | { readonly is: "done"; readonly act: Act; readonly text: string };

export interface ChangeState {
  readonly thing: Thing | null;
  readonly act: Act | null;
  readonly answers: Answers;
  readonly lots: readonly string[];
  readonly said: Said | null;
}

const NOTHING: ChangeState = { thing: null, act: null, answers: {}, lots: [], said: null };

export class ChangeWork {
  readonly #app: App;
  readonly #state = signal<ChangeState>(NOTHING);

  constructor(app: App) {
    this.#app = app;
  }

  get state(): ReadonlySignal<ChangeState> {
    return this.#state;
  }

  get acts(): readonly Act[] {
    const { thing } = this.#state.value;
    return thing === null ? [] : actsOf(this.#app.rows, thing);
  }

  get question(): Question | null {
    const { thing, act, answers } = this.#state.value;
    return thing === null || act === null
      ? null
      : nextQuestion(this.#app.rows, thing, act, answers);
  }

  #set(change: Partial<ChangeState>): void {
    this.#state.value = { ...this.#state.value, ...change };
  }

  /** Another thing in hand, or what the open question asks for. */
  async take(read: ReadScan): Promise<void> {
    const question = this.question;
    const text = read.scan.text.trim();
    switch (question?.is) {
      case "number":
        await this.#number(question.name, nameOf(read.reading) ?? text, read.scan);
        return;
      case "lots":
        this.#another(read);
        return;
      case "assembly":
        await this.#assembly(nameOf(read.reading) ?? text, read.scan);
        return;
      default:
        this.#begin(read);
    }
  }

  #begin(read: ReadScan): void {
    const thing = thingOf(this.#app, read.reading);
    this.#say(
      thing === null ? { is: "unknown", text: read.scan.text.slice(0, 40) } : null,
      read.scan,
    );
    if (thing !== null) {
      this.#set({ ...NOTHING, thing });
    }
  }

  #say(said: Said | null, scan: object): void {
    this.#set({ said });
    this.#app.feedback.signal(said === null ? "ok" : "warn", scan);
  }

  choose(act: Act): void {
    this.#set({ act, answers: {}, lots: [], said: null });
  }

  /** Back by one question; from the first one to what can be done. */
  back(): void {
    const { answers } = this.#state.value;
    const last = Object.keys(answers).at(-1);
    if (last === undefined) {
      this.#set({ act: null, lots: [], said: null });
      return;
    }
    const { [last]: _gone, ...kept } = answers;
    this.#set({ answers: kept, said: null });
  }

  async #number(name: string, number: string, scan: object): Promise<void> {
    if (this.isTaken(number)) {
      this.#say({ is: "number_taken", text: number }, scan);
      return;
    }
    await this.answer(name, number);
  }

  /** Whether a lot, or a unit of the item in hand, has this number. */
  isTaken(number: string): boolean {
    const { thing } = this.#state.value;
    const { rows } = this.#app;
    return thing?.is === "unit"
      ? rows.get("unit", [thing.unit.item, number]) !== undefined
      : rows.get("lot", [number]) !== undefined;
  }

  #another({ reading, scan }: ReadScan): void {
    const { thing, lots } = this.#state.value;
    const other = thingOf(this.#app, reading);
    const fits =
      other?.is === "lot" &&
      thing?.is === "lot" &&
      other.lot.number !== thing.lot.number &&
      other.lot.item === thing.lot.item &&
      other.lot.item_revision === thing.lot.item_revision &&
      !lots.includes(other.lot.number);
    this.#say(fits ? null : { is: "lot_wrong", text: scan.text.slice(0, 40) }, scan);
    if (fits) {
      this.#set({ lots: [...lots, other.lot.number] });
    }
  }

  async #assembly(serial: string, scan: object): Promise<void> {
    if (assemblyOf(this.#app.rows, serial) === null) {
      this.#say({ is: "assembly_unknown", text: serial.slice(0, 40) }, scan);
      return;
    }
    await this.answer("assembly", serial);
  }

  /** The last answer makes the record. */
  async answer(name: string, given: string | readonly string[]): Promise<void> {
    const { thing, act, answers } = this.#state.value;
    if (thing === null || act === null) {
      return;
    }
    const all = { ...answers, [name]: given };
    this.#set({ answers: all, said: null });
    if (nextQuestion(this.#app.rows, thing, act, all) !== null) {
      return;
    }
    const made = transformation(this.#app.rows, thing, act, all);
    const text = thing.is === "lot" ? thing.lot.number : thing.unit.serial;
    if ((await recordOrHalt(this.#app, { ...made, body: { ...made.body } as never })) !== null) {
      this.#app.feedback.signal("ok", {});
      this.#set({ ...NOTHING, thing: this.#now(thing), said: { is: "done", act, text } });
    }
  }

  /** The thing as it now stands here. */
  #now(thing: Thing): Thing {
    const { rows } = this.#app;
    if (thing.is === "lot") {
      return { is: "lot", lot: rows.get("lot", [thing.lot.number])?.row ?? thing.lot };
    }
    const { item, serial } = thing.unit;
    return { is: "unit", unit: rows.get("unit", [item, serial])?.row ?? thing.unit };
  }
}

/** The lot or unit that a label names, as this device knows it. */
export function thingOf({ rows }: App, reading: Reading): Thing | null {
  switch (reading.is) {
    case "lot":
      return reading.row === null ? null : { is: "lot", lot: reading.row };
    case "supplier_lot": {
      const [only, ...others] = reading.lots;
      return only === undefined || others.length > 0 ? null : { is: "lot", lot: only };
    }
    case "unit":
      return { is: "unit", unit: reading.row };
    case "product": {
      const { lot, serial } = reading.identity;
      const unit = rows.get("unit", [reading.item?.number ?? "", serial ?? ""])?.row;
      const whole = rows.get("lot", [lot ?? ""])?.row;
      return unit !== undefined
        ? { is: "unit", unit }
        : whole === undefined
          ? null
          : { is: "lot", lot: whole };
    }
    default:
      return null;
  }
}

/** The number on a label, whichever kind of label it is. */
function nameOf(reading: Reading): string | null {
  switch (reading.is) {
    case "lot":
      return reading.number;
    case "unit":
      return reading.row.serial;
    case "product":
      return reading.identity.serial ?? reading.identity.lot;
    default:
      return null;
  }
}
