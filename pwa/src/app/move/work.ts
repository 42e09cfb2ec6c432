/**
 * Moving between scanner, person and log: lots wait for their location, or go to the one scanned first.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { MoveStockBody, Quantity, Scan } from "../../entries/bodies.ts";
import type { LotRow } from "../../entries/rows.ts";
import type { Reading } from "../../scan/resolve.ts";
import { isDecimal } from "../../sync/decimal.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { moveWords } from "../../ui/i18n/move/catalogue.ts";
import {
  adviceOnMove,
  containerLoads,
  type Finding,
  type Load,
  loadOf,
  moveBody,
  STOPPING,
  undoBody,
} from "../../warehouse/move.ts";
import { codeText } from "../codes.ts";
import type { App } from "../context.ts";
import { recordOrHalt } from "../record-or-halt.ts";
import type { ReadScan } from "../scan-desk.ts";
import { scanOf } from "../scan-record.ts";
import { merged, wrongPlace } from "./loads.ts";

export interface Moved {
  readonly id: string;
  readonly body: MoveStockBody;
}

export type Result =
  | {
      readonly is: "moved";
      readonly moves: readonly Moved[];
      readonly findings: readonly Finding[];
      readonly at: number;
    }
  | { readonly is: "undone"; readonly complete: boolean }
  | { readonly is: "refused"; readonly to: string; readonly place: Scan | null }
  | { readonly is: "soft"; readonly why: "not_a_lot" | "many_lots" | "place_unknown" };

export interface MoveState {
  /** Put mode: everything goes here. */
  readonly target: string | null;
  readonly loads: readonly Load[];
  /** A lot whose quantity has to be said. */
  readonly asking: Load | null;
  /** A container's location was scanned: the sentence stands before the commit. */
  readonly confirm: { readonly to: string; readonly place: Scan } | null;
  readonly result: Result | null;
}

const EMPTY: MoveState = { target: null, loads: [], asking: null, confirm: null, result: null };

export class MoveWork {
  readonly #app: App;
  readonly #state = signal<MoveState>(EMPTY);

  constructor(app: App) {
    this.#app = app;
  }

  get state(): ReadonlySignal<MoveState> {
    return this.#state;
  }

