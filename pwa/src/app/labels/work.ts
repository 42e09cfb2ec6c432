/**
 * Printed labels between scanner, person and log: the first one opens its job, every other is told to be of it.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Scan, UseLabelBody } from "../../entries/bodies.ts";
import type { LabelJobRow } from "../../entries/label-rows.ts";
import { adviceOnLabel, jobsOf, type LabelAdvice, MIXED_UP } from "../../labeling/scan-back.ts";
import type { Reading } from "../../scan/resolve.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { codeText } from "../codes.ts";
import type { App } from "../context.ts";
import { recordOrHalt } from "../record-or-halt.ts";
import type { ReadScan } from "../scan-desk.ts";
import { scanOf } from "../scan-record.ts";

export type LabelUse = UseLabelBody["use"];

/** The label in hand: scanned, and where it went once that was said. */
export interface InHand {
  readonly scan: Scan;
  readonly advice: LabelAdvice;
  readonly use: LabelUse | null;
  /** Scanned before on this screen: nothing more was recorded. */
  readonly again: boolean;
}

export interface LabelsState {
  readonly job: string | null;
  /** A label that several jobs may have printed: the person says which. */
  readonly asking: { readonly jobs: readonly LabelJobRow[]; readonly read: ReadScan } | null;
  readonly inHand: InHand | null;
  /** What was scanned is no label that this device knows. */
  readonly unknown: string | null;
  /** How many labels were recorded on this screen, and where they went. */
  readonly scanned: number;
  readonly used: Readonly<Partial<Record<LabelUse, number>>>;
}

const EMPTY: LabelsState = {
  job: null,
  asking: null,
  inHand: null,
  unknown: null,
  scanned: 0,
  used: {},
};

/** Readings that can be of a label: goods and their packs. */
const OF_GOODS: ReadonlySet<Reading["is"]> = new Set(["lot", "package", "product", "unit"]);

export class LabelsWork {
  readonly #app: App;
  readonly #state = signal<LabelsState>(EMPTY);
  readonly #seen = new Set<string>();

  constructor(app: App) {
    this.#app = app;
  }

  get state(): ReadonlySignal<LabelsState> {
    return this.#state;
  }

  get job(): LabelJobRow | null {
    const { job } = this.#state.value;
    return job === null ? null : (this.#app.rows.get("label_job", [job])?.row ?? null);
  }

  #set(change: Partial<LabelsState>): void {
    this.#state.value = { ...this.#state.value, ...change };
  }

  /** Another job's labels are next. */
  leaveJob(): void {
    this.#seen.clear();
    this.#state.value = EMPTY;
  }

  async take(read: ReadScan): Promise<void> {
    const scan = scanOf(read);
    this.#set({ asking: null, inHand: null, unknown: null });
    if (this.job !== null) {
      await this.#take(this.job, read);
      return;
    }
    const { site } = this.#app.device.enrolment;
    const [only, ...others] = jobsOf(this.#app.rows, site, scan.text, this.#year);
    if (only === undefined) {
      this.#unknown(read);
    } else if (others.length > 0) {
      this.#set({ asking: { jobs: [only, ...others], read } });
      this.#app.feedback.signal("tick", read.scan);
    } else {
      await this.choose(only.id, read);
    }
  }

  async choose(id: string, read: ReadScan): Promise<void> {
    this.#set({ job: id, asking: null });
    const { job } = this;
    if (job !== null) {
      await this.#take(job, read);
    }
  }

  get #year(): number {
    return new Date(this.#app.now.value).getFullYear();
  }

  #unknown(read: ReadScan): void {
    this.#set({ unknown: read.scan.text });
    this.#app.feedback.signal("warn", read.scan);
  }

  async #take(job: LabelJobRow, read: ReadScan): Promise<void> {
    const scan = scanOf(read);
    const advice = adviceOnLabel(this.#app.rows, job, scan.text, this.#year);
    if (advice.code === "LABEL_NOT_OF_JOB" && !OF_GOODS.has(read.reading.is)) {
      this.#unknown(read);
      return;
    }
    const again = advice.number !== null && this.#seen.has(advice.number);
    if (again) {
      this.#set({ inHand: { scan, advice, use: null, again } });
      this.#app.feedback.signal("warn", read.scan);
      return;
    }
    const body = { job: job.id, scans: [{ ...scan }] };
    if ((await recordOrHalt(this.#app, { type: "ScanLabelBack", body }, read.scan)) === null) {
      return;
    }
    if (advice.number !== null && advice.code === null) {
      this.#seen.add(advice.number);
    }
    const scanned = this.#state.value.scanned + (advice.code === null ? 1 : 0);
    this.#set({ inHand: { scan, advice, use: null, again }, scanned });
    await this.#tell(advice, read.scan);
  }

  async #tell({ code, detail, certain }: LabelAdvice, scan: object): Promise<void> {
    if (code === MIXED_UP) {
      const { what, why, now } = codeText(code, detail);
      await this.#app.halt({ status: "stop", code, word: t().status.stop(), what, why, now }, scan);
      return;
    }
    this.#app.feedback.signal(code === null && certain ? "ok" : "warn", scan);
  }

  /** Where the label in hand went. */
  async use(use: LabelUse): Promise<void> {
    const { job, inHand, used } = this.#state.value;
    if (job === null || inHand === null) {
      return;
    }
    const body = { job, scans: [{ ...inHand.scan }], use };
    if ((await recordOrHalt(this.#app, { type: "UseLabel", body })) !== null) {
      this.#set({ inHand: { ...inHand, use }, used: { ...used, [use]: (used[use] ?? 0) + 1 } });
      this.#app.feedback.signal("ok", {});
    }
  }
}
