/**
 * The camera of this device: one video, one worker, one place where what is read becomes a scan like the wedge's.
 * It outlives screens: a scan that leads to another screen leaves the camera as it was.
 */

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { Acceptance } from "../../scan/camera/acceptance.ts";
import type { Found, Point } from "../../scan/camera/decoder.ts";
import { FrameLoop } from "../../scan/camera/frame-loop.ts";
import { type Reader, startReader } from "../../scan/camera/reader.ts";
import {
  type CameraSettings,
  loadSettings,
  saveSettings,
  type Zoom,
} from "../../scan/camera/settings.ts";
import { browserCamera, CameraSource, type SourceState } from "../../scan/camera/source.ts";
import { refocus, setTorch, setZoom } from "../../scan/camera/track.ts";
import { cameraScan, type RawScan } from "../../scan/raw-scan.ts";
import type { App } from "../context.ts";
import { cameraOpen } from "./camera-open.ts";

/** A question on the screen hides the camera; after this long it is given back. */
const KEPT_MS = 20_000;
/** Nothing read for so long: a photo is offered. */
const STRUGGLING_MS = 8_000;

export type PhotoState = "none" | "reading" | "nothing" | "failed";

/** Several codes to choose from; the picture stands still meanwhile. */
export interface Choices {
  readonly codes: readonly Found[];
  /** They are in the live picture, where they can be outlined; else in a photo. */
  readonly live: boolean;
}

type AppParts = Pick<App, "scans" | "session">;

export class CameraDesk {
  readonly video: HTMLVideoElement;
  readonly state = signal<SourceState>({ is: "off" });
  /** Symbols in the last frame, in pixels of the picture. */
  readonly inView = signal<readonly Found[]>([]);
  readonly choices = signal<Choices | null>(null);
  readonly photo = signal<PhotoState>("none");
  readonly struggling = signal(false);
  /** The reader could not be started: the reason, for the person to report. */
  readonly failure = signal<string | null>(null);
  readonly magnified = signal(1);
  readonly #settings: ReturnType<typeof signal<CameraSettings>>;
  readonly #app: AppParts;
  readonly #target: Window;
  readonly #source: CameraSource;
  readonly #acceptance: Acceptance;
  #reader: Reader | null = null;
  #loop: FrameLoop | null = null;
  #leaving = 0;
  #readAt = 0;

