/**
 * Keeps the scanner's capability record on this device, one small JSON text.
 * An unreadable record counts as none: the device is calibrated again rather than trusted.
 */

import type { Capability } from "./calibration.ts";

const KEY = "unitrail.scanner.capability";

export function saveCapability(storage: Storage, capability: Capability): void {
  storage.setItem(KEY, JSON.stringify(capability));
}

export function loadCapability(storage: Storage): Capability | null {
  const text = storage.getItem(KEY);
  if (text === null) {
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isCapability(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}

function isCapability(value: unknown): value is Capability {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { version, passed, udi, codes } = value as Partial<Capability>;
  const known = udi === "full" || udi === "fixed-length-only" || udi === "none";
  return version === 1 && typeof passed === "boolean" && known && Array.isArray(codes);
}
