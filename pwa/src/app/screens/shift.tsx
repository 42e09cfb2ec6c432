/**
 * The start-of-shift card: scanner, tone, battery, last contact. Its record is evidence for the scanner's fit use.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { evaluateCode } from "../../scan/calibration.ts";
import { recognise } from "../../scan/calibration-sheet.ts";
import { Button } from "../../ui/button.tsx";
import { timeRelativeTo } from "../../ui/format.ts";
import { t } from "../../ui/i18n/catalogue.ts";
import { List, type ListRowProps } from "../../ui/list.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { batteryPercent, useBattery } from "../battery.ts";
import { type App, useApp } from "../context.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { recordOrHalt } from "../record-or-halt.ts";
import { navigate, route } from "../router.ts";

/** Where the work was before the check. */
function back(): string {
  return route.value.query.get("to") ?? "/";
}

export function ShiftScreen(): JSX.Element {
  const app = useApp();
  const [scanOk, setScanOk] = useState<boolean | null>(null);
  const [heard, setHeard] = useState(false);
  const words = t().app.shift;
  useScans({
    take: async ({ scan }) => {
      const code = recognise(scan);
      const good = code !== null && evaluateCode(code, scan).problems.length === 0;
      setScanOk(good);
      app.feedback.signal(good ? "ok" : "warn", scan);
    },
  });
  const keep = async (): Promise<void> => {
    const body = {
      battery_percent: await batteryPercent(),
      tone_heard: heard,
      scan_ok: scanOk === true,
      queue_length: app.device.client.view.pending.length,
    };
    if ((await recordOrHalt(app, { type: "RecordShiftStart", body })) !== null) {
      navigate(back(), "replace");
    }
  };
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<ShiftVerdict scanOk={scanOk} />}
      expects={{ text: words.scanTest(), icon: "scan-line" }}
      action={
        <Button
          label={words.keep()}
          icon="check"
          tone="primary"
          size="primary"
          wide
          onPress={() => keep()}
        />
      }
    >
      <div class="app-row">
        <Button
          label={words.toneHeard()}
          icon="volume-2"
          pressed={heard}
          onPress={() => setHeard(!heard)}
        />
        <Button
          label={words.tonePlay()}
          icon="bell"
          onPress={() => app.feedback.signal("ok", {})}
        />
        <Button
          label={words.later()}
          icon="alarm-clock"
          onPress={() => navigate(back(), "replace")}
        />
      </div>
      <ShiftList app={app} scanOk={scanOk} heard={heard} />
    </HandheldFrame>
  );
}

function ShiftVerdict({ scanOk }: { readonly scanOk: boolean | null }): JSX.Element {
  const words = t().app.shift;
  if (scanOk === null) {
    return (
      <Verdict status="none">
        <h2 class="app-title">{words.title()}</h2>
        <p>{words.intro()}</p>
        <p>{words.scanTestWhy()}</p>
      </Verdict>
    );
  }
  return scanOk ? (
    <Verdict status="ok" why={words.scanOk()} />
  ) : (
    <Verdict status="warn" why={words.scanBad()} />
  );
}

function ShiftList(props: {
  readonly app: App;
  readonly scanOk: boolean | null;
  readonly heard: boolean;
}): JSX.Element {
  const { app, scanOk, heard } = props;
  const battery = useBattery();
  const words = t().app.shift;
  const contact = new Date(app.contactAt.value);
  const since = app.contacted.value
    ? timeRelativeTo(contact, new Date(app.now.value))
    : words.never();
  const rows: readonly ListRowProps[] = [
    {
      id: "scan",
      title: words.scanTest(),
      detail: words.scanTestWhy(),
      status: scanOk === null ? "provisional" : scanOk ? "ok" : "warn",
      ...(scanOk === null ? { statusLabel: words.open() } : {}),
    },
    {
      id: "tone",
      title: words.tone(),
      status: heard ? "ok" : "provisional",
      ...(heard ? {} : { statusLabel: words.open() }),
    },
    {
      id: "battery",
      title: words.battery(),
      trailing: battery === null ? words.batteryUnknown() : `${battery} %`,
    },
    { id: "contact", title: words.lastSync(), trailing: since },
  ];
  return <List label={words.title()} rows={rows} />;
}
