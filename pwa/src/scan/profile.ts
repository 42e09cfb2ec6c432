/**
 * What one family of scanners sends around a code, and the time limits that follow from it.
 * A device profile is configuration; whether the device obeys it is what calibration shows (S01, S03).
 */

export type DeviceFamily = "datawedge" | "honeywell" | "generic-hid";

export interface WedgeProfile {
  readonly family: DeviceFamily;
  /** A plain character the scanner puts before every code where it cannot send an AIM identifier. */
  readonly sentinel: string | null;
  /** Key names (`F8`) or characters (`␝`) that stand for the group separator. */
  readonly gsAliases: readonly string[];
  /** A prefixed scan stays open this long after its last character (S18). */
  readonly idleMs: number;
  /** In a person's field the prefix's characters may lie at most this far apart (S20, S21). */
  readonly prefixGapMs: number;
  /** While nothing is focused, one or two digits wait this long for more before they are hotkeys. */
  readonly plainGapMs: number;
  /** Largest gap inside an unprefixed scan while nothing is focused; what comes later is another. */
  readonly tornGapMs: number;
  readonly plainMinChars: number;
  /** Unprefixed scan inside a field: largest gap and fewest characters (S20, best effort). */
  readonly fieldGapMs: number;
  readonly fieldMinChars: number;
  /** A second terminator this soon after a scan (CR LF) belongs to it. */
  readonly trailingMs: number;
  /** Longest code accepted (S26). */
  readonly maxChars: number;
}

const LIMITS = {
  idleMs: 1_500,
  prefixGapMs: 60,
  plainGapMs: 100,
  tornGapMs: 500,
  plainMinChars: 3,
  fieldGapMs: 35,
  fieldMinChars: 6,
  trailingMs: 100,
  maxChars: 4_096,
} as const;

export const PROFILES: Readonly<Record<DeviceFamily, WedgeProfile>> = {
  datawedge: { ...LIMITS, family: "datawedge", sentinel: null, gsAliases: ["␝"] },
  honeywell: { ...LIMITS, family: "honeywell", sentinel: null, gsAliases: ["F8", "␝"] },
  "generic-hid": { ...LIMITS, family: "generic-hid", sentinel: null, gsAliases: ["F8", "␝"] },
};
