/** Who holds the device: badges in place, a PIN that is asked and never demanded, a lock after two idle minutes. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PersonRow } from "../entries/rows.ts";
import type { Identity, Shift } from "../sync/identity.ts";
import { language, setLanguage } from "../ui/i18n/language.ts";
import { IDLE_LOCK_MS, Session } from "./session.ts";

const PERSON = { badge: "QH-1", language: "en", roles: ["receiver"] } as unknown as PersonRow;

/** The part of an identity that a session uses, holding what it was told. */
function identityOf(grants: ReadonlySet<string> = new Set()): Identity {
  let holding: Shift | null = null;
  const shift = (badge: string, method: "badge" | "badge_pin" = "badge"): Shift => ({
    holder: { badge, method },
    person: badge === "QH-9" ? null : { ...PERSON, badge },
    grant: null,
    lapsed: !grants.has(badge),
  });
  return {
    switchTo: (badge: string, method?: "badge" | "badge_pin") => {
      holding = shift(badge, method);
      return Promise.resolve(holding);
    },
    current: () => Promise.resolve(holding),
    lock: () => {
      holding = null;
      return Promise.resolve();
    },
    login: () => Promise.resolve({ step: "granted" }),
  } as unknown as Identity;
}

describe("a session", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    setLanguage("zh");
  });
  afterEach(() => {
    vi.useRealTimers();
    setLanguage("zh");
  });

  test("follows the badge, and its language", async () => {
    const session = new Session(identityOf(), window);
    await session.switchTo("QH-1");
    expect(session.shift.value?.holder.badge).toBe("QH-1");
    await vi.dynamicImportSettled();
    expect(language.value).toBe("en");
  });

  test("asks for the PIN without a grant, once it was put off no more", async () => {
    const session = new Session(identityOf(), window);
    await session.switchTo("QH-1");
    expect(session.pinWanted.value).toBe(true);
    session.deferPin();
    await session.switchTo("QH-2");
    await session.switchTo("QH-1");
    expect(session.pinWanted.value).toBe(false);
  });

  test("asks for the PIN again after a reload, unless it was put off", async () => {
    const identity = identityOf();
    await new Session(identity, window).switchTo("QH-1");
    const reloaded = new Session(identity, window);
    await reloaded.resume();
    expect(reloaded.pinWanted.value).toBe(true);
    reloaded.deferPin();
    const again = new Session(identity, window);
    await again.resume();
    expect(again.pinWanted.value).toBe(false);
  });

  test("asks for the PIN that was put off once the device had been locked at a start", async () => {
    const identity = identityOf();
    const first = new Session(identity, window);
    await first.switchTo("QH-1");
    first.deferPin();
    localStorage.setItem("unitrail.last-touch", String(Date.now() - IDLE_LOCK_MS - 1));
    const late = new Session(identity, window);
    await late.resume();
    await late.switchTo("QH-1");
    expect(late.pinWanted.value).toBe(true);
  });

  test("asks no PIN within the shift, nor of a badge it does not know", async () => {
    const session = new Session(identityOf(new Set(["QH-1"])), window);
    await session.switchTo("QH-1");
    expect(session.pinWanted.value).toBe(false);
    await session.switchTo("QH-9");
    expect(session.pinWanted.value).toBe(false);
  });

  test("locks after two minutes without a touch, and not before", async () => {
    const session = new Session(identityOf(), window);
    await session.switchTo("QH-1");
    await vi.advanceTimersByTimeAsync(IDLE_LOCK_MS - 1);
    session.touch();
    await vi.advanceTimersByTimeAsync(IDLE_LOCK_MS - 1);
    expect(session.shift.value).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(session.shift.value).toBeNull();
  });

  test("says whether it locked itself, and is locked later where it was told so", async () => {
    const session = new Session(identityOf(), window, 2 * IDLE_LOCK_MS);
    await session.switchTo("QH-1");
    await vi.advanceTimersByTimeAsync(IDLE_LOCK_MS + 1);
    expect(session.shift.value).not.toBeNull();
    await vi.advanceTimersByTimeAsync(IDLE_LOCK_MS);
    expect([session.shift.value, session.lockedIdle]).toEqual([null, true]);
    await session.switchTo("QH-1");
    await session.lock();
    expect(session.lockedIdle).toBe(false);
  });

  test("goes on after a restart a moment later, and is locked after a long one", async () => {
    const identity = identityOf();
    await new Session(identity, window).switchTo("QH-1");
    const soon = new Session(identity, window);
    await soon.resume();
    expect(soon.shift.value?.holder.badge).toBe("QH-1");
    localStorage.setItem("unitrail.last-touch", String(Date.now() - IDLE_LOCK_MS - 1));
    const late = new Session(identity, window);
    await late.resume();
    expect(late.shift.value).toBeNull();
    expect(await identity.current()).toBeNull();
  });
});
