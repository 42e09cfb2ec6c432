/**
 * The work of receiving between scanner, person and log: takes scans and answers, stops where it must, records.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Scan } from "../../entries/bodies.ts";
import { factoryDay } from "../../entries/factory-day.ts";
import { adviceOn, STOPPING } from "../../receiving/advice.ts";
import type { Finding } from "../../receiving/finding.ts";
import { type Answer, answer, nextQuestion, type Question } from "../../receiving/questions.ts";
import { numberFor, receiptBody, recorded } from "../../receiving/receipt.ts";
import {
  beginTask,
  type Carton,
  forgetUnlabelled,
  lotKey,
  type ReceiveTask,
} from "../../receiving/task.ts";
import type { Reading } from "../../scan/resolve.ts";
import type { JsonObject } from "../../sync/canonical.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { codeText } from "../codes.ts";
import type { App } from "../context.ts";
import { recordOrHalt } from "../record-or-halt.ts";
import type { ReadScan } from "../scan-desk.ts";
import { scanOf } from "../scan-record.ts";
import { contextOf, firstQuarantine, goods, named, overKey, UNNAMED, worth } from "./goods.ts";
import type { Over, Result } from "./result.ts";
import type { ReceiveTasks } from "./tasks.ts";

type Came = Pick<Extract<Result, { is: "received" }>, "receipt" | "lot" | "carton" | "inherited">;

export class ReceiveWork {
  readonly #app: App;
  readonly #tasks: ReceiveTasks;
  readonly #result = signal<Result | null>(null);
  readonly #over = signal<Over | null>(null);
  /** What was scanned of the carton in hand, or of the one just recorded. */
  #reads: readonly ReadScan[] = [];

  constructor(app: App, tasks: ReceiveTasks) {
    this.#app = app;
    this.#tasks = tasks;
  }

  get result(): ReadonlySignal<Result | null> {
    return this.#result;
  }

  get over(): ReadonlySignal<Over | null> {
    return this.#over;
  }

  get question(): Question | null {
    const task = this.#tasks.open;
    return task === null ? null : nextQuestion(task, this.#app.rows, this.#site);
  }

  get #site(): string {
    return this.#app.device.enrolment.site;
  }

  /** The open delivery; a new one begins with the first scan. */
  #task(): ReceiveTask {
    const badge = this.#app.session.shift.value?.holder.badge ?? "";
    return (
      this.#tasks.open ??
      beginTask({
        session: crypto.randomUUID(),
        owner: badge,
        location: firstQuarantine(this.#app, this.#site),
      })
    );
  }

  async take(read: ReadScan): Promise<void> {
    const { reading, scan } = read;
    const record = scanOf(read);
    if (reading.is === "command") {
      await this.#command(reading.command, scan);
      return;
    }
    if (this.#answersQuestion(reading)) {
      await this.#answerWith(scan.text, record, scan);
      return;
    }
    this.#result.value = null;
    const task = this.#task();
    const context = contextOf(task, reading);
    if (context !== null) {
      this.#tasks.put(context.task);
      this.#result.value = context.result;
      this.#app.feedback.signal(context.fine ? "ok" : "warn", scan);
      return;
    }
    this.#reads = task.carton === null ? [read] : [...this.#reads, read];
    await this.#proceed(goods(task, this.#app, reading, record), scan);
  }

  /** The carton just recorded, or the next one, is of another lot than the last without a number on its label. */
  async otherLot(): Promise<void> {
    const last = this.#result.value;
    const fresh = forgetUnlabelled(this.#task());
    if (last?.is !== "received" || !last.inherited) {
      this.change(fresh);
      this.#result.value = { is: "other_lot" };
      return;
    }
    await this.undo(last.receipt, last.lot, "other lot");
    this.#result.value = null;
    const again = (task: ReceiveTask, read: ReadScan): ReceiveTask =>
      goods(task, this.#app, read.reading, scanOf(read));
    await this.#proceed(this.#reads.reduce(again, fresh), {});
  }

  /** A photo for the carton in hand, or for the next one. */
  async addPhoto(hash: string): Promise<void> {
    const task = this.#task();
    await this.#proceed({ ...task, photos: [...task.photos, hash] }, {});
  }

  /** A bare text while a lot or serial number is asked for is that number. */
  #answersQuestion(reading: Reading): boolean {
    const ask = this.question?.ask;
    const bare = reading.is === "text" || reading.is === "supplier_lot";
    return (ask === "supplier_lot" || ask === "serial") && bare;
  }

  async #answerWith(text: string, record: Scan, scan: object): Promise<void> {
    const to = this.question?.ask === "serial" ? "serial" : "supplier_lot";
    await this.#proceed(answer(this.#task(), { to, text, scan: record }), scan);
  }

  async answer(given: Answer): Promise<void> {
    await this.#proceed(answer(this.#task(), given), {});
  }

  /** The reason for more than was ordered, chosen by the person. */
  async giveReason(reason: string): Promise<void> {
    const task = this.#task();
    const { carton } = task;
    const over = this.#over.value;
    this.#over.value = null;
    if (carton === null || over === null) {
      return;
    }
    const acknowledged = [...task.acknowledged, overKey(over.finding)];
    await this.#proceed({ ...task, acknowledged, carton: { ...carton, reason } }, {});
  }

  /** Drops the carton in hand: nothing of it was recorded. */
  dropCarton(): void {
    this.#over.value = null;
    this.#tasks.put({ ...this.#task(), carton: null });
  }

  change(change: Partial<ReceiveTask>): void {
    this.#tasks.put({ ...this.#task(), ...change });
  }

  async #proceed(task: ReceiveTask, scan: object): Promise<void> {
    this.#tasks.put(task);
    const { carton } = task;
    if (carton === null) {
      return;
    }
    if (nextQuestion(task, this.#app.rows, this.#site) !== null) {
      this.#app.feedback.signal("tick", scan);
      return;
    }
    await this.#commit(task, carton, scan);
  }

  #findings(task: ReceiveTask, carton: Carton): Finding[] {
    const number = numberFor(task, carton);
    const lot = "lot" in number ? number.lot : (number.given ?? "");
    const body = receiptBody(task, carton, this.#app.rows, lot === "" ? UNNAMED : lot);
    const at = { site: this.#site, day: factoryDay(this.#app.device.client.time.nowMs()) };
    const found = adviceOn(this.#app.rows, body, at);
    return lot === "" ? found.filter(({ code }) => code !== "NUMBER_NOT_LEASED") : found;
  }

  async #commit(task: ReceiveTask, carton: Carton, scan: object): Promise<void> {
    const findings = this.#findings(task, carton);
    const over = findings.find(({ code }) => code === "OVER_RECEIPT");
    if (over !== undefined && !task.acknowledged.includes(overKey(over))) {
      this.#over.value = { finding: over };
      this.#app.feedback.signal("warn", scan);
      return;
    }
    const stopped = await this.#stop(task, carton, findings, scan);
    const number = numberFor(task, carton);
    const { rows } = this.#app;
    const appended = await recordOrHalt(
      this.#app,
      {
        type: "ReceiveLot",
        body: (given) =>
          receiptBody(task, carton, rows, "lot" in number ? number.lot : given) as JsonObject,
        reason: carton.reason,
        ...("lot" in number ? {} : { number }),
      },
      scan,
    );
    if (appended === null) {
      return;
    }
    const lot = "lot" in number ? number.lot : appended.number;
    const inherited = carton.labelLot === null && carton.ownLot === null && "lot" in number;
    this.#tasks.put({ ...recorded(task, carton, lot), acknowledged: stopped });
    this.#tell({ receipt: appended.record.id, lot, carton, inherited }, findings, scan);
  }

  #tell(came: Came, found: Finding[], scan: object): void {
    const { lot } = came;
    const { deviceCode } = this.#app.device.enrolment;
    const scoped = lot.startsWith(`${deviceCode}-`);
    const own = { code: "NUMBER_NOT_LEASED", detail: { number: lot } };
    const findings = [...found.map((one) => named(one, lot)), ...(scoped ? [own] : [])];
    const at = performance.now();
    this.#result.value = { is: "received", ...came, findings, at };
    this.#app.feedback.signal(worth(findings) ? "warn" : "ok", scan);
  }

  /** Stops for what was not acknowledged for this lot yet; answers all that is acknowledged now. */
  async #stop(
    task: ReceiveTask,
    carton: Carton,
    findings: readonly Finding[],
    scan: object,
  ): Promise<readonly string[]> {
    const key = ({ code }: Finding): string => `${code} ${lotKey(carton)}`;
    const open = findings.filter(
      (found) => STOPPING.has(found.code) && !task.acknowledged.includes(key(found)),
    );
    const [first, ...others] = open;
    if (first === undefined) {
      return task.acknowledged;
    }
    const called = carton.supplierLot ?? carton.labelLot ?? carton.item;
    const told = (one: Finding) => codeText(one.code, named(one, called).detail);
    const said = told(first);
    const also = others.map((one) => told(one).what);
    const words = receiveWords();
    await this.#app.halt(
      {
        status: "stop",
        code: first.code,
        word: t().status.stop(),
        what: said.what,
        why: also.length === 0 ? said.why : `${said.why} ${words.alsoFound()}: ${also.join(" ")}`,
        now: said.now,
        acknowledgeLabel: words.quarantineOnly(),
      },
      scan,
    );
    return [...task.acknowledged, ...open.map(key)];
  }

  async undo(receipt: string, lot: string, reason = "undo"): Promise<void> {
    const draft = { type: "VoidReceipt", body: { receipt }, causes: [receipt], reason };
    if ((await recordOrHalt(this.#app, draft)) !== null) {
      this.#result.value = { is: "undone", lot };
      this.#app.feedback.signal("ok", {});
    }
  }

  async #command(command: string, scan: object): Promise<void> {
    const last = this.#result.value;
    if (command === "UNDO" && last?.is === "received") {
      await this.undo(last.receipt, last.lot);
    } else if (command === "DONE") {
      document.querySelector<HTMLButtonElement>(".u-frame-action button")?.click();
    } else {
      this.#app.feedback.signal("warn", scan);
    }
  }
}
