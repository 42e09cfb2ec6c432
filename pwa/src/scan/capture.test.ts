/**
 * The capture state machine against the scanning requirements; each test names the S-number it shows.
 */

import { describe, expect, it } from "vitest";
import { dueAt } from "./capture.ts";
import { Hands, PROFILE } from "./hands.testing.ts";
import { GS } from "./raw-scan.ts";

describe("S10, S11: a scan needs no focus and its Enter reaches nobody", () => {
  it("reads a prefixed scan and swallows every key of it", () => {
    const hands = new Hands().keys("]d2010950600013435210LOT-7a").key("Enter");
    expect(hands.scans).toMatchObject([{ aim: "]d2", text: "010950600013435210LOT-7a" }]);
    expect(hands.swallowed.every(Boolean)).toBe(true);
  });

  it("reads an unprefixed scan by its timing and says that it had no prefix", () => {
    const hands = new Hands().keys("A-03-2").key("Enter");
    expect(hands.scans).toMatchObject([{ aim: null, prefix: "none", text: "A-03-2" }]);
  });

  it("leaves a person's Enter alone", () => {
    const hands = new Hands().key("Enter", 500);
    expect(hands.swallowed).toEqual([false]);
    expect(hands.effects).toEqual([{ do: "hotkey", key: "Enter" }]);
  });

  it("gives a single typed key back as a hotkey after a moment", () => {
    const hands = new Hands().key("3").wait(101);
    expect(hands.effects).toEqual([{ do: "hotkey", key: "3" }]);
  });

  it("swallows the line feed that some scanners send after Enter", () => {
    const hands = new Hands().keys("]C1abc").key("Enter").key("j", 3, { ctrl: true }).key("Enter");
    expect(hands.swallowed.slice(-2)).toEqual([true, true]);
    expect(hands.scans).toHaveLength(1);
  });
});

describe("S13: the group separator survives every way it is sent", () => {
  const opened = () => new Hands().keys("]d210AB");
  const closed = (hands: Hands) => hands.keys("21CD").key("Enter").scans[0];

  it("as a key event", () => {
    const scan = closed(opened().key(GS));
    expect(scan).toMatchObject({ text: `10AB${GS}21CD`, gsSeen: ["key"] });
  });

  it("as Ctrl and the right bracket, by key or by code", () => {
    const byKey = opened().key("Control", 1, { ctrl: true }).key("]", 1, { ctrl: true });
    expect(closed(byKey)).toMatchObject({ text: `10AB${GS}21CD`, gsSeen: ["ctrl"] });
    const byCode = opened().key("5", 1, { ctrl: true, code: "BracketRight" });
    expect(closed(byCode)).toMatchObject({ text: `10AB${GS}21CD`, gsSeen: ["ctrl"] });
  });

  it("as Alt with 0, 2, 9 on the number pad", () => {
    const hands = opened().key("Alt", 1, { alt: true });
    for (const digit of "029") {
      hands.key(digit, 1, { alt: true, code: `Numpad${digit}` });
    }
    hands.send({ kind: "key-up", key: "Alt", at: hands.at, focus: "none" });
    expect(closed(hands)).toMatchObject({ text: `10AB${GS}21CD`, gsSeen: ["alt-code"] });
  });

  it("inside committed text", () => {
    const hands = new Hands().text(`]d210AB${GS}21CD\n`);
    expect(hands.scans).toMatchObject([{ text: `10AB${GS}21CD`, gsSeen: ["text"] }]);
  });

  it("as a configured alias, key or character", () => {
    expect(closed(opened().key("F8"))).toMatchObject({ text: `10AB${GS}21CD`, gsSeen: ["alias"] });
    expect(closed(opened().text("␝"))).toMatchObject({ text: `10AB${GS}21CD`, gsSeen: ["alias"] });
  });

  it("and an alias key outside a scan stays the person's key", () => {
    expect(new Hands().key("F8").swallowed).toEqual([false]);
  });
});

describe("S14, S15: committed text", () => {
  it("S14 whole, with its newline, is one scan", () => {
    expect(new Hands().text("]Q3010950600013435\n").texts).toEqual(["010950600013435"]);
  });

  it("S14 per character is one scan", () => {
    const hands = new Hands();
    for (const character of "]d2ABC123") {
      hands.text(character);
    }
    expect(hands.key("Enter").texts).toEqual(["ABC123"]);
  });

  it("S14 first character as key and the rest as text is one scan", () => {
    const hands = new Hands().key("]").text("d2ABC123").key("Enter");
    expect(hands.scans).toMatchObject([{ text: "ABC123", delivery: "mixed" }]);
  });

  it("S14 growing in a composing region is one scan", () => {
    const hands = new Hands().compose("]").compose("]d2").compose("]d2ABC").compose("]d2ABC", true);
    expect(hands.key("Enter").scans).toMatchObject([{ text: "ABC", ime: true }]);
  });

  it("S14 a composing region that is rewritten counts once", () => {
    const hands = new Hands().text("]d2AB").compose("c").compose("CD").compose("CD", true);
    expect(hands.key("Enter").texts).toEqual(["ABCD"]);
  });

  it("S15 a newline inside committed text ends one scan and begins the next", () => {
    expect(new Hands().text("]C1one1\n]C1two2\n").texts).toEqual(["one1", "two2"]);
  });

  it("S15 carriage return and line feed end one scan, not two", () => {
    const hands = new Hands().text("]C1one1\r\n");
    expect(hands.texts).toEqual(["one1"]);
    expect(hands.did("hotkey")).toBe(false);
  });
});

