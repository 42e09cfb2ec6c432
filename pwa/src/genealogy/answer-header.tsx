/**
 * What an answer is worth, said before the answer: complete or not and why, how exact, up to when, who was not heard.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import { ActionLink } from "../ui/action-link.tsx";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { moment } from "../ui/desk-cells.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { Identifier } from "../ui/identifier.tsx";
import { StatusChip } from "../ui/status-chip.tsx";
import { type TraceAnswer, type TraceFile, traceHref, tracePath } from "./answer.ts";
import { saveBlob } from "./picture-file.ts";
import { putWith } from "./sets.ts";

export interface AnswerHeaderProps {
  readonly answer: TraceAnswer;
  readonly server: ServerDoor;
}

export function AnswerHeader({ answer, server }: AnswerHeaderProps): JSX.Element {
  const words = d().trace;
  const { thing, direction, complete, granularity, at } = answer;
  const name = thing.key.at(-1) ?? "";
  const other = direction === "back" ? "forward" : "back";
  return (
    <section class="trace-head">
      <p class="trace-kind">{words.kind[thing.kind]()}</p>
      <h1>
        <Identifier value={name} size="key" />
      </h1>
      <p class="trace-question">
        {direction === "back" ? words.backOf(name) : words.forwardOf(name)}
        {at !== null && ` · ${words.atMoment(moment(at))}`}
      </p>
      <p class="trace-chips">
        <StatusChip
          status={complete ? "ok" : "warn"}
          label={complete ? words.complete() : words.incomplete()}
        />
        <StatusChip
          status={granularity === "whole_lot" ? "warn" : "ok"}
          label={words.granularity[granularity]()}
        />
        <span>{words.counts(answer.lots.length, answer.unit_count, answer.containers.length)}</span>
        <span class="trace-as-of">
          {words.asOf(String(answer.position), moment(answer.asked_at))}
        </span>
      </p>
      <p class="trace-exactness">{words.granularityWhy[granularity]()}</p>
      {!complete && (
        <CodeNotice
          status="warn"
          title={words.incompleteWhy()}
          texts={explain(answer.reasons, language.value)}
        />
      )}
      <Unheard answer={answer} />
      <div class="trace-acts">
        <ActionLink
          href={traceHref(thing, other)}
          label={words[other]()}
          icon={other === "back" ? "arrow-left" : "arrow-right"}
        />
        <Files answer={answer} server={server} />
        <Button label={words.addBad()} tone="quiet" onPress={() => putWith("bad", name)} />
        <Button label={words.addGood()} tone="quiet" onPress={() => putWith("good", name)} />
        <ActionLink
          href="#/desk/trace?do=factors"
          label={words.factors()}
          icon="filter"
          tone="quiet"
        />
        <ActionLink href="#/desk/trace" label={words.backTo()} icon="search" tone="quiet" />
        <AtMoment answer={answer} />
      </div>
    </section>
  );
}

/** Asks again as the links stood at a moment; emptied, as they stand now. */
function AtMoment({ answer }: { readonly answer: TraceAnswer }): JSX.Element {
  const { thing, direction, at } = answer;
  const chosen = at === null ? "" : moment(at).replace(" ", "T");
  return (
    <label class="trace-at">
      {d().trace.at()}
      <input
        type="datetime-local"
        value={chosen}
        onChange={({ currentTarget: { value } }) => {
          const wanted = value === "" ? undefined : new Date(value).toISOString();
          location.hash = traceHref(thing, direction, wanted);
        }}
      />
    </label>
  );
}

function Unheard({ answer }: { readonly answer: TraceAnswer }): JSX.Element | null {
  const words = d().trace;
  return answer.unheard.length === 0 ? null : (
    <details class="trace-unheard">
      <summary>
        {words.unheard()} ({answer.unheard.length})
      </summary>
      <ul>
        {answer.unheard.map(({ code, last_push_at: since, unsent }) => (
          <li key={code}>
            {words.unheardOne(code, since === null ? words.never() : moment(since), unsent)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Files({ answer, server }: AnswerHeaderProps): JSX.Element {
  const words = d().trace;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const { thing, direction, at } = answer;
  const save = async (file: TraceFile): Promise<void> => {
    setBusy(true);
    setProblem("");
    const moment_ = at === null || file === "/epcis.jsonld" ? {} : { at };
    const found = await server.readBytes(tracePath(thing, direction, file, moment_));
    setBusy(false);
    if (found.step === "ok") {
      saveBlob(found.value.blob, `${direction}-${thing.key.join("-")}-${file.slice(1)}`);
    } else {
      const told = found.step === "refused" ? explain([found], language.value)[0]?.what : undefined;
      setProblem(told ?? words.fileFailed());
    }
  };
  const files: readonly (readonly [TraceFile, string])[] = [
    ["/lots.csv", words.fileLots()],
    ["/units.csv", words.fileUnits()],
    ["/answer.json", words.fileAnswer()],
    ["/epcis.jsonld", words.fileEvents()],
  ];
  return (
    <details class="trace-files">
      <summary>{words.files()}</summary>
      <div>
        {files.map(([file, label]) => (
          <Button
            key={file}
            label={label}
            icon="download"
            tone="quiet"
            disabled={busy}
            onPress={() => void save(file)}
          />
        ))}
        {problem !== "" && <p role="status">{problem}</p>}
      </div>
    </details>
  );
}
