/**
 * What the person last chose for this device's camera, kept for the next time (S44).
 */

export type Zoom = 1 | 2 | 3;
export const ZOOMS: readonly Zoom[] = [1, 2, 3];

export interface CameraSettings {
  readonly zoom: Zoom;
  readonly torch: boolean;
  /** The camera that was used; null for the one that looks away from the person. */
  readonly camera: string | null;
}

const KEY = "unitrail.camera";
const FIRST: CameraSettings = { zoom: 1, torch: false, camera: null };

export function loadSettings(storage: Storage): CameraSettings {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? "null");
    return isSettings(value) ? value : FIRST;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return FIRST;
    }
    throw error;
  }
}

export function saveSettings(storage: Storage, settings: CameraSettings): void {
  storage.setItem(KEY, JSON.stringify(settings));
}

function isSettings(value: unknown): value is CameraSettings {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { zoom, torch, camera } = value as Partial<CameraSettings>;
  const known = zoom === 1 || zoom === 2 || zoom === 3;
  return known && typeof torch === "boolean" && (camera === null || typeof camera === "string");
}
