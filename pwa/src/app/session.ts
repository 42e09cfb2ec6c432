/**
 * Who holds the device: badge switch in place, shift grant by PIN, lock after two idle minutes.
 * Nothing here touches the queue.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Identity, LoginResult, Shift, UnlockResult } from "../sync/identity.ts";
import type { ShiftGrant } from "../sync/identity-store.ts";
import { speak } from "./speak.ts";

export const IDLE_LOCK_MS = 120_000;
/** A desk is read for longer than it is typed at. */
export const DESK_IDLE_LOCK_MS = 900_000;
const LAST_TOUCH = "unitrail.last-touch";
const DEFERRED = "unitrail.pin-deferred";

export class Session {
  readonly #identity: Identity;
  readonly #target: Window;
  readonly #shift = signal<Shift | null>(null);
  readonly #pinWanted = signal(false);
  /** Badges whose holders have put the PIN off since the device was last locked at a start. */
  readonly #deferred: Set<string>;
  #idle = 0;
  readonly #idleLockMs: number;
  #lockedIdle = false;

  constructor(identity: Identity, target: Window, idleLockMs = IDLE_LOCK_MS) {
    this.#identity = identity;
    this.#target = target;
    this.#idleLockMs = idleLockMs;
    this.#deferred = new Set(target.localStorage.getItem(DEFERRED)?.split("\n") ?? []);
  }

  /** Null while the device is locked. */
  get shift(): ReadonlySignal<Shift | null> {
    return this.#shift;
  }

  /** The person has no valid grant and has not put the PIN off: it is asked for, never demanded. */
  get pinWanted(): ReadonlySignal<boolean> {
    return this.#pinWanted;
  }

  /** It was locked because nobody was there, not because somebody left. */
  get lockedIdle(): boolean {
    return this.#lockedIdle;
  }

  deferPin(): void {
    this.#deferred.add(this.#shift.value?.holder.badge ?? "");
    this.#target.localStorage.setItem(DEFERRED, [...this.#deferred].join("\n"));
    this.#pinWanted.value = false;
  }

  askPin(): void {
    this.#pinWanted.value = true;
  }

  /** A badge takes over where the other was; the language follows it. */
  async switchTo(badge: string): Promise<Shift> {
    const next = this.#enter(await this.#identity.switchTo(badge));
    this.#wantPin(next);
    return next;
  }

  #wantPin({ holder, lapsed, person }: Shift): void {
    this.#pinWanted.value = person !== null && lapsed && !this.#deferred.has(holder.badge);
  }

  /** Online: a shift grant by PIN on a handheld, by password at a desk. */
  async login(
    badge: string,
    secret: string,
    method: ShiftGrant["method"] = "badge_pin",
  ): Promise<LoginResult> {
    const result = await this.#identity.login(badge, secret, method);
    if (result.step === "granted") {
      await this.#enterProved(badge, method);
    }
    return result;
  }

  async unlock(badge: string, pin: string): Promise<UnlockResult> {
    const result = await this.#identity.unlock(badge, pin);
    if (result.step === "unlocked") {
      await this.#enterProved(badge, "badge_pin");
    }
    return result;
  }

  async #enterProved(badge: string, method: ShiftGrant["method"]): Promise<void> {
    this.#enter(await this.#identity.switchTo(badge, method));
    this.#pinWanted.value = false;
  }

  async lock(why: "left" | "idle" = "left"): Promise<void> {
    await this.#identity.lock();
    this.#lockedIdle = why === "idle";
    this.#pinWanted.value = false;
    this.#shift.value = null;
  }

  /**
   * After a start: the holder goes on if somebody was there a moment ago, also with the PIN that was asked for; else the
   * device is locked, and what was put off is asked for anew.
   */
  async resume(): Promise<void> {
    const holding = await this.#identity.current();
    const last = Number(this.#target.localStorage.getItem(LAST_TOUCH) ?? 0);
    if (holding === null || Date.now() - last > this.#idleLockMs) {
      this.#deferred.clear();
      this.#target.localStorage.removeItem(DEFERRED);
      await this.lock();
      return;
    }
    this.#hold(holding);
    this.#wantPin(holding);
  }

  /** Reads the shift again, for its person may have arrived in the feed. */
  async refresh(): Promise<void> {
    if (this.#shift.value === null) {
      return;
    }
    const unknownBefore = this.#shift.value.person === null;
    const current = await this.#identity.current();
    if (current === null || this.#shift.value === null) {
      return;
    }
    this.#shift.value = current;
    if (unknownBefore && current.person !== null) {
      void speak(current.person.language);
    }
  }

  /** Somebody is there: the idle clock starts again. */
  touch(): void {
    this.#target.clearTimeout(this.#idle);
    if (this.#shift.value === null) {
      return;
    }
    this.#target.localStorage.setItem(LAST_TOUCH, String(Date.now()));
    this.#idle = this.#target.setTimeout(() => void this.lock("idle"), this.#idleLockMs);
  }

  /** A badge: the language is that of the person. After a reload it stays what it was. */
  #enter(next: Shift): Shift {
    if (next.person !== null) {
      void speak(next.person.language);
    }
    return this.#hold(next);
  }

  #hold(next: Shift): Shift {
    this.#shift.value = next;
    this.touch();
    return next;
  }
}
