/**
 * The head of an answer: what was asked, what the answer is worth, what can be done with it.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import { ActionLink } from "../ui/action-link.tsx";
import { amountText } from "../ui/amount.ts";
import { Button } from "../ui/button.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { Identifier } from "../ui/identifier.tsx";
import { asAt, type TraceAnswer, type TraceFile, traceHref, tracePath } from "./answer.ts";
import { inStock, othersIn, placesText } from "./in-stock.ts";
import { saveBlob } from "./picture-file.ts";
import { putWith } from "./sets.ts";
import { AtMoment, WorthView } from "./worth.tsx";

export interface AnswerHeaderProps {
  readonly answer: TraceAnswer;
  readonly server: ServerDoor;
}

export function AnswerHeader({ answer, server }: AnswerHeaderProps): JSX.Element {
  const words = d().trace;
  const { thing, direction, at } = answer;
  const name = thing.key.at(-1) ?? "";
  const line = thing.key.join(" ");
  const other = direction === "back" ? "forward" : "back";
  return (
    <section class="trace-head">
      <p class="trace-kind">{[words.kind[thing.kind](), ...thing.key.slice(0, -1)].join(" · ")}</p>
      <h1>
        <Identifier value={name} size="key" />
      </h1>
      <p class="trace-question">
        {direction === "back" ? words.backOf(line) : words.forwardOf(line)}
      </p>
      <WorthView worth={answer}>
        <span>
          {words.counts(othersIn(answer).length, answer.unit_count, answer.containers.length)}
        </span>
      </WorthView>
      {direction === "forward" && <Stock answer={answer} />}
      <div class="trace-acts">
        <ActionLink
          href={traceHref(thing, other, at)}
          label={words[other]()}
          icon={other === "back" ? "arrow-left" : "arrow-right"}
        />
        <Files answer={answer} server={server} />
        <Button label={words.addBad()} tone="quiet" onPress={() => putWith("bad", line)} />
        <Button label={words.addGood()} tone="quiet" onPress={() => putWith("good", line)} />
        <ActionLink
          href="#/desk/trace?do=factors"
          label={words.factors()}
          icon="filter"
          tone="quiet"
        />
        <ActionLink href="#/desk/trace" label={words.backTo()} icon="search" tone="quiet" />
        <AtMoment
          at={at}
          onChange={(wanted) => {
            location.hash = traceHref(thing, direction, wanted);
          }}
        />
      </div>
    </section>
  );
}

/** What of it can still be stopped here. */
function Stock({ answer }: { readonly answer: TraceAnswer }): JSX.Element | null {
  const words = d().trace;
  const found = inStock(answer).map(({ item, unit, quantity, places }) =>
    words.inStockOf(amountText({ value: quantity, unit }), item, placesText(places)),
  );
  return found.length === 0 ? null : (
    <p class="trace-stock">
      <b>{words.inStock()}</b> {found.join("; ")}
    </p>
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
    const found = await server.readBytes(tracePath(thing, direction, file, asAt(at)));
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
            onPress={() => save(file)}
          />
        ))}
        {problem !== "" && <p role="status">{problem}</p>}
      </div>
    </details>
  );
}
