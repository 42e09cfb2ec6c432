/**
 * A sterilisation load between scanner, person and log: the chamber opens or begins it, positions and boxes fill it,
 * indicators are placed, and phases begin; all from what this device knows, so also without a network.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Quantity } from "../../entries/bodies.ts";
import type { CycleRow, LoadMemberRow, LoadRow } from "../../entries/load-rows.ts";
import { onHand } from "../../entries/on-hand.ts";
import { isChamber } from "../../production/chambers.ts";
import type { Occasion } from "../../production/finding.ts";
import { membersOf, STOPPING } from "../../production/load-advice.ts";
import { isDecided } from "../../production/load-phases.ts";
import { boxIn } from "../../production/reduce-loads.ts";
import { addDecimals, negateDecimal } from "../../sync/decimal.ts";
import { containerLoads } from "../../warehouse/move.ts";
import { thingOf } from "../change/work.ts";
import type { App } from "../context.ts";
import { recordOrHalt } from "../record-or-halt.ts";
import type { ReadScan } from "../scan-desk.ts";
import { scanOf } from "../scan-record.ts";
import { adviceOn, type LoadDraft } from "./drafts.ts";
import { type LoadState, NOTHING, type Phase, packOf, positionOf, type SoftWhy } from "./state.ts";
import { haltForLoad } from "./stops.ts";

export class LoadWork {
  readonly app: App;
  readonly #state = signal<LoadState>(NOTHING);

  constructor(app: App) {
    this.app = app;
  }

  get state(): ReadonlySignal<LoadState> {
    return this.#state;
  }

  set(change: Partial<LoadState>): void {
    this.#state.value = { ...this.#state.value, ...change };
  }

  get load(): LoadRow | null {
    return this.app.rows.get("load", [this.#state.value.load ?? ""])?.row ?? null;
  }

  get #now(): Occasion {
    const badge = this.app.session.shift.value?.holder.badge ?? "";
    return { badge, atMs: this.app.device.client.time.nowMs() };
  }

  /** Loads that go on, of the chamber in hand or of all, the latest first. */
  get open(): readonly LoadRow[] {
    const { chamber } = this.#state.value;
    return this.app.rows
      .all("load")
      .map(({ row }) => row)
      .filter((row) => !isDecided(row) && (chamber === null || row.chamber === chamber))
      .toSorted((a, b) => b.opened_at.localeCompare(a.opened_at));
  }

  /** Cycles that run in the chamber in hand. */
  get cycles(): readonly CycleRow[] {
    const { chamber } = this.#state.value;
    const wanted = this.app.rows.get("equipment", [chamber ?? ""])?.row.equipment_class;
    const rows = this.app.rows.all("cycle").map(({ row }) => row);
    return rows.filter((row) => row.equipment_class === wanted);
  }

  async take(read: ReadScan): Promise<void> {
    const { reading, scan } = read;
    const { load, cycle, mode } = this.#state.value;
    this.set({ said: null, confirm: null });
    if (reading.is === "equipment") {
      this.#chamber(reading.code, scan);
    } else if (reading.is === "load") {
      this.openLoad(reading.number, scan);
    } else if (cycle !== null) {
      await this.begin(scan.text.trim(), scan);
    } else if (load === null) {
      this.#soft("no_load", scan.text, scan);
    } else if (mode === "indicators") {
      await this.#indicator(scan.text.trim(), scan);
    } else {
      await this.#fill(read);
    }
  }

  #soft(is: SoftWhy, text: string, scan: object): void {
    this.set({ said: { is, text: text.slice(0, 40) } });
    this.app.feedback.signal("warn", scan);
  }

  /** The chamber opens the one load that goes on in it. */
  #chamber(code: string, scan: object): void {
    if (!isChamber(this.app.rows, code)) {
      this.#soft("no_chamber", code, scan);
      return;
    }
    if (this.load?.chamber === code) {
      this.app.feedback.signal("tick", scan);
      return;
    }
    this.set({ ...NOTHING, chamber: code });
    const [only, ...others] = this.open.filter(({ status }) => status !== "await_bi");
    if (only !== undefined && others.length === 0) {
      this.set({ load: only.number });
    }
    this.app.feedback.signal("ok", scan);
  }

  openLoad(number: string, scan: object = {}): void {
    const chamber = this.app.rows.get("load", [number])?.row.chamber ?? null;
    this.set({ ...NOTHING, chamber, load: number });
    this.app.feedback.signal("ok", scan);
  }

  leave(): void {
    this.set({ ...NOTHING, chamber: this.#state.value.chamber });
  }

  /** A number nobody has used here: the chamber, the day, and a count. */
  get proposed(): string {
    const { chamber } = this.#state.value;
    const day = new Date(this.#now.atMs).toISOString().slice(2, 10).replaceAll("-", "");
    const { rows } = this.app;
    const numbers = Array.from({ length: 99 }, (_, n) => `${chamber}-${day}-${n + 1}`);
    return numbers.find((number) => rows.get("load", [number]) === undefined) ?? "";
  }

  async begin(number: string, scan: object = {}): Promise<void> {
    const { chamber, cycle } = this.#state.value;
    if (chamber === null || cycle === null || number === "" || number.length > 90) {
      this.#soft("no_number", number, scan);
      return;
    }
    if (this.app.rows.get("load", [number]) !== undefined) {
      this.#soft("number_taken", number, scan);
      return;
    }
    const { code, revision } = cycle;
    const body = { chamber, cycle: code, load: number, revision };
    await this.keep({ type: "OpenLoad", body }, scan);
  }

  async #fill(read: ReadScan): Promise<void> {
    const { reading, scan } = read;
    const { position, box } = this.#state.value;
    const named = positionOf(reading, scan.text);
    if (named !== null) {
      this.set({ position: named, box: null, said: { is: "position", text: named } });
      this.app.feedback.signal("ok", scan);
    } else if (position === null) {
      this.#soft("no_position", scan.text, scan);
    } else if (reading.is === "package") {
      await this.#container(reading.number, read);
    } else {
      const thing = thingOf(this.app, reading);
      if (thing?.is !== "lot") {
        this.#soft("no_lot", scan.text, scan);
        return;
      }
      const asking = { lot: thing.lot.number, container: box };
      const pack = box === null ? null : packOf(reading);
      this.app.feedback.signal("ok", scan);
      if (pack === null) {
        this.set({ asking });
      } else {
        await this.put(asking.lot, box, pack, scan);
      }
    }
  }

  /** What came in under a carton number is known here; of any other box the lot is asked for. */
  async #container(number: string, read: ReadScan): Promise<void> {
    const { load } = this.#state.value;
    const there = boxIn(this.app.rows, load ?? "", number);
    if (there !== null) {
      const { position } = there;
      this.set({ said: { is: "box_there", text: number, position } });
      this.app.feedback.signal("warn", read.scan);
      return;
    }
    const loads = containerLoads(this.app.rows, number, scanOf(read));
    const [only, ...others] = loads;
    if (only !== undefined && others.length === 0) {
      await this.put(only.lot, number, only.quantity, read.scan);
      return;
    }
    this.set({ box: number });
    this.app.feedback.signal("ok", read.scan);
  }

  /** All of a lot that no load has, as far as this device knows. */
  left(lot: string): Quantity {
    const { value, unit } = onHand(this.app.rows, lot);
    const inside = this.app.rows.find("load_member", "lot", lot).map(({ row }) => row.quantity);
    return {
      unit,
      value: inside.reduce((sum, each) => addDecimals(sum, negateDecimal(each)), value),
    };
  }

  /** How much the last box of a lot had, which the next one usually has too. */
  lastBox(lot: string): string | null {
    const members = membersOf(this.app.rows, this.#state.value.load ?? "");
    return (
      members
        .filter((member) => member.lot === lot)
        .at(-1)
        ?.boxes?.at(-1)?.quantity ?? null
    );
  }

  async put(
    lot: string,
    container: string | null,
    quantity: Quantity,
    scan: object,
  ): Promise<void> {
    const { load, position } = this.#state.value;
    if (load !== null && position !== null) {
      const body = { container, load, lot, position, quantity };
      await this.keep({ type: "PutInLoad", body }, scan);
    }
  }

  async takeOut({ load, lot, position }: LoadMemberRow, container: string | null): Promise<void> {
    await this.keep({ type: "TakeFromLoad", body: { container, load, lot, position } });
  }

  async #indicator(indicator: string, scan: object): Promise<void> {
    const { load, kind, position } = this.#state.value;
    if (load !== null && indicator !== "" && indicator.length <= 90) {
      const body = { act: "placed", indicator, kind, load, position } as const;
      await this.keep({ type: "RecordIndicator", body }, scan);
    }
  }

  async advance(phase: Phase): Promise<void> {
    const { load } = this.#state.value;
    if (load !== null) {
      await this.keep({ type: "AdvanceLoad", body: { load, phase } });
    }
  }

  /** Records it, unless it stops the person: then only when they say that it is so anyway. */
  async keep(draft: LoadDraft, scan: object = {}, anyway = false): Promise<void> {
    const findings = adviceOn(this.app.rows, draft, this.#now);
    const [stop] = findings.filter(({ code }) => STOPPING.has(code));
    const asked = { asking: null, box: null, confirm: null, taking: null } as const;
    if (stop !== undefined && !anyway) {
      await haltForLoad(this.app, stop, scan);
      this.set({ ...asked, said: { is: "refused", draft, findings } });
      return;
    }
    if ((await recordOrHalt(this.app, { ...draft, body: { ...draft.body } }, scan)) === null) {
      return;
    }
    this.app.feedback.signal(findings.length === 0 ? "ok" : "warn", scan);
    const opened = draft.type === "OpenLoad" ? { load: draft.body.load, cycle: null } : {};
    this.set({ ...asked, ...opened, said: { is: "done", draft, findings } });
  }
}
