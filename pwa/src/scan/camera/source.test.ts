/** The camera as a device that may refuse, go black or be taken away; tracks are fakes that report what real ones do. */

import { describe, expect, it, vi } from "vitest";
import { loadSettings, saveSettings } from "./settings.ts";
import { BLACK_MS, type CameraPorts, CameraSource, type SourceState } from "./source.ts";
import { abilitiesOf, refocus, setTorch, setZoom } from "./track.ts";

class FakeTrack extends EventTarget {
  stopped = false;
  readonly applied: unknown[] = [];
  readonly label: string;
  private readonly reported: object | null;
  private readonly id: string;

  constructor(reported: object | null = {}, label = "Back Camera", id = "back") {
    super();
    this.reported = reported;
    this.label = label;
    this.id = id;
  }

  stop(): void {
    this.stopped = true;
  }

  getSettings() {
    return { deviceId: this.id };
  }

  getCapabilities() {
    return this.reported ?? {};
  }

  applyConstraints({ advanced: [one] }: { advanced: object[] }): Promise<void> {
    if (this.reported === null) return Promise.reject(new DOMException("", "OverconstrainedError"));
    this.applied.push(one);
    return Promise.resolve();
  }

  get media(): MediaStreamTrack {
    return this as unknown as MediaStreamTrack;
  }
}

const camera = (deviceId: string, label: string) =>
  ({ kind: "videoinput", deviceId, label }) as MediaDeviceInfo;
const BACK = camera("back", "Back Camera");
const ULTRA = camera("ultra", "Back Ultra Wide Camera");

function device(given: {
  tracks?: FakeTrack[];
  cameras?: readonly MediaDeviceInfo[];
  refusal?: string;
  ports?: Partial<CameraPorts>;
}) {
  const tracks = given.tracks ?? [new FakeTrack(), new FakeTrack(), new FakeTrack()];
  const asked: MediaStreamConstraints[] = [];
  const locks: { released: boolean; release: () => Promise<void> }[] = [];
  const state = { hidden: false };
  const states: SourceState[] = [];
  const ports: CameraPorts = {
    secure: true,
    hidden: () => state.hidden,
    media: {
      enumerateDevices: () => Promise.resolve([...(given.cameras ?? [BACK])]),
      getUserMedia: (wanted = {}) => {
        const track = tracks[asked.length];
        asked.push(wanted);
        const found = track === undefined ? [] : [track];
        const stream = { getTracks: () => found, getVideoTracks: () => found };
        return given.refusal === undefined
          ? Promise.resolve(stream as unknown as MediaStream)
          : Promise.reject(new DOMException("", given.refusal));
      },
    },
    wakeLock: {
      request: () => {
        const lock = {
          released: false,
          release: () => {
            lock.released = true;
            return Promise.resolve();
          },
        };
        locks.push(lock);
        return Promise.resolve(lock as unknown as WakeLockSentinel);
      },
    },
    ...given.ports,
  };
  const video = { srcObject: null, play: () => Promise.resolve() } as unknown as HTMLVideoElement;
  const source = new CameraSource(ports, video, (now) => states.push(now));
  return { source, states, asked, locks, tracks, state, video };
}

describe("S47, S43: the camera", () => {
  it("is given back when the page is hidden and asked for again on return", async () => {
    const { source, state, tracks, asked, states } = device({});
    await source.start("back");
    state.hidden = true;
    await source.visibilityChanged();
    expect(tracks[0]?.stopped).toBe(true);
    state.hidden = false;
    await source.visibilityChanged();
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
    expect(states.at(-1)?.is).toBe("live");
  });

  it("that stays black for 1.5 s says so, and no longer when a picture comes", async () => {
    const { source, states } = device({});
    await source.start(null);
    source.watch(true, 0);
    source.watch(true, BLACK_MS - 1);
    expect(states.at(-1)?.is).toBe("live");
    source.watch(true, BLACK_MS);
    expect(states.at(-1)?.is).toBe("black");
    source.watch(false, BLACK_MS + 100);
    await vi.waitFor(() => expect(states.at(-1)?.is).toBe("live"));
  });

  it("that gives no picture, or whose track ends, counts as black and can be restarted", async () => {
    const { source, states, tracks } = device({});
    await source.start(null);
    tracks[0]?.dispatchEvent(new Event("ended"));
    expect(states.at(-1)?.is).toBe("black");
    await source.start(null);
    expect(tracks[0]?.stopped).toBe(true);
    expect(states.at(-1)?.is).toBe("live");
    source.stalled();
    expect(states.at(-1)?.is).toBe("black");
  });

  it("that was stopped while it started leaves nothing running", async () => {
    const { source, tracks, video, states } = device({});
    const starting = source.start(null);
    source.stop();
    await starting;
    expect(tracks[0]?.stopped).toBe(true);
    expect(video.srcObject).toBeNull();
    expect(states.at(-1)?.is).toBe("off");
  });

  it.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "absent"],
    ["NotReadableError", "busy"],
    ["UnknownError", "failed"],
  ])("refused with %s is told as %s", async (refusal, why) => {
    const { source, states } = device({ refusal });
    await source.start(null);
    expect(states.at(-1)).toEqual({ is: "trouble", why });
  });

  it("is told apart where the address is not secure and where the browser has none", async () => {
    for (const [secure, why] of [
      [false, "insecure"],
      [true, "unsupported"],
    ] as const) {
      const { source, states } = device({ ports: { secure, media: undefined } });
      await source.start(null);
      expect(states).toEqual([{ is: "trouble", why }]);
    }
  });
});

