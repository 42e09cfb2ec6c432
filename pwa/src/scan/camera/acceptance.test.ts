/** When what the camera sees becomes a scan: twice alike, once with proof, never twice for one look. */

import { describe, expect, it } from "vitest";
import { Acceptance, hasProof, REARM_MS } from "./acceptance.ts";
import type { Found } from "./decoder.ts";
import { code, UDI } from "./picture.testing.ts";

const PROVED = code(UDI);
const PLAIN = code("QH-0007", "]d1");
const OTHER = code("LOC:SZ/A-01", "]Q1");
const FRAME_MS = 66;

/** Shows one frame after the other and keeps what was decided of each. */
function watching(wanted: (found: Found) => boolean = () => true) {
  const acceptance = new Acceptance({ wanted, year: () => 2026 });
  let at = 10_000;
  const show = (...found: Found[]): string => {
    at += FRAME_MS;
    const decision = acceptance.see(found, at);
    if (decision.is === "scan") return decision.code.text;
    return decision.is === "choose" ? decision.codes.map(({ text }) => text).join(" ? ") : "";
  };
  const wait = (ms: number): void => {
    for (const end = at + ms; at + FRAME_MS < end; ) show();
  };
  return { acceptance, show, wait, now: () => at };
}

describe("S46: a camera read is taken", () => {
  it("at once when a GS1 check digit in it holds", () => {
    expect(watching().show(PROVED)).toBe(UDI);
    expect(hasProof(code(UDI.replace("0109506000134352", "0109506000134353")), 2026)).toBe(false);
    expect(hasProof(code("10LOT"), 2026)).toBe(false);
  });

  it("at the second equal decode otherwise, an EAN, ITF-14 and DataBar among them", () => {
    for (const found of [
      PLAIN,
      code("9506000134352", "]E0"),
      code("09506000134352", "]I1"),
      code("0109506000134352", "]e0"),
    ]) {
      const { show } = watching();
      expect(show(found)).toBe("");
      expect(show(found)).toBe(found.text);
    }
  });

  it("not for two different decodes, nor for two that are far apart", () => {
    const { show, wait } = watching();
    expect(show(PLAIN)).toBe("");
    expect(show(code("QH-0001", "]d1"))).toBe("");
    wait(2_000);
    expect(show(PLAIN)).toBe("");
  });

  it("once for one look, and again after it was out of view for 1.5 s", () => {
    const { show, wait } = watching();
    expect(show(PROVED)).toBe(UDI);
    for (let frame = 0; frame < 60; frame += 1) {
      expect(show(PROVED)).toBe("");
    }
    wait(REARM_MS - 200);
    expect(show(PROVED)).toBe("");
    wait(REARM_MS + 200);
    expect(show(PROVED)).toBe(UDI);
  });

  it("again when the camera was opened anew, for that is meant", () => {
    const { acceptance, show } = watching();
    show(PROVED);
    acceptance.reset();
    expect(show(PROVED)).toBe(UDI);
  });

  it("while another code that was taken is still in view", () => {
    const { show } = watching();
    expect(show(PROVED)).toBe(UDI);
    show(PROVED, OTHER);
    expect(show(PROVED, OTHER)).toBe(OTHER.text);
  });
});

describe("S45: several codes in view", () => {
  it("are offered when both would do", () => {
    const { show } = watching();
    expect(show(PROVED, OTHER)).toBe("");
    expect(show(PROVED, OTHER)).toBe(`${UDI} ? ${OTHER.text}`);
  });

  it("need no choice when exactly one is what the screen expects", () => {
    const { show } = watching(({ text }) => text.startsWith("LOC:"));
    show(PROVED, OTHER);
    expect(show(PROVED, OTHER)).toBe(OTHER.text);
    expect(show(PROVED, OTHER)).toBe("");
  });

  it("are one when the same text is printed in two symbologies", () => {
    expect(watching().show(code(UDI, "]C1"), PROVED)).toBe(UDI);
  });

  it("do not ask again while they stay in view, whatever was chosen", () => {
    const { acceptance, show, wait, now } = watching();
    show(PROVED, OTHER);
    show(PROVED, OTHER);
    acceptance.putAside([PROVED, OTHER], now());
    expect(show(PROVED, OTHER)).toBe("");
    wait(REARM_MS + 200);
    show(PROVED, OTHER);
    expect(show(PROVED, OTHER)).toContain("?");
  });
});
