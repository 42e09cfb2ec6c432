/**
 * The enrolled app: lock in front of the work, hard stop in front of everything, and the screen of the address.
 * Locking hides the screen and keeps it, so that the next badge goes on where the work was.
 */

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { loadOfficeTexts } from "../entries/code-texts.ts";
import { HardStop } from "../ui/hard-stop.tsx";
import { language } from "../ui/i18n/language.ts";
import { PictureContext, type PictureStore } from "../ui/picture-store.ts";
import { type App, AppContext, useApp } from "./context.ts";
import { EnrolPage } from "./enrol-later.ts";
import { FrontContext } from "./front.ts";
import { loadedLater } from "./loaded-later.tsx";
import { type Route, route } from "./router.ts";
import { HomeScreen } from "./screens/home.tsx";
import { InstallFirst } from "./screens/install-first.tsx";
import { LockScreen } from "./screens/lock.tsx";
import { PinScreen } from "./screens/pin.tsx";

export function Root({ app }: { readonly app: App }): JSX.Element {
  const pictures = useMemo(() => picturesLater(app.device), [app]);
  return (
    <AppContext.Provider value={app}>
      <PictureContext.Provider value={pictures}>
        <Pages />
        <OpenStopScreen />
      </PictureContext.Provider>
    </AppContext.Provider>
  );
}

/** Comes when a picture is first asked for. */
function picturesLater(device: App["device"]): PictureStore {
  const store = () => import("./pictures.ts").then(({ pictureStore }) => pictureStore(device));
  return {
    keep: async (file) => (await store()).keep(file),
    get: async (digest) => (await store()).get(digest),
  };
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
  const begins = here.path === "/" && device.enrolment?.kind === "desk";
  if (begins || here.path === "/desk" || here.path.startsWith("/desk/")) {
    return <DeskPages />;
  }
  const front = session.shift.value === null ? "lock" : session.pinWanted.value ? "pin" : "work";
  return (
    <>
      <div class="app-screen" hidden={front !== "work"} inert={front !== "work"}>
        <FrontContext.Provider value={front === "work"}>
          <HandheldPage here={here} />
        </FrontContext.Provider>
      </div>
      {front === "lock" && <LockScreen />}
      {front === "pin" && <PinScreen />}
    </>
  );
}

/** Loaded when first opened, from what the service worker keeps: scanning starts without them. */
const DeskPages = loadedLater(
  () =>
    Promise.all([import("./desk/desk.tsx"), loadOfficeTexts(language.value)]).then(
      ([module]) => module.Desk,
    ),
  "table",
);
const LabelsScreen = loadedLater(() =>
  Promise.all([import("./labels/labels.tsx"), loadOfficeTexts(language.value)]).then(
    ([module]) => module.LabelsScreen,
  ),
);
const LookupScreen = loadedLater(() =>
  import("./lookup/lookup.tsx").then((module) => module.LookupScreen),
);
const CalibrateScreen = loadedLater(() =>
  import("./screens/calibrate.tsx").then((module) => module.CalibrateScreen),
);
const MeScreen = loadedLater(() => import("./screens/me.tsx").then((module) => module.MeScreen));
const ReceiveScreen = loadedLater(() =>
  import("./receive/receive.tsx").then((module) => module.ReceiveScreen),
);
const MoveScreen = loadedLater(() => import("./move/move.tsx").then((module) => module.MoveScreen));
const StepScreen = loadedLater(() =>
  Promise.all([
    import("./step/step.tsx"),
    loadOfficeTexts(language.value),
    import("../ui/i18n/step/catalogue.ts").then(({ loadStepCatalogue }) => loadStepCatalogue()),
  ]).then(([module]) => module.StepScreen),
);
const EquipmentScreen = loadedLater(() =>
  import("./equipment/equipment.tsx").then((module) => module.EquipmentScreen),
);
const ChangeScreen = loadedLater(() =>
  Promise.all([import("./change/change.tsx"), loadOfficeTexts(language.value)]).then(
    ([module]) => module.ChangeScreen,
  ),
);
const LoadScreen = loadedLater(() =>
  Promise.all([import("./load/load.tsx"), loadOfficeTexts(language.value)]).then(
    ([module]) => module.LoadScreen,
  ),
);
const QueueScreen = loadedLater(() =>
  import("./screens/queue.tsx").then((module) => module.QueueScreen),
);
const ShiftScreen = loadedLater(() =>
  import("./screens/shift.tsx").then((module) => module.ShiftScreen),
);

const CAPTURE = new Set([
  "/labels",
  "/change",
  "/load",
  "/receive",
  "/move",
  "/step",
  "/shift",
  "/equipment",
]);

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
    case "/step":
      return <StepScreen />;
    case "/change":
      return <ChangeScreen />;
    case "/load":
      return <LoadScreen />;
    case "/labels":
      return <LabelsScreen />;
    case "/equipment":
      return <EquipmentScreen />;
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