describe("S48: the screen", () => {
  it("stays on while the camera is open, and no longer", async () => {
    const { source, locks } = device({});
    await source.start(null);
    expect(locks.map(({ released }) => released)).toEqual([false]);
    source.stop();
    expect(locks.map(({ released }) => released)).toEqual([true]);
  });

  it("may be refused to stay on without stopping the camera", async () => {
    const request = () => Promise.reject(new DOMException("", "NotAllowedError"));
    const { source, states } = device({ ports: { wakeLock: { request } } });
    await source.start(null);
    expect(states.at(-1)?.is).toBe("live");
  });
});

describe("S44: light, zoom, focus, lens", () => {
  it("are offered where the track reports them", () => {
    const all = { torch: true, zoom: { min: 1, max: 5 }, focusMode: ["continuous", "single-shot"] };
    expect(abilitiesOf(new FakeTrack(all).media)).toEqual({
      torch: true,
      zoom: { min: 1, max: 5 },
      focus: true,
    });
    expect(abilitiesOf(new FakeTrack().media)).toEqual({ torch: false, zoom: null, focus: false });
  });

  it("turn on the torch, or say that the camera refused", async () => {
    const track = new FakeTrack({ torch: true });
    expect(await setTorch(track.media, true)).toBe(true);
    expect(track.applied).toEqual([{ torch: true }]);
    expect(await setTorch(new FakeTrack(null).media, true)).toBe(false);
  });

  it("zoom with the lens as far as it goes and with the picture beyond", async () => {
    const track = new FakeTrack({ zoom: { min: 1, max: 2 } });
    expect(await setZoom(track.media, 3)).toBe(1.5);
    expect(track.applied).toEqual([{ zoom: 2 }]);
    expect(await setZoom(new FakeTrack().media, 3)).toBe(3);
    expect(await setZoom(new FakeTrack({ zoom: { min: 0.5, max: 8 } }).media, 1)).toBe(1);
  });

  it("focus once where the person touched", async () => {
    const track = new FakeTrack({ focusMode: ["continuous", "single-shot"] });
    expect(await refocus(track.media, { x: 0.25, y: 0.5 })).toBe(true);
    expect(track.applied).toEqual([
      { focusMode: "single-shot", pointsOfInterest: [{ x: 0.25, y: 0.5 }] },
    ]);
    expect(await refocus(new FakeTrack().media, { x: 0, y: 0 })).toBe(false);
  });

  it("prefer another back camera where the browser chose the ultra-wide one", async () => {
    const tracks = [new FakeTrack({}, ULTRA.label, "ultra"), new FakeTrack()];
    const { source, asked } = device({ tracks, cameras: [ULTRA, BACK] });
    await source.start(null);
    expect(asked[1]?.video).toMatchObject({ deviceId: { ideal: "back" } });
    expect(tracks[0]?.stopped).toBe(true);
    expect(source.track).toBe(tracks[1]);
  });

  it("go on to the device's next camera and round again", async () => {
    const tracks = [new FakeTrack(), new FakeTrack({}, "Front", "front")];
    const { source } = device({ tracks, cameras: [BACK, camera("front", "Front Camera")] });
    await source.start(null);
    expect(await source.next()).toBe("front");
    expect(await source.next()).toBe("back");
  });

  it("are remembered, and forgotten when what was kept is not readable", () => {
    const settings = { zoom: 2, torch: true, camera: "back" } as const;
    saveSettings(localStorage, settings);
    expect(loadSettings(localStorage)).toEqual(settings);
    for (const spoilt of ["{", "7", '{"zoom":9,"torch":true,"camera":null}']) {
      localStorage.setItem("unitrail.camera", spoilt);
      expect(loadSettings(localStorage)).toEqual({ zoom: 1, torch: false, camera: null });
    }
  });
});
