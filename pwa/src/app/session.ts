/**
 * Who holds the device: badge switch in place, shift grant by PIN, lock after two idle minutes.
 * Nothing here touches the queue.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { Identity, LoginResult, Shift, UnlockResult } from "../sync/identity.ts";
import { type Language, setLanguage } from "../ui/i18n/language.ts";

export interface SessionPart {
  /** Null while the device is locked. */
  readonly shift: ReadonlySignal<Shift | null>;
  /** Who held it before the last switch; for "Wang's task, continue as Li". */
  readonly previous: ReadonlySignal<string | null>;
  /** The person has no valid grant and has not put the PIN off: it is asked for, never demanded. */
  readonly pinWanted: ReadonlySignal<boolean>;
  deferPin(): void;
  askPin(): void;
  /** A badge takes over where the other was; the language follows it. */
  switchTo(badge: string): Promise<Shift>;
  /** By PIN, or at a desk by password. */
  login(badge: string, secret: string, method?: "badge_pin" | "password"): Promise<LoginResult>;
  unlock(badge: string, pin: string): Promise<UnlockResult>;
  lock(): Promise<void>;
  /** After a start: the holder goes on if somebody was there a moment ago, else the device is locked. */
  resume(): Promise<void>;
  /** Reads the shift again, for its person may have arrived in the feed. */
  refresh(): Promise<void>;
  /** Somebody is there: the idle clock starts again. */
  touch(): void;
}

export const IDLE_LOCK_MS = 120_000;
const LAST_TOUCH = "unitrail.last-touch";

export function createSession(identity: Identity, target: Window): SessionPart {
  const shift = signal<Shift | null>(null);
  const previous = signal<string | null>(null);
  const pinWanted = signal(false);
  const deferred = new Set<string>();
  let idle = 0;
  let lastBadge: string | null = null;

  async function lock(): Promise<void> {
    await identity.lock();
    pinWanted.value = false;
    shift.value = null;
  }

  function touch(): void {
    target.clearTimeout(idle);
    if (shift.value === null) {
      return;
    }
    target.localStorage.setItem(LAST_TOUCH, String(Date.now()));
    idle = target.setTimeout(() => void lock(), IDLE_LOCK_MS);
  }

  function enter(next: Shift): Shift {
    shift.value = next;
    const language = next.person?.language;
    if (language !== undefined) {
      setLanguage(language satisfies Language);
    }
    touch();
    return next;
  }

  async function switchTo(badge: string): Promise<Shift> {
    previous.value = lastBadge;
    lastBadge = badge;
    const next = enter(await identity.switchTo(badge));
    pinWanted.value = next.person !== null && next.lapsed && !deferred.has(badge);
    return next;
  }

  async function resume(): Promise<void> {
    const holding = await identity.current();
    const last = Number(target.localStorage.getItem(LAST_TOUCH) ?? 0);
    if (holding === null || Date.now() - last > IDLE_LOCK_MS) {
      await lock();
      return;
    }
    lastBadge = holding.holder.badge;
    enter(holding);
  }

  async function refresh(): Promise<void> {
    const current = await identity.current();
    if (current === null || shift.value === null) {
      return;
    }
    shift.value = current;
  }

  return {
    shift,
    previous,
    pinWanted,
    deferPin: () => {
      deferred.add(shift.value?.holder.badge ?? "");
      pinWanted.value = false;
    },
    askPin: () => {
      pinWanted.value = true;
    },
    switchTo,
    lock,
    resume,
    touch,
    refresh,
    login: async (badge, secret, method = "badge_pin") => {
      const result = await identity.login(badge, secret, method);
      if (result.step === "granted") {
        lastBadge = badge;
        enter(await identity.switchTo(badge, method));
        pinWanted.value = false;
      }
      return result;
    },
    unlock: async (badge, pin) => {
      const result = await identity.unlock(badge, pin);
      if (result.step === "unlocked") {
        enter(await identity.switchTo(badge, "badge_pin"));
        pinWanted.value = false;
      }
      return result;
    },
  };
}
