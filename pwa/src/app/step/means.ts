/**
 * People and equipment at the open step: the machine of this station, the gauge in hand, what was said all the same.
 * The machine that a person scanned stays set for their shift; another person, or the next shift, confirms it once.
 */

import { unready } from "../../entries/equipment-ready.ts";
import { blockedBody, startBody } from "../../production/bodies.ts";
import type { Occasion } from "../../production/finding.ts";
import { type Gate, gateOf, waiver } from "../../production/gate.ts";
import type { Opening } from "../../production/open-step.ts";
import { placeOf, RUNNING } from "../../production/subject.ts";
import type { App } from "../context.ts";
import type { KeptPlace } from "./kept.ts";
import type { Recorder } from "./recorder.ts";
import type { MeansState, Named } from "./state.ts";

/** The work at the steps, as far as people and equipment need it. */
export interface MeansWork {
  readonly app: App;
  readonly kept: KeptPlace;
  readonly recorder: Recorder;
  readonly occasion: Occasion;
  readonly nowMs: number;
  goOn(): Promise<void>;
}

const SHIFT_MS = 12 * 3_600_000;

const NOTHING: Named = { machine: null, gauge: null };

export class Means {
  readonly #work: MeansWork;
  /** Stops that are being shown and recorded. */
  readonly #telling = new Set<string>();

  constructor(work: MeansWork) {
    this.#work = work;
  }

  /** Kept: a reload takes no gauge out of the hand, and records no stop twice. */
  get state(): MeansState {
    return this.#work.kept.value.value.means;
  }

