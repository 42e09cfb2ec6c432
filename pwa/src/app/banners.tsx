/**
 * The one standing condition that matters most now; the rest waits behind it.
 */

import type { JSX } from "preact";
import { Banner } from "../ui/banner.tsx";
import { age } from "../ui/format.ts";
import { t } from "../ui/i18n/catalogue.ts";
import { useApp } from "./context.ts";
import { meaningOf } from "./reading-chooser.tsx";
import { navigate } from "./router.ts";

const OFFLINE_MS = 120_000;

export function StandingBanner(): JSX.Element | null {
  const app = useApp();
  const words = t().app.banner;
  const reused = app.scans.reused.value;
  if (reused !== null) {
    const action = { label: words.askAgain(), onPress: () => app.scans.askAgain() };
    const text = words.asChosen(meaningOf(reused.reading));
    return <Banner icon="info" status="provisional" text={text} action={action} />;
  }
  const { updateReady, persisted, update } = app.installation;
  const trouble = app.sync.value.trouble;
  const waiting = app.revision.value >= 0 ? app.device.client.view.pending.length : 0;
  const offlineMs = app.now.value - app.contactAt.value;
  if (trouble?.attention === true) {
    const action = { label: words.details(), onPress: () => navigate("/queue") };
    return <Banner icon="triangle-alert" status="stop" text={words.stuck()} action={action} />;
  }
  if (updateReady.value && waiting === 0) {
    const action = { label: words.update(), onPress: update };
    return <Banner icon="refresh-cw" text={words.updateReady()} action={action} />;
  }
  if (app.sync.value.offline && offlineMs > OFFLINE_MS) {
    return <Banner icon="wifi-off" status="provisional" text={words.offline(age(offlineMs))} />;
  }
  if (app.capability.value === null && app.device.enrolment.kind === "handheld") {
    const action = { label: words.calibrate(), onPress: () => navigate("/calibrate") };
    return <Banner icon="scan-line" status="warn" text={words.notCalibrated()} action={action} />;
  }
  if (persisted.value === false) {
    return <Banner icon="hard-drive" status="warn" text={words.notPersistent()} />;
  }
  return null;
}
