/** How often frames are read and which part of them: a clock and a camera of the test's own. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FrameLoop, WHOLE_EVERY } from "./frame-loop.ts";
import type { FrameRead } from "./frame-reader.ts";
import { code } from "./picture.testing.ts";
import type { Reader } from "./reader.ts";

const CAMERA_MS = 33;

class FakeVideo {
  readonly videoWidth = 1920;
  readonly videoHeight = 1080;
  frozen = false;

  requestVideoFrameCallback(work: () => void): number {
    return this.frozen ? 0 : (setTimeout(work, CAMERA_MS) as unknown as number);
  }

  cancelVideoFrameCallback(frame: number): void {
    clearTimeout(frame);
  }
}

function looping(readMs = 5) {
  const video = new FakeVideo();
  const looks: string[] = [];
  const reads: FrameRead[] = [];
  const stalls: number[] = [];
  const failures: unknown[] = [];
  const read: FrameRead = { found: [code("X")], rung: null, dark: false };
  const reader: Reader = {
    read: async (_picture, what) => {
      looks.push(what);
      await new Promise((resolve) => setTimeout(resolve, readMs));
      return read;
    },
    stop: () => undefined,
  };
  const loop = new FrameLoop({
    video: video as unknown as HTMLVideoElement,
    reader,
    magnified: () => 1,
    onRead: (one) => reads.push(one),
    onStalled: () => stalls.push(performance.now()),
    onFailure: (error) => failures.push(error),
  });
  return { loop, video, looks, reads, stalls, failures, reader };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("createImageBitmap", (_video: unknown, ...part: number[]) =>
    Promise.resolve({ part }),
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("S43: frames", () => {
  it("are read at most fifteen times a second, however fast the reader is", async () => {
    const { loop, looks } = looping();
    loop.start();
    await vi.advanceTimersByTimeAsync(2_000);
    loop.stop();
    expect(looks.length).toBeLessThanOrEqual(30);
    expect(looks.length).toBeGreaterThan(15);
  });

  it("wait for a slow reader, one at a time", async () => {
    const { loop, looks } = looping(400);
    loop.start();
    await vi.advanceTimersByTimeAsync(2_000);
    loop.stop();
    expect(looks.length).toBeLessThanOrEqual(5);
  });

  it("are the middle 640 pixels, and every fifth the whole picture", async () => {
    const { loop, looks, reads } = looping();
    loop.start();
    await vi.advanceTimersByTimeAsync(2_000);
    loop.stop();
    const whole = looks.flatMap((what, n) => (what === "whole" ? [n + 1] : []));
    expect(whole.slice(0, 3)).toEqual([WHOLE_EVERY, 2 * WHOLE_EVERY, 3 * WHOLE_EVERY]);
    expect(reads[0]?.found[0]?.corners[0]).toEqual({ x: 650, y: 230 });
    expect(reads[WHOLE_EVERY - 1]?.found[0]?.corners[0]).toEqual({ x: 10, y: 10 });
  });

  it("are not read while the page is hidden, nor after a stop", async () => {
    const { loop, looks } = looping();
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
    loop.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks).toEqual([]);
    hidden.mockReturnValue(false);
    await vi.advanceTimersByTimeAsync(300);
    loop.stop();
    const before = looks.length;
    expect(before).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(looks).toHaveLength(before);
  });

  it("that do not come are told after 1.5 s (S47)", async () => {
    const { loop, video, stalls } = looping();
    video.frozen = true;
    loop.start();
    await vi.advanceTimersByTimeAsync(1_400);
    expect(stalls).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(stalls).toHaveLength(1);
    loop.stop();
  });

  it("that cannot be read are a failure told, never swallowed", async () => {
    const { loop, failures, reader } = looping();
    vi.spyOn(reader, "read").mockRejectedValue(new Error("no WebAssembly"));
    loop.start();
    await vi.advanceTimersByTimeAsync(100);
    loop.stop();
    expect(String(failures[0])).toContain("no WebAssembly");
  });
});
