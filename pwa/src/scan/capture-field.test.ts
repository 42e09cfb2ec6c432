/**
 * Scanning while a person's field has the focus, typing that only looks like a scan, and input methods.
 */

import { describe, expect, it } from "vitest";
import { Hands } from "./hands.testing.ts";

describe("S20: a scan inside a field is lifted out", () => {
  it("holds the prefix back, so nothing of the scan reaches the field", () => {
    const hands = new Hands().in("field").keys("]d2010950600013435").key("Enter");
    expect(hands.texts).toEqual(["010950600013435"]);
    expect(hands.swallowed.every(Boolean)).toBe(true);
    expect(hands.did("restore")).toBe(false);
    expect(hands.scans).toMatchObject([{ inField: true }]);
  });

  it("takes a whole committed chunk without letting it in", () => {
    const hands = new Hands().in("field").text("]C1ABC123\n");
    expect(hands.texts).toEqual(["ABC123"]);
    expect(hands.swallowed).toEqual([true]);
  });

  it("restores the field when the text could not be prevented", () => {
    const hands = new Hands().in("field").compose("]").compose("]d2AB9").key("Enter");
    expect(hands.texts).toEqual(["AB9"]);
    expect(hands.effects.map((effect) => effect.do)).toEqual(["snapshot", "restore", "scan"]);
  });

  it("recognises an unprefixed scan by six characters within 35 ms of each other", () => {
    const hands = new Hands().in("field").keys("069012", 35).key("Enter", 35);
    expect(hands.texts).toEqual(["069012"]);
    expect(hands.did("restore")).toBe(true);
    expect(hands.swallowed.at(-1)).toBe(true);
  });

  it("takes neither five characters nor a slower six for a scan", () => {
    expect(new Hands().in("field").keys("06901", 10).key("Enter", 10).scans).toEqual([]);
    expect(new Hands().in("field").keys("069012", 36).key("Enter", 10).scans).toEqual([]);
  });

  it("reads on when a prefixed scan is slow behind its prefix", () => {
    const hands = new Hands().in("field").keys("]d2", 2).keys("0109", 400).key("Enter", 400);
    expect(hands.texts).toEqual(["0109"]);
  });
});

describe("S21: typing in a field is never swallowed", () => {
  it("passes letters, digits, spaces and Enter", () => {
    const hands = new Hands().in("field").keys("pallet 7", 90).key("Enter", 200);
    expect(hands.swallowed.some(Boolean)).toBe(false);
    expect(hands.scans).toEqual([]);
  });

  it("gives a typed right bracket back after 60 ms", () => {
    const hands = new Hands().in("field").keys("]", 200).wait(61);
    expect(hands.released).toBe("]");
  });

  it("gives the bracket back before the next letter when a person types on", () => {
    const hands = new Hands().in("field").key("]", 200).key("d", 120);
    expect(hands.released).toBe("]");
    expect(hands.swallowed.at(-1)).toBe(false);
  });

  it("gives the bracket back when what follows is no AIM identifier", () => {
    const hands = new Hands().in("field").key("]", 200).key("7", 20);
    expect(hands.released).toBe("]");
    expect(hands.swallowed.at(-1)).toBe(false);
  });

  it("gives the bracket back before a backspace, an arrow or Enter", () => {
    for (const key of ["Backspace", "ArrowLeft", "Enter"]) {
      const hands = new Hands().in("field").key("]", 200).key(key, 30);
      expect(hands.released).toBe("]");
      expect(hands.swallowed.at(-1)).toBe(false);
    }
  });

  it("gives back a typed string that happens to be an AIM identifier", () => {
    const hands = new Hands().in("field").keys("]d2", 50).keys("xyz", 180).wait(1_501);
    expect(hands.released).toBe("]d2xyz");
    expect(hands.incomplete).toEqual([]);
  });

  it("releases the bracket when the field loses the focus", () => {
    const hands = new Hands().in("field").key("]", 200);
    hands.send({ kind: "focus-left", at: hands.at + 5 });
    expect(hands.released).toBe("]");
  });

  it("does not touch committed Chinese text that begins with a bracket", () => {
    const hands = new Hands().in("field").text("]库位", 300);
    expect(hands.swallowed).toEqual([false]);
    expect(hands.released).toBe("");
  });

  it("keeps a key held down for repeating out of the timing path", () => {
    const hands = new Hands().in("field").key("7", 200);
    for (let count = 0; count < 8; count += 1) {
      hands.key("7", 30, { repeat: true });
    }
    expect(hands.key("Enter", 30).scans).toEqual([]);
  });

  it("leaves a native choice its type-ahead", () => {
    expect(new Hands().in("choice").key("s", 200).swallowed).toEqual([false]);
  });
});

