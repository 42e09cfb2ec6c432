/**
 * The enrolled app: lock in front of the work, hard stop in front of everything, and the screen of the address.
 * Locking hides the screen and keeps it, so that the next badge goes on where the work was.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { HardStop } from "../ui/hard-stop.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { type App, AppContext, useApp } from "./context.ts";
import { LookupScreen } from "./lookup/lookup.tsx";
import { MoveScreen } from "./move/move.tsx";
import { ReceiveScreen } from "./receive/receive.tsx";
import { type Route, route } from "./router.ts";
import { CalibrateScreen } from "./screens/calibrate.tsx";
import { EnrolPage } from "./screens/enrol.tsx";
import { HomeScreen } from "./screens/home.tsx";
import { InstallFirst } from "./screens/install-first.tsx";
import { LockScreen } from "./screens/lock.tsx";
import { MeScreen } from "./screens/me.tsx";
import { PinScreen } from "./screens/pin.tsx";
import { QueueScreen } from "./screens/queue.tsx";
import { ShiftScreen } from "./screens/shift.tsx";

export function Root({ app }: { readonly app: App }): JSX.Element {
  return (
    <AppContext.Provider value={app}>
      <Pages />
      <OpenStopScreen />
    </AppContext.Provider>
  );
}

function OpenStopScreen(): JSX.Element | null {
  const open = useApp().stop.value;
  return open === null ? null : (
    <HardStop
      key={open.stop.code}
      {...open.stop}
      refusedScans={open.refused}
      alarm={open.alarm}
      onAcknowledge={open.acknowledge}
    />
  );
}

function Pages(): JSX.Element {
  const { session, device } = useApp();
  const here = route.value;
  if (here.path === "/enrol") {
    return <EnrolPage ground={device} former={device.enrolment} />;
  }
  if (here.path === "/desk" || here.path.startsWith("/desk/")) {
    return <DeskPages />;
  }
  const front = session.shift.value === null ? "lock" : session.pinWanted.value ? "pin" : "work";
  return (
    <>
      <div class="app-screen" hidden={front !== "work"} inert={front !== "work"}>
        <HandheldPage here={here} />
      </div>
      {front === "lock" && <LockScreen />}
      {front === "pin" && <PinScreen />}
    </>
  );
}

/** Loaded only when opened: a handheld never needs them. */
function DeskPages(): JSX.Element {
  const [Desk, setDesk] = useState<(() => JSX.Element) | null>(null);
  useEffect(() => {
    void import("./desk/desk.tsx").then((module) => setDesk(() => module.Desk));
  }, []);
  return Desk === null ? <Skeleton kind="table" /> : <Desk />;
}

const CAPTURE = new Set(["/receive", "/move", "/shift"]);

function HandheldPage({ here }: { readonly here: Route }): JSX.Element {
  const { uninstalledTab } = useApp().installation;
  if (uninstalledTab && CAPTURE.has(here.path)) {
    return <InstallFirst />;
  }
  switch (here.path) {
    case "/receive":
      return <ReceiveScreen />;
    case "/move":
      return <MoveScreen />;
    case "/lookup":
      return <LookupScreen />;
    case "/queue":
      return <QueueScreen />;
    case "/me":
      return <MeScreen />;
    case "/shift":
      return <ShiftScreen />;
    case "/calibrate":
      return <CalibrateScreen />;
    default:
      return <HomeScreen />;
  }
}
