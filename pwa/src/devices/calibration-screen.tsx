/**
 * Calibration: scan the sheet, see per code what the scanner delivered, keep what it is fit for (S03).
 */

import type { JSX } from "preact";
import { type Capability, type CodeResult, remaining } from "../scan/calibration.ts";
import { SHEET, type SheetCode } from "../scan/calibration-sheet.ts";
import { Button } from "../ui/button.tsx";
import { calibrationWords } from "../ui/i18n/calibration/catalogue.ts";
import { t } from "../ui/i18n/catalogue.ts";
import { List, type ListRowProps } from "../ui/list.tsx";
import type { Status } from "../ui/status.ts";
import { Verdict } from "../ui/verdict.tsx";
import "./calibration-screen.css";

export interface CalibrationScreenProps {
  /** Reads so far, in the order they came. */
  readonly results: readonly CodeResult[];
  /** The last scan was none of the sheet's codes. */
  readonly foreign: boolean;
  /** The finished record, or null while codes are missing. */
  readonly capability: Capability | null;
  readonly onKeep: (capability: Capability) => void;
  readonly onRestart: () => void;
}

const ALL_READS = SHEET.reduce((sum, code) => sum + code.times, 0);

/** The verdict area of the frame while calibrating. */
export function CalibrationVerdict({
  results,
  foreign,
  capability,
}: CalibrationScreenProps): JSX.Element {
  const words = calibrationWords();
  if (capability !== null) {
    return <CapabilityVerdict capability={capability} />;
  }
  if (foreign) {
    return <Verdict status="warn" why={words.notOnSheet()} />;
  }
  return (
    <Verdict status="none">
      <h1 class="calibration-title">{words.title()}</h1>
      <p>{words.intro()}</p>
      <p class="calibration-count">{words.progress(results.length, ALL_READS)}</p>
      <a
        class="calibration-sheet"
        href="/labels/calibration-sheet"
        target="_blank"
        rel="noreferrer"
      >
        {words.sheet()}
      </a>
    </Verdict>
  );
}

function CapabilityVerdict({ capability }: { readonly capability: Capability }): JSX.Element {
  const words = calibrationWords();
  if (capability.passed) {
    return <Verdict status="ok" word={words.passed()} why={words.passedWhy()} />;
  }
  return capability.udi === "none" ? (
    <Verdict status="stop" word={words.failed()} why={words.failedWhy()} />
  ) : (
    <Verdict status="warn" word={words.limited()} why={words.limitedWhy()} />
  );
}

/** The list area: one row per code of the sheet. */
export function CalibrationList({ results }: Pick<CalibrationScreenProps, "results">): JSX.Element {
  return (
    <List label={calibrationWords().title()} rows={SHEET.map((code) => codeRow(code, results))} />
  );
}

function codeRow(code: SheetCode, all: readonly CodeResult[]): ListRowProps {
  const results = all.filter(({ id }) => id === code.id);
  const left = remaining(code, all);
  const problems = [...new Set(results.flatMap((result) => result.problems))];
  const status: Status = left > 0 ? "provisional" : problems.length > 0 ? "warn" : "ok";
  const title = calibrationWords().code[code.id]();
  const count = t().ui.of(String(results.length), String(code.times));
  const detail = <CodeDetail results={results} problems={problems} />;
  return { id: code.id, title, detail, status, statusLabel: count, done: status === "ok" };
}

interface CodeDetailProps {
  readonly results: readonly CodeResult[];
  readonly problems: CodeResult["problems"];
}

function CodeDetail({ results, problems }: CodeDetailProps): JSX.Element | null {
  const words = calibrationWords();
  const last = results[results.length - 1];
  if (last === undefined) {
    return null;
  }
  const gs = last.gs.length === 0 ? [] : [`${words.gs()}: ${last.gs.join(", ")}`];
  const gap = Math.max(...results.map((result) => result.max_gap_ms));
  const facts = [`${words.aim()}: ${last.aim ?? "–"}`, ...gs, words.largestGap(gap)];
  return (
    <>
      {facts.join(" · ")}
      {last.ime && ` · ${words.inputMethod()}`}
      {problems.map((problem) => (
        <span key={problem} class="calibration-problem">
          {words.problem[problem]()}
        </span>
      ))}
    </>
  );
}

/** The action area: keep the result, or begin again. */
export function CalibrationAction(props: CalibrationScreenProps): JSX.Element {
  const words = calibrationWords();
  const { capability } = props;
  return capability === null ? (
    <Button
      label={words.startAgain()}
      icon="refresh-cw"
      size="primary"
      wide
      onPress={props.onRestart}
    />
  ) : (
    <Button
      label={words.save()}
      icon="check"
      tone="primary"
      size="primary"
      wide
      onPress={() => props.onKeep(capability)}
    />
  );
}