describe("S22: a Chinese input method holds the keys", () => {
  const taken = (code: string, shift = false) => ({ code, shift, taken: true });
  const scanned = (hands: Hands) => {
    const codes = ["BracketRight", "KeyD", "Digit2", "KeyS", "KeyN", "Digit4", "Digit2"];
    for (const code of codes) {
      hands.key("Process", 3, taken(code, code === "KeyS" || code === "KeyN"));
    }
    return hands;
  };

  it("recovers the characters from the physical keys", () => {
    const hands = scanned(new Hands()).key("Process", 3, taken("Enter"));
    expect(hands.scans).toMatchObject([{ aim: "]d2", text: "SN42", ime: true }]);
  });

  it("honours Caps Lock", () => {
    const hands = new Hands().keys("]C1").key("Process", 2, { ...taken("KeyA"), caps: true });
    expect(hands.key("Enter").scans).toMatchObject([{ text: "A", capsLock: true }]);
  });

  it("does not count the candidate text a second time", () => {
    const hands = scanned(new Hands().in("field"))
      .compose("】d2sn")
      .compose("sn42", true)
      .text("】");
    expect(hands.key("Process", 3, taken("Enter")).texts).toEqual(["SN42"]);
    expect(hands.did("restore")).toBe(true);
  });

  it("leaves a person's pinyin alone", () => {
    const hands = new Hands().in("field");
    for (const code of ["KeyK", "KeyU", "KeyW", "KeyE", "KeyI"]) {
      hands.key("Process", 110, taken(code)).compose("kuwei");
    }
    hands.key("Process", 150, taken("Space")).compose("库位", true);
    expect(hands.swallowed.some(Boolean)).toBe(false);
    expect(hands.effects.every((effect) => effect.do === "snapshot")).toBe(true);
  });
});

describe("S17, S20: a scan whose beginning was taken for typing", () => {
  it("takes the bracket back out of the field when the rest was only delivered late", () => {
    const hands = new Hands().in("field").key("]", 200);
    const pressed = hands.at;
    hands.wait(80);
    expect(hands.released).toBe("]");
    hands.at = pressed;
    expect(hands.keys("C1SN42").key("Enter").scans).toMatchObject([{ aim: "]C1", text: "SN42" }]);
    expect(hands.effects.map((effect) => effect.do).slice(-2)).toEqual(["restore", "scan"]);
  });

  it("is one scan when the focus left the field behind its bracket", () => {
    const hands = new Hands().in("field").key("]", 200);
    hands.send({ kind: "focus-left", at: hands.at + 1 }).in("none");
    expect(hands.keys("C1SN42").key("Enter").texts).toEqual(["SN42"]);
    expect(hands.did("restore")).toBe(true);
  });

  it("is one scan when its bracket came alone and too early", () => {
    const hands = new Hands().in("field").key("]", 200).wait(300);
    expect(hands.keys("C1SN42").key("Enter").scans).toMatchObject([{ aim: "]C1", text: "SN42" }]);
    expect(hands.effects.filter((effect) => effect.do === "snapshot")).toHaveLength(1);
  });

  it("keeps a bracket that a person typed before an unprefixed scan", () => {
    const hands = new Hands().in("field").key("]", 200).wait(300);
    expect(hands.keys("069012").key("Enter").texts).toEqual(["069012"]);
    expect(hands.effects.filter((effect) => effect.do === "snapshot")).toHaveLength(2);
  });

  it.each(["none", "field"] as const)(
    "is whole when the focus moves away from %s inside it",
    (from) => {
      const hands = new Hands().in(from).keys("06");
      hands.in(from === "none" ? "field" : "none");
      expect(hands.keys("9012345").key("Enter").texts).toEqual(["069012345"]);
    },
  );

  it("is never processed without what was pressed before the focus moved", () => {
    const hands = new Hands().keys("06").in("field").keys("9", 60).keys("012345").key("Enter");
    expect(hands.texts).toEqual([]);
    expect(hands.incomplete).toMatchObject([{ reason: "interrupted", text: "069012345" }]);
  });

  it("remembers a field that unpreventable text reaches in mid-scan", () => {
    const hands = new Hands().keys("]C1").in("field").compose("AB").key("Enter");
    expect(hands.effects.map((effect) => effect.do)).toEqual(["snapshot", "restore", "scan"]);
  });
});
