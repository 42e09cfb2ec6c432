/**
 * Sound and vibration of a verdict: a tone means a verdict, so the scanner's own beep is switched off.
 * Exactly one tone per scan; a hard stop repeats every three seconds until acknowledged (S62).
 */

export type FeedbackLevel = "ok" | "warn" | "tick";

export interface Note {
  /** Start after now, and length, milliseconds. */
  readonly startMs: number;
  readonly ms: number;
  readonly hertz: number;
  readonly gain: number;
}

/** What sounds: one for the browser, one for tests. */
export interface Speaker {
  play(notes: readonly Note[]): void;
  vibrate(pattern: readonly number[]): void;
  /** Called on the first key or touch: browsers are silent before it. */
  unlock(): void;
}

export interface Feedback {
  /** Sounds once for this scan; false when it had sounded already. */
  signal(level: FeedbackLevel, scan: object): boolean;
  /** Starts the hard stop's tone; what it returns, called on acknowledgement, ends it. */
  alarm(scan?: object): () => void;
}

export const ALARM_EVERY_MS = 3_000;

const HIGH = 1_760;
const MIDDLE = 880;
const LOW = 220;

function notes(count: number, ms: number, pauseMs: number, hertz: number, gain: number): Note[] {
  return Array.from({ length: count }, (_, index) => {
    return { startMs: index * (ms + pauseMs), ms, hertz, gain };
  });
}

export const TONES: Readonly<Record<FeedbackLevel | "stop", readonly Note[]>> = {
  ok: notes(1, 80, 0, HIGH, 0.5),
  warn: notes(2, 120, 80, MIDDLE, 0.6),
  stop: notes(3, 400, 120, LOW, 0.9),
  tick: notes(1, 15, 0, MIDDLE, 0.12),
};

export const VIBRATIONS: Readonly<Record<FeedbackLevel | "stop", readonly number[]>> = {
  ok: [40],
  warn: [80, 80, 80],
  stop: [250, 120, 250, 120, 250],
  tick: [],
};

/** Calls back every `ms` until the function returned is called. */
export type Repeat = (ms: number, work: () => void) => () => void;

export function createFeedback(speaker: Speaker, repeat: Repeat): Feedback {
  const sounded = new WeakSet<object>();

  function sound(level: FeedbackLevel | "stop"): void {
    speaker.play(TONES[level]);
    if (VIBRATIONS[level].length > 0) {
      speaker.vibrate(VIBRATIONS[level]);
    }
  }

  return {
    signal: (level, scan) => {
      if (sounded.has(scan)) {
        return false;
      }
      sounded.add(scan);
      sound(level);
      return true;
    },
    alarm: (scan) => {
      if (scan !== undefined) {
        sounded.add(scan);
      }
      sound("stop");
      return repeat(ALARM_EVERY_MS, () => sound("stop"));
    },
  };
}

/** The browser's speaker; the first key, which may be the first scan, unlocks it. */
export function browserSpeaker(target: Window): Speaker {
  let context: AudioContext | null = null;
  const unlock = (): void => {
    context ??= new AudioContext();
    if (context.state === "suspended") {
      void context.resume();
    }
  };
  for (const event of ["keydown", "beforeinput", "pointerdown"]) {
    target.addEventListener(event, unlock, { capture: true, once: true });
  }
  return {
    unlock,
    play: (melody) => {
      unlock();
      if (context !== null) {
        schedule(context, melody);
      }
    },
    // iPhone and Firefox have no vibration: never the only channel.
    vibrate: (pattern) => {
      if ("vibrate" in target.navigator) {
        target.navigator.vibrate([...pattern]);
      }
    },
  };
}

const RAMP_SECONDS = 0.004;

function schedule(context: AudioContext, melody: readonly Note[]): void {
  for (const note of melody) {
    const start = context.currentTime + note.startMs / 1_000;
    const end = start + note.ms / 1_000;
    const oscillator = new OscillatorNode(context, { type: "triangle", frequency: note.hertz });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(note.gain, start + RAMP_SECONDS);
    volume.gain.setValueAtTime(note.gain, end - RAMP_SECONDS);
    volume.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(end);
  }
}

export function windowRepeat(target: Window): Repeat {
  return (ms, work) => {
    const id = target.setInterval(work, ms);
    return () => target.clearInterval(id);
  };
}
