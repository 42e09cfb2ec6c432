/**
 * The frame of every handheld screen, filled with what does not depend on the screen: person, queue, banner,
 * notices of the scanner, and the question where a code means two things.
 */

import type { JSX } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import { Frame, type FrameProps } from "../ui/frame.tsx";
import { t } from "../ui/i18n/catalogue.ts";
import { Verdict } from "../ui/verdict.tsx";
import { visibleText } from "../ui/visible.ts";
import { StandingBanner } from "./banners.tsx";
import { cameraOpen } from "./camera/camera-open.ts";
import { useApp } from "./context.ts";
import { FrontContext } from "./front.ts";
import { loadedLater } from "./loaded-later.tsx";
import { ReadingChooser } from "./reading-chooser.tsx";
import { navigate, route } from "./router.ts";
import type { Notice, ScanTaker } from "./scan-desk.ts";
import { whoIs } from "./texts.ts";

type Filled = "home" | "who" | "queue" | "onWho" | "onQueue" | "banner" | "cameraButton" | "camera";
export type HandheldFrameProps = Omit<FrameProps, Filled>;

/** Loaded when first opened: the decoder is heavy, and most devices have a scanner. */
const CameraPanel = loadedLater(() =>
  import("./camera/camera-panel.tsx").then((module) => module.CameraPanel),
);

export function HandheldFrame(props: HandheldFrameProps): JSX.Element {
  const { session, device, now, revision, scans } = useApp();
  const shift = session.shift.value;
  const pending = revision.value >= 0 ? device.client.view.pending : [];
  const oldest = pending[0]?.recordedMs ?? now.value;
  const notice = scans.notice.value;
  const choosing = scans.choosing.value;
  const inFront = useContext(FrontContext);
  // A keypad and a choice between two meanings need the whole screen; the camera waits behind them.
  const showsCamera = cameraOpen.value && inFront && props.layout !== "entry" && choosing === null;
  const isAway = route.value.path !== "/" && shift !== null && !session.pinWanted.value;
  return (
    <Frame
      {...props}
      {...(isAway ? { home: { label: t().app.home(), onPress: () => navigate("/") } } : {})}
      who={shift === null ? null : whoIs(shift)}
      queue={{ count: pending.length, oldestMs: Math.max(0, now.value - oldest) }}
      onWho={() => navigate("/me")}
      onQueue={() => navigate("/queue")}
      cameraButton={{
        open: cameraOpen.value,
        onPress: () => {
          cameraOpen.value = !cameraOpen.value;
        },
      }}
      {...(showsCamera ? { camera: <CameraPanel /> } : {})}
      banner={props.layout === "entry" || showsCamera ? null : <StandingBanner />}
      {...(notice === null ? {} : { verdict: <NoticeVerdict notice={notice} /> })}
      {...(choosing === null ? {} : choosingParts(choosing.scan.text))}
    >
      {choosing === null ? props.children : <ReadingChooser choosing={choosing} />}
    </Frame>
  );
}

function choosingParts(text: string): Partial<FrameProps> {
  const why = visibleText(text).slice(0, 60);
  const verdict = <Verdict status="warn" word={t().app.meansTwo()} why={why} />;
  return { verdict, action: undefined };
}

export function NoticeVerdict({ notice }: { readonly notice: Notice }): JSX.Element {
  const { app, scan } = t();
  switch (notice.about) {
    case "incomplete": {
      const why = {
        "no-terminator": scan.noTerminator(),
        interrupted: scan.interrupted(),
        empty: scan.empty(),
        "too-long": scan.tooLong(4096),
      }[notice.scan.reason];
      return <Verdict status="warn" word={scan.incomplete()} why={why} />;
    }
    case "queue_full":
      return <Verdict status="warn" why={scan.queueFull()} />;
    case "duplicate":
      return <Verdict status="provisional" word={t().ui.done()} why={scan.duplicate()} />;
    case "duplicate_serial":
      return <Verdict status="warn" why={scan.duplicateSerial()} />;
    case "locked":
      return <Verdict status="warn" word={app.lock.scanFirst()} why={app.lock.scanFirstWhy()} />;
    case "failed":
      return <Verdict status="stop" word={app.failed()} why={app.failedWhy()} />;
  }
}

/** Gives scans to this screen while it is in front; the newest `taker` is asked. */
export function useScans(taker: ScanTaker): void {
  const { scans } = useApp();
  const latest = useRef(taker);
  const inFront = useRef(true);
  inFront.current = useContext(FrontContext);
  latest.current = taker;
  useEffect(
    () =>
      scans.takeWith({
        take: (read) => latest.current.take(read),
        prefers: (reading) => latest.current.prefers?.(reading) ?? true,
        asksForBadge: () => inFront.current && (latest.current.asksForBadge?.() ?? false),
        counting: () => latest.current.counting?.() ?? "not-counting",
      }),
    [scans],
  );
}
