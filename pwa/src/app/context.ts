/**
 * What every screen may ask of the app: who is there, what the device knows, and how to record.
 * Desk and handheld screens take it with `useApp()`.
 */

import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Capability } from "../scan/calibration.ts";
import type { Draft } from "../sync/draft.ts";
import type { SyncState } from "../sync/engine.ts";
import type { Appended } from "../sync/oplog.ts";
import type { Lookup } from "../sync/view.ts";
import type { Feedback } from "../ui/feedback.ts";
import type { HardStopProps } from "../ui/hard-stop.tsx";
import type { Device } from "./device.ts";
import type { Http } from "./http.ts";
import type { Installation } from "./installation.ts";
import type { ReceiveTasks } from "./receive/tasks.ts";
import type { ScanDesk } from "./scan-desk.ts";
import type { Session } from "./session.ts";

/** A hard stop to be acknowledged; the app adds the tone, the count of refused scans and the button's work. */
export type Stop = Omit<HardStopProps, "alarm" | "onAcknowledge" | "refusedScans">;

export interface OpenStop {
  readonly stop: Stop;
  readonly refused: number;
  readonly alarm: () => () => void;
  readonly acknowledge: () => void;
}

export interface App {
  readonly device: Device;
  /** What the device knows, confirmed and pending. Read `revision` to be drawn again when it changes. */
  readonly rows: Lookup;
  readonly revision: ReadonlySignal<number>;
  readonly sync: ReadonlySignal<SyncState>;
  /** The device's clock at the last good round with the server; at the start of the app before there was one. */
  readonly contactAt: ReadonlySignal<number>;
  /** Rounds that failed since the last good one, restarts included. */
  readonly failures: ReadonlySignal<number>;
  /** True once a round has succeeded since the app was started. */
  readonly contacted: ReadonlySignal<boolean>;
  /** The device's clock, moved every ten seconds: for ages, not for records. */
  readonly now: ReadonlySignal<number>;
  /** Who holds the device, and how that changes. */
  readonly session: Session;
  /** What the calibration sheet proved about the scanner; null while it was not scanned. */
  readonly capability: ReadonlySignal<Capability | null>;
  readonly scans: ScanDesk;
  readonly feedback: Feedback;
  readonly installation: Installation;
  readonly http: Http;
  /** Deliveries in work on this device. */
  readonly tasks: ReceiveTasks;
  /** The hard stop on the screen, with the scans refused since; null when there is none. */
  readonly stop: ReadonlySignal<OpenStop | null>;
  keepCapability(capability: Capability): void;
  /** Records under the person who holds the device; resolves when it is on the device for good. @throws NotSaved */
  record(draft: Omit<Draft, "auth">): Promise<Appended>;
  /** Shows a hard stop and resolves when the person has acknowledged it. */
  halt(stop: Stop, scan?: object): Promise<void>;
}

/** Provided by the app's root once the device is enrolled. */
export const AppContext = createContext<App | null>(null);

/** @throws Error outside the enrolled app. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) {
    throw new Error("no enrolled device here");
  }
  return app;
}
