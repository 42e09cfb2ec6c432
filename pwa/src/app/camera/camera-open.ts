/**
 * Whether the camera is wanted: all that a screen has to know of it before its code is loaded.
 */

import { signal } from "@preact/signals";

export const cameraOpen = signal(false);
