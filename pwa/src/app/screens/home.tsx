/**
 * Home: scan anything; a tile for each work the person's roles allow; the task left open.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { isChamber } from "../../production/chambers.ts";
import { RUNNING } from "../../production/subject.ts";
import type { Reading } from "../../scan/resolve.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { TileGrid, type TileProps } from "../../ui/tile.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { visibleText } from "../../ui/visible.ts";
import { useApp } from "../context.ts";
import { handOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { may } from "../permissions.ts";
import { recordOrHalt } from "../record-or-halt.ts";
import { navigate } from "../router.ts";
import type { ReadScan } from "../scan-desk.ts";
import { TypedCode } from "../typed-code.tsx";

/** What this device knows of the things that several flows are about. */
export interface Known {
  /** The lot is being made, and the person makes things. */
  readonly isMade: (lot: string) => boolean;
  /** The machine sterilises, and the person may run it. */
  readonly sterilises: (code: string) => boolean;
}

/** The flow a code opens from Home, with 0 taps; null when nothing here knows it. */
export function flowOf(reading: Reading, { isMade, sterilises }: Known): string | null {
  switch (reading.is) {
    case "work_order":
    case "unit":
      return "/step";
    case "lot":
      return isMade(reading.number) ? "/step" : "/lookup";
    case "equipment":
      return sterilises(reading.code) ? "/load" : "/equipment";
    case "load":
      return "/load";
    case "order":
      return "/receive";
    case "item":
    case "location":
    case "supplier":
    case "supplier_lot":
    case "package":
    case "product":
      return "/lookup";
    case "calibration":
      return "/calibrate";
    default:
      return null;
  }
}

export function HomeScreen(): JSX.Element {
  const app = useApp();
  const [unknown, setUnknown] = useState<ReadScan | null>(null);
  const [reported, setReported] = useState(false);
  const makes = may(app.session.shift.value, "step");
  const known: Known = {
    isMade: (lot) =>
      makes &&
      app.rows
        .all("work_order")
        .some(({ row }) => RUNNING.has(row.status) && row.lots.includes(lot)),
    sterilises: (code) => makes && isChamber(app.rows, code),
  };
  useScans({
    take: async (read) => {
      setReported(false);
      const flow = flowOf(read.reading, known);
      if (flow === null) {
        setUnknown(read);
        app.feedback.signal("warn", read.scan);
        return;
      }
      setUnknown(null);
      handOver(read);
      navigate(flow);
    },
  });
  const report = async (read: ReadScan): Promise<void> => {
    const detail = { text: visibleText(read.scan.text).slice(0, 400), aim: read.scan.aim ?? "" };
    const body = { code: "LABEL_UNKNOWN", detail };
    if ((await recordOrHalt(app, { type: "ReportIncident", body })) !== null) {
      setUnknown(null);
      setReported(true);
    }
  };
  return (
    <HandheldFrame
      title={t().app.home()}
      verdict={<HomeVerdict unknown={unknown} reported={reported} />}
    >
      {unknown !== null && (
        <div class="app-row">
          <Button
            label={t().app.reportLabel()}
            icon="triangle-alert"
            onPress={() => report(unknown)}
          />
        </div>
      )}
      <TileGrid tiles={tiles(app)} />
      <div class="app-row">
        <TypedCode />
      </div>
    </HandheldFrame>
  );
}

function tiles(app: ReturnType<typeof useApp>): TileProps[] {
  const words = t().app.tile;
  const shift = app.session.shift.value;
  const pending = app.revision.value >= 0 ? app.device.client.view.pending.length : 0;
  const go = (path: string) => () => navigate(path);
  const all: readonly (TileProps & { readonly shown: boolean })[] = [
    {
      label: words.receive(),
      icon: "package-plus",
      onPress: go("/receive"),
      shown: may(shift, "receive"),
    },
    {
      label: words.step(),
      icon: "clipboard-check",
      onPress: go("/step"),
      shown: may(shift, "step"),
    },
    {
      label: words.load(),
      icon: "thermometer",
      onPress: go("/load"),
      shown: may(shift, "step") && app.rows.all("cycle").length > 0,
    },
    { label: words.move(), icon: "move-right", onPress: go("/move"), shown: may(shift, "move") },
    {
      label: words.labels(),
      icon: "tag",
      onPress: go("/labels"),
      shown: may(shift, "labels"),
    },
    { label: words.lookup(), icon: "search", onPress: go("/lookup"), shown: true },
    {
      label: words.queue(),
      icon: "cloud-upload",
      onPress: go("/queue"),
      count: pending,
      shown: true,
    },
    { label: words.calibrate(), icon: "scan-line", onPress: go("/calibrate"), shown: true },
    { label: words.desk(), icon: "monitor", onPress: go("/desk"), shown: may(shift, "desk") },
  ];
  return all.filter(({ shown }) => shown).map(({ shown: _shown, ...tile }) => tile);
}

function HomeVerdict(props: {
  readonly unknown: ReadScan | null;
  readonly reported: boolean;
}): JSX.Element {
  const words = t().app;
  const shift = useApp().session.shift.value;
  if (props.reported) {
    return <Verdict status="ok" word={words.labelReported()} />;
  }
  if (props.unknown !== null) {
    const { text } = props.unknown.scan;
    return (
      <Verdict
        status="warn"
        word={words.unknownCode()}
        value={<Identifier value={text.slice(0, 40)} size="key" />}
        why={words.unknownCodeWhy()}
      />
    );
  }
  if (shift !== null && shift.person === null) {
    const why = words.badge.unknownWhy(shift.holder.badge);
    return <Verdict status="warn" word={words.badge.unknown()} why={why} />;
  }
  return (
    <Verdict status="none">
      <EmptyState drawing="any" title={words.scanAnything()} text={words.scanAnythingHow()} />
    </Verdict>
  );
}