  #set(change: Partial<MoveState>): void {
    this.#state.value = { ...this.#state.value, ...change };
  }

  async take(read: ReadScan): Promise<void> {
    const { reading, scan } = read;
    const record = scanOf(read);
    this.#set({ result: null, confirm: null });
    switch (reading.is) {
      case "location":
        await this.#takePlace(reading, record, scan);
        return;
      case "lot":
        await this.#takeLot(reading.number, record, null, scan);
        return;
      case "product":
        await this.#takeProduct(reading, record, scan);
        return;
      case "supplier_lot":
        await this.#takeOneOf(reading.lots, record, null, scan);
        return;
      case "package":
        this.#takeContainer(reading.number, record, scan);
        return;
      case "command":
        await this.#command(reading.command, scan);
        return;
      default:
        this.#soft("not_a_lot", scan);
    }
  }

  #soft(why: Extract<Result, { is: "soft" }>["why"], scan: object): void {
    this.#set({ result: { is: "soft", why } });
    this.#app.feedback.signal("warn", scan);
  }

  async #takePlace(
    reading: Extract<Reading, { is: "location" }>,
    record: Scan,
    scan: object,
  ): Promise<void> {
    const { code, row } = reading;
    if (row === null) {
      this.#soft("place_unknown", scan);
      return;
    }
    const { loads } = this.#state.value;
    if (loads.length === 0) {
      this.#set({ target: code, asking: null });
      this.#app.feedback.signal("ok", scan);
    } else if (loads.some(({ container }) => container !== null)) {
      this.#set({ confirm: { to: code, place: record } });
      this.#app.feedback.signal("tick", scan);
    } else {
      await this.commit(code, record, scan);
    }
  }

  /** A supplier's label: our lot behind it, with the pack's quantity. */
  async #takeProduct(
    reading: Extract<Reading, { is: "product" }>,
    record: Scan,
    scan: object,
  ): Promise<void> {
    const { identity, item, identifier } = reading;
    const named = this.#app.rows.find("lot", "supplier_lot", identity.lot ?? "");
    const lots = named.map(({ row }) => row).filter((lot) => lot.item === item?.number);
    const value = identity.serial === null ? (identifier?.base_quantity ?? "") : "1";
    const pack = item !== null && isDecimal(value) ? { unit: item.unit, value } : null;
    await this.#takeOneOf(lots, record, pack, scan);
  }

  async #takeOneOf(
    lots: readonly LotRow[],
    record: Scan,
    pack: Quantity | null,
    scan: object,
  ): Promise<void> {
    const [only, ...others] = lots;
    if (only === undefined || others.length > 0) {
      this.#soft(only === undefined ? "not_a_lot" : "many_lots", scan);
      return;
    }
    await this.#takeLot(only.number, record, pack, scan);
  }

  async #takeLot(lot: string, record: Scan, pack: Quantity | null, scan: object): Promise<void> {
    const { target, loads } = this.#state.value;
    const load = loadOf(this.#app.rows, lot, record, pack);
    if (load === null || (target !== null && load.whole)) {
      const unit = this.#unitOf(lot);
      const base = { lot, from: null, whole: false, scans: [record], container: null };
      this.#set({ asking: load ?? { ...base, quantity: { unit, value: "" } } });
      this.#app.feedback.signal("tick", scan);
      return;
    }
    const others = loads.filter((other) => other.lot !== lot);
    this.#set({ loads: [...others, merged(load, loads)], asking: null });
    if (target === null) {
      this.#app.feedback.signal("ok", scan);
    } else {
      await this.commit(target, null, scan);
    }
  }

  #unitOf(lot: string): string {
    const item = this.#app.rows.get("lot", [lot])?.row.item ?? "";
    return this.#app.rows.get("item", [item])?.row.unit ?? "ea";
  }

  #takeContainer(number: string, record: Scan, scan: object): void {
    const inside = containerLoads(this.#app.rows, number, record);
    if (inside.length === 0) {
      this.#soft("not_a_lot", scan);
      return;
    }
    this.#set({ loads: [...this.#state.value.loads, ...inside] });
    this.#app.feedback.signal("ok", scan);
  }

  /** The quantity for the lot in question, or for one on the list. */
  async say(load: Load, quantity: Quantity, whole: boolean): Promise<void> {
    const { loads, target } = this.#state.value;
    const others = loads.filter((other) => other.lot !== load.lot);
    this.#set({ loads: [...others, { ...load, quantity, whole }], asking: null });
    if (target !== null) {
      await this.commit(target, null, {});
    }
  }

  ask(load: Load): void {
    this.#set({ asking: load });
  }

  leaveOut(load: Load): void {
    const loads = this.#state.value.loads.filter((other) => other.lot !== load.lot);
    this.#set({ loads, asking: null });
  }

  endPut(): void {
    this.#set({ target: null });
  }

  /** Records every load to its place; a stop records nothing unless the goods are there already. */
  async commit(to: string, place: Scan | null, scan: object, flagged = false): Promise<void> {
    const { rows, device } = this.#app;
    const bodies = this.#state.value.loads.map((load) => moveBody(load, to, place));
    const { site } = device.enrolment;
    const findings = bodies.flatMap((body) => adviceOnMove(rows, body, site));
    const stop = findings.find(({ code }) => STOPPING.has(code));
    if (stop !== undefined && !flagged) {
      await this.#halt(stop, scan);
      this.#set({ confirm: null, result: { is: "refused", to, place } });
      return;
    }
    const moves: Moved[] = [];
    for (const body of bodies) {
      const appended = await recordOrHalt(this.#app, { type: "MoveStock", body }, scan);
      if (appended === null) {
        break;
      }
      moves.push({ id: appended.record.id, body });
    }
    const loads = this.#state.value.loads.slice(moves.length);
    const at = performance.now();
    this.#set({ loads, confirm: null, result: { is: "moved", moves, findings, at } });
    if (loads.length === 0) {
      this.#app.feedback.signal(findings.length > 0 ? "warn" : "ok", scan);
    }
  }

  async #halt({ code, detail }: Finding, scan: object): Promise<void> {
    const said = codeText(code, detail);
    const status = code === "HELD_LOT_MOVED" ? "hold" : "stop";
    const word = t().status[status]();
    const now = moveWords().notThere();
    // The catalogue's reason speaks of what is recorded; here nothing is yet.
    const why = status === "hold" ? said.why : wrongPlace(detail);
    await this.#app.halt({ status, code, word, what: said.what, why, now }, scan);
  }

  async undo(): Promise<void> {
    const last = this.#state.value.result;
    if (last?.is !== "moved") {
      return;
    }
    let complete = true;
    for (const { id, body } of last.moves) {
      const back = undoBody(body);
      const draft = { type: "MoveStock", causes: [id], reason: "undo" };
      const done = back !== null && (await recordOrHalt(this.#app, { ...draft, body: back }));
      complete = complete && done !== null && done !== false;
    }
    this.#set({ result: { is: "undone", complete } });
    this.#app.feedback.signal(complete ? "ok" : "warn", {});
  }

  async #command(command: string, scan: object): Promise<void> {
    const last = this.#state.value.loads.at(-1);
    if (command === "UNDO") {
      await this.undo();
    } else if (command === "QTY" && last !== undefined) {
      this.ask(last);
      this.#app.feedback.signal("tick", scan);
    } else {
      this.#app.feedback.signal("warn", scan);
    }
  }
}