describe("S16, S17, S18: modifiers, stalls and truncated scans", () => {
  it("S16 reads a scan whose every key carries altKey", () => {
    const hands = new Hands().keys("]C1SN42", 2, { alt: true }).key("Enter", 2, { alt: true });
    expect(hands.scans).toMatchObject([{ text: "SN42", altOnKeys: true }]);
  });

  it("S17 a pause of just under the limit inside a prefixed scan does not split it", () => {
    const hands = new Hands().keys("]d2010950").keys("6000", 1_499).key("Enter");
    expect(hands.scans).toMatchObject([{ text: "0109506000", maxGapMs: 1_499 }]);
  });

  it("S17 a timer from before the last character does nothing", () => {
    const hands = new Hands().keys("]d20109").send({ kind: "idle", at: 1_010 });
    expect(hands.effects).toEqual([]);
    expect(hands.keys("50").key("Enter").texts).toEqual(["010950"]);
  });

  it("S18 without a terminator the scan is reported incomplete and not processed", () => {
    const hands = new Hands().keys("]d20109506").wait(1_501);
    expect(hands.scans).toEqual([]);
    expect(hands.incomplete).toMatchObject([{ reason: "no-terminator", aim: "]d2", chars: 7 }]);
  });

  it("S18 says when it will be due", () => {
    const hands = new Hands().keys("]d2");
    expect(dueAt(hands.state, PROFILE)).toBe(hands.at + 1_500);
  });

  it("S18 a truncated scan followed at once by a whole one gives one report and one scan", () => {
    const hands = new Hands()
      .keys("]d20109506")
      .key("]", 700)
      .keys("d201095060001343")
      .key("Enter");
    expect(hands.incomplete).toMatchObject([{ reason: "interrupted", text: "0109506" }]);
    expect(hands.texts).toEqual(["01095060001343"]);
  });

  it("S18 a prefix with nothing behind it is incomplete", () => {
    expect(new Hands().keys("]C1").key("Enter").incomplete).toMatchObject([{ reason: "empty" }]);
  });

  it("S18 keys on the profile's sentinel where there is no AIM identifier", () => {
    const hands = new Hands({ ...PROFILE, sentinel: "␟" }).text("␟A-1").key("Enter", 900);
    expect(hands.scans).toMatchObject([{ prefix: "sentinel", aim: null, text: "A-1" }]);
  });
});

describe("S17, S18: an unprefixed scan that the page was too busy for", () => {
  it.each(["L-RM-01", "0001"])("reads %s whole when its first key is 500 ms early", (text) => {
    const hands = new Hands().keys(text.charAt(0)).wait(499);
    expect(hands.keys(text.slice(1), 1).key("Enter").texts).toEqual([text]);
    expect(hands.did("hotkey")).toBe(false);
  });

  it("reads a number whole whose keys were delivered after the timer", () => {
    const hands = new Hands().key("4");
    const pressed = hands.at;
    hands.wait(150);
    hands.at = pressed;
    expect(hands.keys("0012").key("Enter").texts).toEqual(["40012"]);
  });

  it("never processes a number without the digit that was taken for a hotkey", () => {
    const hands = new Hands().key("4").wait(101);
    hands.keys("0012", 2).key("Enter");
    expect(hands.texts).toEqual([]);
    expect(hands.incomplete).toMatchObject([{ reason: "interrupted", text: "40012" }]);
  });

  it("presses a digit once, even when a late Enter seems to belong to it", () => {
    const hands = new Hands().key("4");
    const pressed = hands.at;
    hands.wait(150);
    hands.at = pressed;
    hands.key("Enter", 50);
    expect(hands.effects).toEqual([{ do: "hotkey", key: "4" }]);
  });

  it("reads a scan that follows half a second after a hotkey", () => {
    const hands = new Hands().key("4").wait(501);
    expect(hands.keys("L-RM-01").key("Enter").texts).toEqual(["L-RM-01"]);
  });
});

describe("S19, S24, S26: bursts, shortcuts, length", () => {
  it("S19 reads 20 scans back to back in order, none merged or lost", () => {
    const hands = new Hands();
    const expected = Array.from({ length: 20 }, (_, index) => `SN${1_000 + index}`);
    for (const text of expected) {
      hands.keys(`]d1${text}`, 1).key("Enter", 1);
    }
    expect(hands.texts).toEqual(expected);
  });

  it.each(["j", "m", "d"])("S24 prevents Ctrl+%s outside a scan", (key) => {
    expect(new Hands().key(key, 500, { ctrl: true }).swallowed).toEqual([true]);
  });

  it("S24 leaves a person's Ctrl+C alone", () => {
    expect(new Hands().key("c", 500, { ctrl: true }).swallowed).toEqual([false]);
  });

  it("S24 Ctrl+J and Ctrl+M end an open scan", () => {
    expect(new Hands().keys("]C1AB").key("j", 1, { ctrl: true }).texts).toEqual(["AB"]);
    expect(new Hands().keys("]C1AB").key("m", 1, { ctrl: true }).texts).toEqual(["AB"]);
  });

  it("S26 reports a code longer than 4,096 characters and processes none of it", () => {
    const hands = new Hands().text(`]d1${"7".repeat(5_000)}\n`);
    expect(hands.scans).toEqual([]);
    expect(hands.incomplete).toMatchObject([{ reason: "too-long" }]);
  });

  it("S26 takes exactly 4,096 characters", () => {
    expect(new Hands().text(`]d1${"7".repeat(4_096)}\n`).scans).toMatchObject([{ chars: 4_096 }]);
  });
});
