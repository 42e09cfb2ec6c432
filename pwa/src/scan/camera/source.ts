/**
 * The camera itself: asked for, given back when hidden, asked for again on return, watched for black (S43, S47, S48).
 */

import { type Abilities, abilitiesOf } from "./track.ts";

/** Why there is no picture: each has its own words and its own way on. */
export type Trouble = "insecure" | "unsupported" | "denied" | "absent" | "busy" | "failed";

export type SourceState =
  | { readonly is: "off" }
  | { readonly is: "starting" }
  | { readonly is: "live"; readonly abilities: Abilities; readonly cameras: number }
  /** A stream that shows nothing: iOS delivers one after a return from the background. */
  | { readonly is: "black" }
  | { readonly is: "trouble"; readonly why: Trouble };

export const BLACK_MS = 1_500;

/** What the browser gives; tests give their own. */
export interface CameraPorts {
  readonly secure: boolean;
  readonly media: Pick<MediaDevices, "enumerateDevices" | "getUserMedia"> | undefined;
  readonly wakeLock: Pick<WakeLock, "request"> | undefined;
  readonly hidden: () => boolean;
}

export function browserCamera(target: Window): CameraPorts {
  const { navigator, document, isSecureContext } = target;
  return {
    secure: isSecureContext,
    // Both are absent outside a secure context, whatever the types say.
    media: navigator.mediaDevices as MediaDevices | undefined,
    wakeLock: navigator.wakeLock as WakeLock | undefined,
    hidden: () => document.hidden,
  };
}

export class CameraSource {
  readonly #ports: CameraPorts;
  readonly #video: HTMLVideoElement;
  readonly #tell: (state: SourceState) => void;
  #stream: MediaStream | null = null;
  #lock: WakeLockSentinel | null = null;
  #camera: string | null = null;
  /** Starts that were overtaken by a stop or another start must not leave a stream behind. */
  #turn = 0;
  #darkSince: number | null = null;
  #black = false;

  constructor(ports: CameraPorts, video: HTMLVideoElement, tell: (state: SourceState) => void) {
    this.#ports = ports;
    this.#video = video;
    this.#tell = tell;
  }

  get track(): MediaStreamTrack | null {
    return this.#stream?.getVideoTracks()[0] ?? null;
  }

  /** `camera`: the device last used, or null for the one that looks away from the person. */
  async start(camera: string | null): Promise<void> {
    this.#release();
    this.#camera = camera;
    this.#turn += 1;
    const turn = this.#turn;
    const { secure, media } = this.#ports;
    if (media === undefined) {
      this.#tell({ is: "trouble", why: secure ? "unsupported" : "insecure" });
      return;
    }
    this.#tell({ is: "starting" });
    try {
      await this.#open(media, camera, turn);
    } catch (error) {
      if (turn === this.#turn) {
        this.#release();
        this.#tell({ is: "trouble", why: troubleOf(error) });
      }
    }
  }

  stop(): void {
    this.#turn += 1;
    this.#release();
    this.#tell({ is: "off" });
  }

  /** The page went to the background or came back: a hidden camera sees nothing and costs the battery. */
  async visibilityChanged(): Promise<void> {
    if (this.#ports.hidden()) {
      this.#turn += 1;
      this.#release();
    } else if (this.#stream === null) {
      await this.start(this.#camera);
    }
  }

  /** Told of each frame whether it was black. */
  watch(dark: boolean, at: number): void {
    if (!dark) {
      this.#darkSince = null;
      if (this.#black) {
        this.#black = false;
        void this.#tellLive(this.#turn);
      }
      return;
    }
    this.#darkSince ??= at;
    if (at - this.#darkSince >= BLACK_MS) {
      this.stalled();
    }
  }

  /** No new picture came for a while, or only black ones. */
  stalled(): void {
    if (this.#stream !== null && !this.#black) {
      this.#black = true;
      this.#tell({ is: "black" });
    }
  }

  /** The next of this device's cameras; its id, to be remembered. */
  async next(): Promise<string | null> {
    const cameras = await this.#cameras();
    const here = cameras.findIndex(({ deviceId }) => deviceId === this.#openId());
    const next = cameras[(here + 1) % Math.max(1, cameras.length)]?.deviceId ?? null;
    await this.start(next);
    return next;
  }

  async #open(media: NonNullable<CameraPorts["media"]>, camera: string | null, turn: number) {
    let stream = await asked(media, camera);
    const better = camera === null ? await this.#widerThanUltra(stream) : null;
    if (better !== null) {
      endOf(stream);
      stream = await asked(media, better);
    }
    if (turn !== this.#turn) {
      endOf(stream);
      return;
    }
    this.#stream = stream;
    this.#video.srcObject = stream;
    await this.#video.play();
    this.track?.addEventListener("ended", () => {
      if (turn === this.#turn) this.stalled();
    });
    await this.#stayAwake(turn);
    await this.#tellLive(turn);
  }

  async #tellLive(turn: number): Promise<void> {
    const cameras = await this.#cameras();
    const { track } = this;
    if (track !== null && turn === this.#turn) {
      this.#tell({ is: "live", abilities: abilitiesOf(track), cameras: cameras.length });
    }
  }

  #openId(): string | undefined {
    return this.track?.getSettings().deviceId;
  }

  async #cameras(): Promise<readonly MediaDeviceInfo[]> {
    const devices = (await this.#ports.media?.enumerateDevices()) ?? [];
    return devices.filter(({ kind }) => kind === "videoinput");
  }

  /** Where the browser chose an ultra-wide lens, which cannot focus on what is near: another one that looks the same way. */
  async #widerThanUltra(stream: MediaStream): Promise<string | null> {
    const label = stream.getVideoTracks()[0]?.label ?? "";
    if (!ULTRA_WIDE.test(label)) {
      return null;
    }
    const others = (await this.#cameras()).filter(
      (one) => !ULTRA_WIDE.test(one.label) && BACK.test(one.label),
    );
    return others[0]?.deviceId ?? null;
  }

  async #stayAwake(turn: number): Promise<void> {
    try {
      const lock = (await this.#ports.wakeLock?.request("screen")) ?? null;
      if (turn === this.#turn) {
        this.#lock = lock;
      } else {
        await lock?.release();
      }
    } catch {
      // An empty battery or a policy may refuse it; the camera works all the same.
      this.#lock = null;
    }
  }

  #release(): void {
    this.#darkSince = null;
    this.#black = false;
    void this.#lock?.release();
    this.#lock = null;
    if (this.#stream !== null) {
      endOf(this.#stream);
      this.#stream = null;
      this.#video.srcObject = null;
    }
  }
}

const ULTRA_WIDE = /ultra.?wide|超广角/i;
const BACK = /back|rear|后/i;

function asked(media: NonNullable<CameraPorts["media"]>, camera: string | null) {
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
  const which = camera === null ? { facingMode: "environment" } : { deviceId: { ideal: camera } };
  return media.getUserMedia({ audio: false, video: { ...size, ...which } });
}

function endOf(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}

const TROUBLES: Readonly<Record<string, Trouble>> = {
  NotAllowedError: "denied",
  SecurityError: "denied",
  NotFoundError: "absent",
  OverconstrainedError: "absent",
  NotReadableError: "busy",
  AbortError: "busy",
};

function troubleOf(error: unknown): Trouble {
  return (error instanceof DOMException ? TROUBLES[error.name] : undefined) ?? "failed";
}
