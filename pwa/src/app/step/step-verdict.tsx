/**
 * What the last scan or key came to: recorded, flagged, stopped, with five seconds to undo.
 */

import type { JSX } from "preact";
import { isHeld } from "../../production/subject.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { codeText } from "../codes.ts";
import { useSecondsLeft } from "../seconds-left.ts";
import type { Closed, Result } from "./state.ts";
import type { StepWork } from "./work.ts";

const UNDO_MS = 5_000;

interface StepVerdictProps {
  readonly work: StepWork;
  /** Shown before anything has happened. */
  readonly empty: JSX.Element;
}

export function StepVerdict({ work, empty }: StepVerdictProps): JSX.Element {
  const { result } = work.state.value;
  const words = s();
  switch (result?.is) {
    case undefined:
      return <Verdict status="none">{empty}</Verdict>;
    case "did":
      return <Did work={work} result={result} />;
    case "blocked":
      return <Verdict status="stop" word={words.blocked()} why={words.blockedWhy()} />;
    case "undone":
      return <Undone work={work} what={result.what} />;
    case "counted":
      return <Verdict status="ok" word={words.counted(result.what)} why={words.countedWhy()} />;
    case "skipped":
      return <Verdict status="warn" word={words.skipped(result.what)} why={words.skippedWhy()} />;
    case "divided":
      return <Verdict status="ok" word={words.divided()} why={words.dividedWhy(result.what)} />;
    case "ended":
      return (
        <Verdict status={result.closed.failed ? "stop" : "ok"} word={closedText(result.closed)} />
      );
    case "soft":
      return <Soft result={result} />;
  }
}

/** How a step came to its end. */
export function closedText({ failed, number }: Closed): string {
  return failed ? s().closedFailed(number) : s().closed(number);
}

/** A hold that the first record placed is not undone with it. */
function Undone(props: { readonly work: StepWork; readonly what: string }): JSX.Element {
  const words = s();
  const { opening } = props.work.state.value;
  const held = opening !== null && isHeld(props.work.app.rows, opening.subject);
  const why = held ? words.undoneHeld() : words.undoneWhy();
  return <Verdict status={held ? "hold" : "ok"} word={words.undone(props.what)} why={why} />;
}

function Soft({ result }: { readonly result: Extract<Result, { is: "soft" }> }): JSX.Element {
  const words = s();
  const [word, why] = {
    unknown: [words.unknown(), words.unknownWhy()],
    not_released: [words.notReleased(), words.notReleasedWhy()],
    all_done: [words.allDone(), words.allDoneWhy()],
    already: [words.already(), words.alreadyWhy()],
  }[result.why] as [string, string];
  const value = <Identifier value={result.about} size="key" />;
  return (
    <Verdict
      status={result.why === "all_done" ? "ok" : "warn"}
      word={word}
      value={value}
      why={why}
    />
  );
}

interface DidProps {
  readonly work: StepWork;
  readonly result: Extract<Result, { is: "did" }>;
}

function Did({ work, result }: DidProps): JSX.Element {
  const words = s();
  const seconds = useSecondsLeft(result.at, UNDO_MS);
  const { closed, findings, what } = result;
  const [first] = findings;
  const failed = closed?.failed === true;
  const done = closed === null ? words.did(what) : closedText(closed);
  const why =
    first === undefined
      ? closed === null
        ? undefined
        : words.did(what)
      : codeText(first.code, first.detail).what;
  return (
    <Verdict
      status={failed ? "stop" : first === undefined ? "ok" : "warn"}
      word={first !== undefined && closed === null ? words.flagged() : done}
      {...(why === undefined ? {} : { why })}
      {...(seconds > 0
        ? {
            undo: {
              seconds,
              onPress: () =>
                void import("./corrections.ts").then(({ undo }) => undo(work, result.undo)),
            },
          }
        : {})}
    />
  );
}
