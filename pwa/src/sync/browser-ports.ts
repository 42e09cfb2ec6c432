/**
 * The real world for the client core: the only file of it that touches the browser's globals.
 */
import type { Bus, BusTopic, Clock, LockMode, Locks, Ports, Transport } from "./ports.ts";

const TIMEOUT_MS = 30_000;

function two(value: number): string {
  return String(Math.trunc(Math.abs(value))).padStart(2, "0");
}

/** RFC 3339 with the zone's offset at that moment. */
export function localTime(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

function browserClock(): Clock {
  return {
    boot: crypto.randomUUID(),
    monoMs: () => Math.floor(performance.now()),
    epochMs: () => Date.now(),
    wall: () => localTime(new Date()),
  };
}

function fetchTransport(origin: string): Transport {
  return {
    async send({ method, path, headers, body }) {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: { ...headers },
        body: body ?? null,
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return { status: response.status, body: await response.text() };
    },
  };
}

const webLocks: Locks = {
  async exclusive<T>(name: string, mode: LockMode, work: () => Promise<T>) {
    const options = mode === "steal" ? { steal: true } : { ifAvailable: true };
    let result: T | undefined;
    await navigator.locks.request(name, options, async (lock) => {
      if (lock !== null) result = await work();
    });
    return result;
  },
};

function channelBus(): Bus {
  const channel = new BroadcastChannel("unitrail-sync");
  return {
    post: (topic) => channel.postMessage(topic),
    listen(hear) {
      const listener = (event: MessageEvent<BusTopic>) => hear(event.data);
      channel.addEventListener("message", listener);
      return () => channel.removeEventListener("message", listener);
    },
  };
}

/** `origin` is "" for the server the app came from. */
export function browserPorts(origin = ""): Ports {
  return {
    clock: browserClock(),
    rng: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    storage: indexedDB,
    transport: fetchTransport(origin),
    locks: webLocks,
    bus: channelBus(),
  };
}

/** Coming back online or to the foreground starts a round at once; answers how to stop. */
export function kickOnReturn(kick: (trigger: "online" | "visible") => void): () => void {
  const online = () => kick("online");
  const visible = () => {
    if (document.visibilityState === "visible") kick("visible");
  };
  addEventListener("online", online);
  document.addEventListener("visibilitychange", visible);
  return () => {
    removeEventListener("online", online);
    document.removeEventListener("visibilitychange", visible);
  };
}
