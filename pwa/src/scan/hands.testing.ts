/**
 * Feeds the capture state machine at a scanner's or a person's pace and keeps what came out.
 * For tests only.
 */

import { step } from "./capture.ts";
import { CLOSED, type Effect, type Focus, type Input } from "./events.ts";
import { PROFILES, type WedgeProfile } from "./profile.ts";
import type { IncompleteScan, RawScan } from "./raw-scan.ts";

export const PROFILE = PROFILES["generic-hid"];
const PLAIN_KEY = {
  code: "",
  alt: false,
  ctrl: false,
  shift: false,
  meta: false,
  caps: false,
  repeat: false,
  taken: false,
};

export class Hands {
  state = CLOSED;
  at = 1_000;
  effects: Effect[] = [];
  swallowed: boolean[] = [];
  focus: Focus = "none";
  private readonly profile: WedgeProfile;

  constructor(profile: WedgeProfile = PROFILE) {
    this.profile = profile;
  }

  send(input: Input): this {
    const result = step(this.state, input, this.profile);
    this.state = result.state;
    this.effects.push(...result.effects);
    this.swallowed.push(result.swallow);
    return this;
  }

  key(key: string, gap = 2, more: Partial<typeof PLAIN_KEY> = {}): this {
    this.at += gap;
    const { at, focus } = this;
    return this.send({ kind: "key", key: { ...PLAIN_KEY, key, ...more }, at, focus });
  }

  keys(text: string, gap = 2, more: Partial<typeof PLAIN_KEY> = {}): this {
    for (const key of text) {
      this.key(key, gap, more);
    }
    return this;
  }

  text(text: string, gap = 2, preventable = true): this {
    this.at += gap;
    const { at, focus } = this;
    return this.send({ kind: "text", text, preventable, via: "text", at, focus });
  }

  compose(text: string, ended = false, gap = 2): this {
    this.at += gap;
    return this.send({ kind: "compose", text, ended, at: this.at, focus: this.focus });
  }

  wait(ms: number): this {
    this.at += ms;
    return this.send({ kind: "idle", at: this.at });
  }

  in(focus: Focus): this {
    this.focus = focus;
    return this;
  }

  get scans(): readonly RawScan[] {
    return this.effects.flatMap((effect) => (effect.do === "scan" ? [effect.scan] : []));
  }

  get texts(): readonly string[] {
    return this.scans.map((scan) => scan.text);
  }

  get incomplete(): readonly IncompleteScan[] {
    return this.effects.flatMap((e) => (e.do === "incomplete" ? [e.incomplete] : []));
  }

  get released(): string {
    return this.effects.map((effect) => (effect.do === "release" ? effect.text : "")).join("");
  }

  did(what: Effect["do"]): boolean {
    return this.effects.some((effect) => effect.do === what);
  }
}
