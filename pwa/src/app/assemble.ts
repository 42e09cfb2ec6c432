/**
 * Puts the enrolled app together: scanner, sounds, session, sync, and the rules between them.
 */

import { signal } from "@preact/signals";
import type { Capability } from "../scan/calibration.ts";
import { loadCapability, saveCapability } from "../scan/capability-store.ts";
import { PROFILES } from "../scan/profile.ts";
import type { RawScan } from "../scan/raw-scan.ts";
import { type Reading, resolveScan } from "../scan/resolve.ts";
import { createWedge } from "../scan/wedge.ts";
import { browserSpeaker, createFeedback, windowRepeat } from "../ui/feedback.ts";
import type { App, OpenStop, Stop } from "./context.ts";
import { type Device, startSync } from "./device.ts";
import { pressHotkey } from "./hotkeys.ts";
import { createHttp } from "./http.ts";
import type { Installation } from "./installation.ts";
import { ReceiveTasks } from "./receive/tasks.ts";
import { navigate } from "./router.ts";
import { type ReadScan, ScanDesk } from "./scan-desk.ts";
import { DESK_IDLE_LOCK_MS, IDLE_LOCK_MS, Session } from "./session.ts";

const CLOCK_MS = 10_000;
/** Tries to reach the server that failed since the last good one; a restart does not make them undone. */
const FAILURES = "unitrail.sync.failures";

export async function assembleApp(
  device: Device,
  installation: Installation,
  target: Window,
): Promise<App> {
  const tasks = await ReceiveTasks.open(device.ports.storage);
  const capability = signal<Capability | null>(loadCapability(target.localStorage));
  const feedback = createFeedback(browserSpeaker(target), windowRepeat(target));
  const isDesk = device.enrolment.kind === "desk";
  const session = new Session(device.identity, target, isDesk ? DESK_IDLE_LOCK_MS : IDLE_LOCK_MS);
  const halting = createHalting();
  const scans = new ScanDesk({
    read: (scan) => readingsOf(scan, device, capability.value),
    refusedByStop: (scan) => halting.refuse() && feedback.signal("warn", scan),
    holder: () => session.shift.value?.holder.badge ?? null,
    takeGlobally: (given) => takeGlobally(given, session, feedback),
    onNotice: ({ about }, scan) => feedback.signal(about === "duplicate" ? "tick" : "warn", scan),
    onFailure: (error) => reportError(error),
  });
  const app: App = {
    ...watch(device, session, target),
    device,
    rows: device.client.view,
    session,
    capability,
    scans,
    feedback,
    installation,
    http: createHttp(device),
    tasks,
    stop: halting.open,
    keepCapability: (found) => {
      saveCapability(target.localStorage, found);
      capability.value = found;
    },
    record: (draft) => record(app, draft),
    halt: (stop, scan) => halting.halt(stop, () => feedback.alarm(scan)),
  };
  startScanner(app, target);
  startSync(device);
  if (device.enrolment.kind === "handheld" || device.enrolment.kind === "tablet") {
    import("./pictures.ts").then(({ keepPictures }) => keepPictures(device), reportError);
  }
  return app;
}

function readingsOf(
  scan: RawScan,
  { client, enrolment }: Device,
  capability: Capability | null,
): readonly Reading[] {
  const year = new Date().getFullYear();
  return resolveScan(scan, { rows: client.view, site: enrolment.site, year, capability });
}

/** What screens follow: the view, the sync loop and the time. */
function watch({ client }: Device, session: Session, target: Window) {
  const revision = signal(0);
  const sync = signal(client.engine.state);
  const now = signal(Date.now());
  const contactAt = signal(Date.now());
  const contacted = signal(false);
  const failures = signal(Number(target.localStorage.getItem(FAILURES) ?? 0));
  const count = (tries: number): void => {
    failures.value = tries;
    target.localStorage.setItem(FAILURES, String(tries));
  };
  client.onChange(() => {
    revision.value += 1;
    void session.refresh();
  });
  client.engine.listen((state) => {
    sync.value = state;
    if (state.phase === "idle" && state.trouble === null) {
      contactAt.value = Date.now();
      contacted.value = true;
      count(0);
    } else if (state.phase === "waiting") {
      count(failures.value + 1);
    }
  });
  target.setInterval(() => {
    now.value = Date.now();
    sync.value = client.engine.state;
  }, CLOCK_MS);
  return { revision, sync, now, contactAt, contacted, failures };
}

async function record(app: App, draft: Parameters<App["record"]>[0]) {
  const shift = app.session.shift.value;
  if (shift === null) {
    throw new Error("nobody holds the device");
  }
  const offline = app.sync.value.offline || !navigator.onLine;
  const auth = app.device.identity.auth(shift, offline);
  const appended = await app.device.client.append({ ...draft, auth });
  app.session.touch();
  return appended;
}

/** One hard stop at a time; the next waits until the first was acknowledged. */
function createHalting() {
  const open = signal<OpenStop | null>(null);
  let last: Promise<void> = Promise.resolve();

  function show(stop: Stop, alarm: () => () => void): Promise<void> {
    return new Promise((resolve) => {
      const acknowledge = (): void => {
        open.value = null;
        resolve();
      };
      open.value = { stop, refused: 0, alarm, acknowledge };
    });
  }

  return {
    open,
    halt: (stop: Stop, alarm: () => () => void): Promise<void> => {
      last = last.then(() => show(stop, alarm));
      return last;
    },
    refuse: (): boolean => {
      if (open.value === null) {
        return false;
      }
      open.value = { ...open.value, refused: open.value.refused + 1 };
      return true;
    },
  };
}

/** Badges and enrolment codes mean the same on every screen; a locked device takes nothing else. */
async function takeGlobally(
  { scan, reading }: ReadScan,
  session: Session,
  feedback: App["feedback"],
): Promise<boolean> {
  if (reading.is === "badge") {
    await session.switchTo(reading.badge);
    feedback.signal(reading.person?.active === true ? "ok" : "warn", scan);
    return true;
  }
  if (reading.is === "enrolment") {
    navigate(`/enrol?code=${encodeURIComponent(reading.code)}`);
    return true;
  }
  session.touch();
  return false;
}

function startScanner(app: App, target: Window): void {
  const handheld = app.device.enrolment.kind !== "desk";
  const family = app.capability.value?.family ?? "generic-hid";
  createWedge({
    target,
    profile: PROFILES[family],
    onScan: (scan) => app.scans.push(scan),
    onIncomplete: (scan) => app.scans.incomplete(scan),
    onHotkey: (key) => pressHotkey(target.document, key),
    useSink: handheld,
  });
  for (const event of ["pointerdown", "keydown"]) {
    target.addEventListener(event, () => app.session.touch(), { capture: true, passive: true });
  }
}
