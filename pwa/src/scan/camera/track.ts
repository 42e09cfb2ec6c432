/**
 * What one camera track can do, and how it is asked to: torch, zoom, focus (S44).
 * These constraints are newer than the DOM types; a camera that lacks one simply does not report it.
 */

import type { Point } from "./decoder.ts";
import type { Zoom } from "./settings.ts";

export interface Abilities {
  readonly torch: boolean;
  /** Steps the lens itself can take; the others are cut out of the picture. */
  readonly zoom: { readonly min: number; readonly max: number } | null;
  readonly focus: boolean;
}

interface Reported {
  readonly torch?: boolean;
  readonly zoom?: { readonly min: number; readonly max: number };
  readonly focusMode?: readonly string[];
}

interface Wanted {
  readonly torch?: boolean;
  readonly zoom?: number;
  readonly focusMode?: string;
  readonly pointsOfInterest?: readonly Point[];
}

export function abilitiesOf(track: MediaStreamTrack): Abilities {
  // Firefox has no getCapabilities for cameras.
  const reported = (track.getCapabilities?.() ?? {}) as Reported;
  const modes = reported.focusMode ?? [];
  const { zoom } = reported;
  return {
    torch: reported.torch === true,
    zoom: zoom !== undefined && zoom.max > zoom.min ? zoom : null,
    focus: modes.includes("single-shot") || modes.includes("continuous"),
  };
}

export async function setTorch(track: MediaStreamTrack, on: boolean): Promise<boolean> {
  return apply(track, { torch: on });
}

/** The lens goes as far as it can; what is left over is returned, to be cut out of the picture. */
export async function setZoom(track: MediaStreamTrack, zoom: Zoom): Promise<number> {
  const { zoom: range } = abilitiesOf(track);
  if (range === null) {
    return zoom;
  }
  const base = Math.max(1, range.min);
  const lens = Math.min(range.max, base * zoom);
  return (await apply(track, { zoom: lens })) ? Math.max(1, (base * zoom) / lens) : zoom;
}

/** Focuses once on a place, given as shares of the picture, and then follows again where the camera can. */
export async function refocus(track: MediaStreamTrack, on: Point): Promise<boolean> {
  const { focusMode = [] } = (track.getCapabilities?.() ?? {}) as Reported;
  const mode = ["single-shot", "continuous"].find((one) => focusMode.includes(one));
  return mode !== undefined && apply(track, { focusMode: mode, pointsOfInterest: [on] });
}

/** False where the camera refuses what it reported: that is a missing comfort, not a failure. */
async function apply(track: MediaStreamTrack, wanted: Wanted): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [wanted as MediaTrackConstraintSet] });
    return true;
  } catch {
    return false;
  }
}