  #set(change: Partial<MeansState>): void {
    this.#work.kept.change({ means: { ...this.state, ...change } });
  }

  /** What was said at the steps of other orders is no longer of use. */
  forgetOthers(order: string): void {
    const mine = `${JSON.stringify([order]).slice(0, -1)},`;
    const { named, waived, told } = this.state;
    const isMine = (key: string): boolean => key.startsWith(mine);
    const all = [...Object.keys(named), ...waived, ...told];
    if (!all.every(isMine)) {
      this.#set({
        named: Object.fromEntries(Object.entries(named).filter(([key]) => isMine(key))),
        waived: waived.filter(isMine),
        told: told.filter(isMine),
      });
    }
  }

  /** What stands in the way of the open step; null: nothing. */
  gate(opening: Opening | null): Gate | null {
    if (opening === null) {
      return null;
    }
    const { rows } = this.#work.app;
    const place = placeOf(rows, opening.subject, opening.step.number);
    if (!RUNNING.has(place.order?.status ?? "")) {
      return null;
    }
    const { gauge } = this.#named(opening);
    const chosen = {
      machine: this.machine(opening),
      gauge,
      before: this.#ofStation(opening)?.code ?? null,
      waived: this.#waivedAt(opening),
    };
    return gateOf(rows, place, chosen, this.#work.occasion);
  }

  /** The machine that the step begins on: scanned for it, or this person's at this station. */
  machine(opening: Opening): string | null {
    const { machine } = this.#named(opening);
    const known = machine === null ? this.#ofStation(opening) : null;
    if (known === null) {
      return machine;
    }
    const { badge, atMs } = this.#work.occasion;
    return known.badge === badge && atMs - known.atMs < SHIFT_MS ? known.code : null;
  }

  /** What a step begins on, as its record names it. */
  equipment(opening: Opening): readonly string[] {
    const machine = this.machine(opening);
    return machine === null ? [] : [machine];
  }

  gauge(opening: Opening): string | null {
    return this.#named(opening).gauge;
  }

  /** The machine of this station for the class that the step asks for, while it may be used. */
  #ofStation({ step }: Opening) {
    const wanted = step.equipment_class ?? "";
    const known = this.#work.kept.value.value.machines[wanted];
    const piece = this.#work.app.rows.get("equipment", [known?.code ?? ""])?.row;
    const ready = piece !== undefined && unready(piece, this.#work.nowMs).length === 0;
    return known !== undefined && ready ? known : null;
  }

  #named(opening: Opening): Named {
    return this.state.named[keyOf(opening)] ?? NOTHING;
  }

  #name(opening: Opening, change: Partial<Named>): void {
    const named = { ...this.#named(opening), ...change };
    this.#set({ named: { ...this.state.named, [keyOf(opening)]: named }, early: null });
  }

  /** A machine's or gauge's tag was scanned, or confirmed. */
  async use(opening: Opening, code: string, scan: object): Promise<void> {
    const piece = this.#work.app.rows.get("equipment", [code])?.row;
    const { step } = opening;
    const isGauge = piece?.kind === "gauge" && piece.equipment_class !== step.equipment_class;
    this.#name(opening, isGauge ? { gauge: code } : { machine: code });
    const gate = this.gate(opening);
    if (gate?.is === "piece") {
      const key = toldKey(opening, gate, this.#work.occasion);
      this.#set({ told: this.state.told.filter((each) => each !== key) });
      await this.tell(opening, gate, scan);
      return;
    }
    this.#work.app.feedback.signal("ok", scan);
    if (!isGauge && step.equipment_class !== null) {
      this.#keep(step.equipment_class, code);
    }
    await this.#join(opening, code, isGauge);
    await this.#work.goOn();
  }

  /** A machine set before a step is open. */
  set(code: string, scan: object): void {
    const piece = this.#work.app.rows.get("equipment", [code])?.row;
    const ready = piece !== undefined && unready(piece, this.#work.nowMs).length === 0;
    if (ready) {
      this.#keep(piece.equipment_class, code);
    }
    this.#work.app.feedback.signal(ready ? "ok" : "warn", scan);
  }

  #keep(wanted: string, code: string): void {
    const { machines } = this.#work.kept.value.value;
    const { badge, atMs } = this.#work.occasion;
    this.#work.kept.change({ machines: { ...machines, [wanted]: { code, badge, atMs } } });
  }

  /** Another machine in a step that is going on is recorded with it. */
  async #join(opening: Opening, code: string, isGauge: boolean): Promise<void> {
    const { run, order } = placeOf(this.#work.app.rows, opening.subject, opening.step.number);
    if (!isGauge && run !== null && !run.equipment.includes(code)) {
      await this.#work.recorder.record("StartStep", startBody(opening, order, [code]));
    }
  }

  early(text: string): void {
    this.#set({ early: text });
  }

  /** What was scanned is taken back before anything was recorded of it. */
  drop(opening: Opening, gate: Extract<Gate, { is: "piece" }>): void {
    this.#name(opening, { [gate.of]: null });
  }

  /** It was done or used all the same: the record is made, and the server opens the deviation. */
  async waive(opening: Opening, gate: Gate): Promise<void> {
    const missing = { code: "EQUIPMENT_MISSING", detail: {} };
    const said = waiver(gate.is === "machine" ? missing : gate.finding, this.#work.occasion);
    this.#set({ waived: [...this.state.waived, `${keyOf(opening)}|${said}`], early: null });
    if (gate.is === "piece" && this.gate(opening) === null) {
      await this.#join(opening, gate.code, gate.of === "gauge");
    }
    await this.#work.goOn();
  }

  #waivedAt(opening: Opening): ReadonlySet<string> {
    const start = `${keyOf(opening)}|`;
    const all = this.state.waived.filter((each) => each.startsWith(start));
    return new Set(all.map((each) => each.slice(start.length)));
  }

  /** Stops the person once for each reason, and keeps that they were stopped. */
  async tell(opening: Opening, gate: Gate | null, scan: object): Promise<void> {
    if (gate === null || gate.is === "machine") {
      return;
    }
    const { finding } = gate;
    const key = toldKey(opening, gate, this.#work.occasion);
    if (this.#telling.has(key) || this.state.told.includes(key)) {
      return;
    }
    this.#telling.add(key);
    const detail = Object.values(finding.detail).join(" · ");
    await this.#work.recorder.record(
      "ReportBlocked",
      blockedBody(opening, finding.code, detail, []),
    );
    this.#telling.delete(key);
    this.#set({ told: [...this.state.told, key] });
    const { haltForMeans } = await import("./means-halt.ts");
    await haltForMeans(this.#work.app, gate, opening, this.#work.nowMs, scan);
  }

  /** It was cleaned: a record of its own, and the step goes on. */
  async cleaned(opening: Opening, equipment: string): Promise<void> {
    const performed_at = new Date(this.#work.nowMs).toISOString();
    const body = { equipment, performed_at, result: "clean", text: "" };
    if ((await this.#work.recorder.record("CleanEquipment", body)) !== null) {
      await this.use(opening, equipment, {});
    }
  }
}

function toldKey(
  opening: Opening,
  { finding }: Exclude<Gate, { is: "machine" }>,
  on: Pick<Occasion, "badge">,
): string {
  return `${keyOf(opening)}|${waiver(finding, on)}`;
}

function keyOf({ subject, step }: Opening): string {
  return JSON.stringify([subject.order, step.number, subject.lot, subject.serial]);
}
