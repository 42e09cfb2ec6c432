/**
 * Calibration: collects the sheet's scans, keeps what they prove, and records it for the device board (S03).
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import {
  CalibrationAction,
  CalibrationList,
  type CalibrationScreenProps,
  CalibrationVerdict,
} from "../../devices/calibration-screen.tsx";
import {
  type Capability,
  type CodeResult,
  evaluateCode,
  evaluateSheet,
  remaining,
} from "../../scan/calibration.ts";
import { recognise } from "../../scan/calibration-sheet.ts";
import type { GsDelivery } from "../../scan/raw-scan.ts";
import { localTime } from "../../sync/browser-ports.ts";
import { calibrationWords } from "../../ui/i18n/calibration/catalogue.ts";
import { useApp } from "../context.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { recordOrHalt } from "../record-or-halt.ts";
import { navigate } from "../router.ts";

const GS_WORDS = {
  key: "key",
  ctrl: "ctrl",
  "alt-code": "alt",
  text: "text",
  alias: "alias",
} as const;

/** The capability record as RecordCalibration carries it (v1). */
export function calibrationBody(capability: Capability) {
  const first: GsDelivery | undefined = capability.gs[0];
  return {
    capabilities: {
      aim_id: capability.aim_sent,
      gs: first === undefined ? "missing" : GS_WORDS[first],
      terminator: capability.codes[0]?.terminator ?? "none",
      case_ok: capability.case === "exact",
      max_gap_ms: capability.max_gap_ms,
      passed: capability.passed,
    },
    profile: capability.family,
  };
}

export function CalibrateScreen(): JSX.Element {
  const app = useApp();
  const [results, setResults] = useState<readonly CodeResult[]>([]);
  const [foreign, setForeign] = useState(false);
  useScans({
    counting: () => "counting-lot",
    take: async ({ scan }) => {
      const code = recognise(scan);
      setForeign(code === null);
      if (code === null || remaining(code, results) === 0) {
        app.feedback.signal("warn", scan);
        return;
      }
      const result = evaluateCode(code, scan);
      setResults((before) => [...before, result]);
      app.feedback.signal(result.problems.length === 0 ? "ok" : "warn", scan);
    },
  });
  const family = app.capability.value?.family ?? "generic-hid";
  const keep = async (capability: Capability): Promise<void> => {
    const body = calibrationBody(capability);
    if ((await recordOrHalt(app, { type: "RecordCalibration", body })) !== null) {
      app.keepCapability(capability);
      navigate("/");
    }
  };
  const props: CalibrationScreenProps = {
    results,
    foreign,
    capability: evaluateSheet(results, family, localTime(new Date())),
    onKeep: (capability) => void keep(capability),
    onRestart: () => {
      setResults([]);
      setForeign(false);
    },
  };
  return (
    <HandheldFrame
      title={calibrationWords().title()}
      verdict={<CalibrationVerdict {...props} />}
      action={<CalibrationAction {...props} />}
    >
      <CalibrationList results={results} />
    </HandheldFrame>
  );
}