  constructor(app: AppParts, target: Window) {
    this.#app = app;
    this.#target = target;
    this.#settings = signal(loadSettings(target.localStorage));
    this.video = videoOf(target.document);
    this.#source = new CameraSource(browserCamera(target), this.video, (state) =>
      this.#turned(state),
    );
    this.#acceptance = new Acceptance({
      wanted: (code) => app.scans.wants(scanOf(code)),
      year: () => new Date().getFullYear(),
    });
    target.document.addEventListener("visibilitychange", () => {
      if (cameraOpen.value) void this.#source.visibilityChanged();
    });
    this.#closeOnLock();
  }

  get settings(): ReadonlySignal<CameraSettings> {
    return this.#settings as ReadonlySignal<CameraSettings>;
  }

  /** A screen shows the camera; what it returns takes it away again. */
  showIn(place: Element): () => void {
    this.#target.clearTimeout(this.#leaving);
    place.prepend(this.video);
    if (this.state.value.is === "off") {
      this.#acceptance.reset();
      void this.restart();
    } else {
      void this.video.play().catch(() => undefined);
      this.#resume();
    }
    return () => {
      this.#loop?.stop();
      if (!cameraOpen.value) {
        this.#forget();
      }
      this.#leaving = this.#target.setTimeout(
        () => this.#source.stop(),
        cameraOpen.value ? KEPT_MS : 0,
      );
    };
  }

  /** Closed by the person: nothing of it is asked at the next opening. */
  #forget(): void {
    this.choices.value = null;
    this.photo.value = "none";
    this.struggling.value = false;
  }

  async restart(): Promise<void> {
    this.failure.value = null;
    await this.#source.start(this.settings.value.camera);
  }

  async nextCamera(): Promise<void> {
    this.#keep({ camera: await this.#source.next() });
  }

  async turnTorch(on: boolean): Promise<void> {
    const { track } = this.#source;
    if (track !== null && (await setTorch(track, on))) {
      this.#keep({ torch: on });
    }
  }

  async zoomTo(zoom: Zoom): Promise<void> {
    const { track } = this.#source;
    if (track !== null) {
      this.magnified.value = await setZoom(track, zoom);
      this.#keep({ zoom });
    }
  }

  /** `on`: where, as shares of the picture. */
  focus(on: Point): void {
    const { track } = this.#source;
    if (track !== null) {
      void refocus(track, on);
    }
  }

  /** One of the codes offered, or none of them. */
  choose(code: Found | null): void {
    this.#acceptance.putAside(this.choices.value?.codes ?? [], performance.now());
    this.choices.value = null;
    if (code !== null) {
      this.#push(code);
    }
    void this.video.play().catch(() => undefined);
    this.#resume();
  }

  /** A photo taken with the system's camera, where the live picture does not come or does not read. */
  async readPhoto(file: Blob): Promise<void> {
    this.photo.value = "reading";
    try {
      const picture = await createImageBitmap(file);
      const { found } = await this.#readerNow().read(picture, "still");
      this.photo.value = found.length === 0 ? "nothing" : "none";
      this.#offer(found);
    } catch {
      this.photo.value = "failed";
    }
  }

  #offer(found: readonly Found[]): void {
    const wanted = found.filter((code) => this.#app.scans.wants(scanOf(code)));
    const [only, ...others] = wanted.length === 1 ? wanted : found;
    if (only !== undefined && others.length === 0) {
      this.#push(only);
    } else if (only !== undefined) {
      this.choices.value = { codes: found, live: false };
    }
  }

  #turned(state: SourceState): void {
    this.state.value = state;
    this.inView.value = [];
    if (state.is === "live") {
      void this.#applySettings(state.abilities.torch);
      this.#resume();
    } else if (state.is !== "black") {
      this.#loop?.stop();
    }
  }

  async #applySettings(hasTorch: boolean): Promise<void> {
    const { torch, zoom } = this.settings.value;
    const { track } = this.#source;
    if (track !== null) {
      this.magnified.value = await setZoom(track, zoom);
      if (torch && hasTorch) {
        await setTorch(track, true);
      }
    }
  }

  #resume(): void {
    const readable = this.state.value.is === "live" || this.state.value.is === "black";
    if (!readable || !this.video.isConnected || this.choices.value !== null) {
      return;
    }
    this.#readAt = performance.now();
    this.struggling.value = false;
    this.#loop ??= this.#newLoop();
    this.#loop.start();
  }

  #newLoop(): FrameLoop {
    return new FrameLoop({
      video: this.video,
      reader: this.#readerNow(),
      magnified: () => this.magnified.value,
      onRead: (read, at) => {
        this.#source.watch(read.dark, at);
        this.#see(read.found, at);
      },
      onStalled: () => this.#source.stalled(),
      onFailure: (error) => {
        this.#loop?.stop();
        this.#loop = null;
        this.#reader?.stop();
        this.#reader = null;
        this.failure.value = String(error);
      },
    });
  }

  #readerNow(): Reader {
    this.#reader ??= startReader();
    return this.#reader;
  }

  #see(found: readonly Found[], at: number): void {
    this.inView.value = found;
    if (found.length > 0) {
      this.#readAt = at;
    }
    this.struggling.value = at - this.#readAt > STRUGGLING_MS;
    const decision = this.#acceptance.see(found, at);
    if (decision.is === "scan") {
      this.#push(decision.code);
    } else if (decision.is === "choose") {
      this.#loop?.stop();
      this.video.pause();
      this.choices.value = { codes: decision.codes, live: true };
    }
  }

  #push(code: Found): void {
    this.photo.value = "none";
    this.#app.scans.push(scanOf(code));
  }

  #keep(changed: Partial<CameraSettings>): void {
    const settings = { ...this.settings.value, ...changed };
    this.#settings.value = settings;
    saveSettings(this.#target.localStorage, settings);
  }

  /** Nobody holds the device any more: its camera does not go on looking. */
  #closeOnLock(): void {
    let held = this.#app.session.shift.value !== null;
    effect(() => {
      const now = this.#app.session.shift.value !== null;
      if (held && !now) {
        cameraOpen.value = false;
      }
      held = now;
    });
  }
}

function videoOf(document: Document): HTMLVideoElement {
  const video = document.createElement("video");
  // Without both, an iPhone shows the video over everything else.
  video.playsInline = true;
  video.muted = true;
  video.disablePictureInPicture = true;
  video.setAttribute("aria-hidden", "true");
  return video;
}

/** The object the wedge delivers, with the camera as its source. */
export function scanOf({ text, aim }: Found): RawScan {
  return cameraScan(text, aim === "" ? null : aim, performance.now());
}
