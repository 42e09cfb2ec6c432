/**
 * Gives the reader one frame after the other: at most fifteen a second, one at a time, none while hidden (S43).
 */

import type { Found } from "./decoder.ts";
import type { FrameRead } from "./frame-reader.ts";
import type { Reader } from "./reader.ts";
import { BLACK_MS } from "./source.ts";
import { regionOf, type Size } from "./view-geometry.ts";

export const FRAME_MS = 1_000 / 15;
/** Every so many frames the whole picture is looked at instead of its middle. */
export const WHOLE_EVERY = 5;

export interface FrameLoopParts {
  readonly video: HTMLVideoElement;
  readonly reader: Reader;
  /** How far the picture is enlarged beyond what the lens does. */
  readonly magnified: () => number;
  /** What a frame showed, in pixels of the whole picture. */
  readonly onRead: (read: FrameRead, at: number) => void;
  /** The camera has given no new picture for a while. */
  readonly onStalled: () => void;
  readonly onFailure: (error: unknown) => void;
}

export class FrameLoop {
  readonly #parts: FrameLoopParts;
  #running = false;
  #frames = 0;
  #began = 0;
  #cancel = (): void => undefined;

  constructor(parts: FrameLoopParts) {
    this.#parts = parts;
  }

  start(): void {
    if (!this.#running) {
      this.#running = true;
      this.#await();
    }
  }

  stop(): void {
    this.#running = false;
    this.#cancel();
  }

  /** The next picture the camera delivers, not before its time. */
  #await(): void {
    const { video, onStalled } = this.#parts;
    const pause = Math.max(0, FRAME_MS - (performance.now() - this.#began));
    const watchdog = setTimeout(onStalled, pause + BLACK_MS);
    let frame = 0;
    const timer = setTimeout(() => {
      frame = onNextFrame(video, () => {
        clearTimeout(watchdog);
        void this.#look();
      });
    }, pause);
    this.#cancel = () => {
      clearTimeout(watchdog);
      clearTimeout(timer);
      cancelFrame(video, frame);
    };
  }

  async #look(): Promise<void> {
    this.#began = performance.now();
    try {
      await this.#read();
    } catch (error) {
      this.#parts.onFailure(error);
    }
    if (this.#running) {
      this.#await();
    }
  }

  async #read(): Promise<void> {
    const { video, reader, magnified, onRead } = this.#parts;
    const size: Size = { width: video.videoWidth, height: video.videoHeight };
    if (size.width === 0 || document.hidden) {
      return;
    }
    this.#frames += 1;
    const whole = this.#frames % WHOLE_EVERY === 0;
    const { x, y, width, height } = regionOf(size, magnified());
    const read = whole
      ? await reader.read(await createImageBitmap(video), "whole")
      : await reader.read(await createImageBitmap(video, x, y, width, height), "region");
    if (this.#running) {
      onRead(whole ? read : { ...read, found: moved(read.found, x, y) }, performance.now());
    }
  }
}

function moved(found: readonly Found[], left: number, top: number): readonly Found[] {
  return found.map((one) => ({
    ...one,
    corners: one.corners.map(({ x, y }) => ({ x: x + left, y: y + top })),
  }));
}

/** Browsers without frame callbacks are asked at the next drawing instead. */
function onNextFrame(video: HTMLVideoElement, work: () => void): number {
  return "requestVideoFrameCallback" in video
    ? video.requestVideoFrameCallback(work)
    : requestAnimationFrame(work);
}

function cancelFrame(video: HTMLVideoElement, frame: number): void {
  if ("cancelVideoFrameCallback" in video) video.cancelVideoFrameCallback(frame);
  else cancelAnimationFrame(frame);
}
