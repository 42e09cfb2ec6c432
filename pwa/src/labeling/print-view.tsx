/**
 * Labels on their way to paper by hand: the browser's print view, or files that another program prints.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { LabelJobRow, Span } from "../entries/label-rows.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { type JobParts, spanText, whole } from "./job-view.ts";
import { type Drawings, printHere } from "./print-here.ts";

/** As `backend/labeling/routes/jobs.py` bounds it. */
const MOST_AT_ONCE = 500;
const KEPT_MS = 60_000;

type Get = <T>(work: Promise<Answered<T>>, use: (value: T) => void) => Promise<void>;

interface FilesProps {
  readonly job: LabelJobRow;
  readonly server: ServerDoor;
  /** Reads something and uses it, or shows why not. */
  readonly get: Get;
}

export function PrintView({ job, server }: JobParts): JSX.Element {
  const words = d().print;
  const [trouble, setTrouble] = useState<Answered<unknown> | null>(null);
  const [working, setWorking] = useState(false);
  const get: Get = async (work, use) => {
    setWorking(true);
    setTrouble(null);
    const answer = await work;
    setWorking(false);
    setTrouble(answer.step === "ok" ? null : answer);
    if (answer.step === "ok") {
      use(answer.value);
    }
  };
  const asFiles = job.method === "pdf";
  return (
    <div class="act-form">
      <h2>{words.methods[asFiles ? "pdf" : "browser"]()}</h2>
      {partsOf(job.sending).map((span) =>
        asFiles ? (
          <SpanFiles key={span.first} {...{ job, server, get, span }} />
        ) : (
          <div class="job-buttons" key={span.first}>
            <Button
              label={words.openPrint(spanText(span))}
              icon="printer"
              tone="primary"
              onPress={() =>
                void get(server.read<Drawings>(pathOf(job, "drawings", span)), printHere)
              }
            />
          </div>
        ),
      )}
      {asFiles && job.sending !== null && <Pictures {...{ job, server, get, span: job.sending }} />}
      <OneFile {...{ job, server, get }} />
      {working && <p role="status">{words.making()}</p>}
      {trouble?.step === "refused" && (
        <CodeNotice
          status="stop"
          title={d().label.refused()}
          texts={explain([trouble], language.value)}
        />
      )}
      {trouble?.step === "offline" && <p role="status">{d().act.offline()}</p>}
    </div>
  );
}

function partsOf(sent: Span | null): readonly Span[] {
  const parts: Span[] = [];
  for (let first = sent?.first ?? 1; sent !== null && first <= sent.last; first += MOST_AT_ONCE) {
    parts.push({ first, last: Math.min(sent.last, first + MOST_AT_ONCE - 1) });
  }
  return parts;
}

function pathOf(job: LabelJobRow, file: string, span: Span): string {
  return `/label-jobs/${encodeURIComponent(job.id)}/${file}?first=${span.first}&last=${span.last}`;
}

/** All labels of a span in one file. */
function SpanFiles({ job, server, get, span }: FilesProps & { readonly span: Span }): JSX.Element {
  const words = d().print;
  const pdf = (layout: string): void =>
    void get(server.readBytes(`${pathOf(job, "pdf", span)}&layout=${layout}`), ({ blob }) =>
      open(URL.createObjectURL(blob)),
    );
  const zpl = (): void =>
    void get(server.readBytes(pathOf(job, "zpl", span)), ({ blob }) =>
      save(blob, `${job.number}-${spanText(span)}.zpl`),
    );
  return (
    <div class="job-buttons">
      <Button
        label={words.pdfOf(spanText(span))}
        icon="printer"
        tone="primary"
        onPress={() => pdf("label")}
      />
      <Button label={words.methods.a4()} icon="file-text" onPress={() => pdf("a4")} />
      <Button label={words.zplOf(spanText(span))} icon="download" onPress={zpl} />
    </div>
  );
}

/** A picture of each label of a span, all in one file. */
function Pictures({ job, server, get, span }: FilesProps & { readonly span: Span }): JSX.Element {
  const words = d().print;
  const zip = (kind: "png" | "svg"): void =>
    void get(server.readBytes(`${pathOf(job, "pictures", span)}&kind=${kind}`), ({ blob }) =>
      save(blob, `${job.number}-${spanText(span)}-${kind}.zip`),
    );
  return (
    <div class="job-buttons">
      {(["png", "svg"] as const).map((kind) => (
        <Button
          key={kind}
          label={words.picturesOf(spanText(span), kind.toUpperCase())}
          icon="download"
          onPress={() => zip(kind)}
        />
      ))}
    </div>
  );
}

/** A single label, for a program that takes pictures. */
function OneFile({ job, server, get }: FilesProps): JSX.Element {
  const words = d().print;
  const sent = job.sending ?? { first: 1, last: job.count };
  const [typed, setTyped] = useState(String(sent.first));
  const n = whole(typed, sent.first, sent.last);
  const name = `${job.number}-${n}`;
  const svg = (): void =>
    void get(
      server.read<Drawings>(pathOf(job, "drawings", { first: n ?? 0, last: n ?? 0 })),
      ({ svg: [text = ""] }) => save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`),
    );
  const png = (): void =>
    void get(server.readBytes(`/label-jobs/${encodeURIComponent(job.id)}/png?n=${n}`), ({ blob }) =>
      save(blob, `${name}.png`),
    );
  return (
    <>
      <Field
        label={words.labelNumber()}
        value={typed}
        onInput={setTyped}
        inputMode="numeric"
        {...(n === null ? { error: words.between(sent.first, sent.last) } : {})}
      />
      <div class="job-buttons">
        <Button label={words.asSvg()} icon="download" onPress={svg} disabled={n === null} />
        <Button label={words.asPng()} icon="download" onPress={png} disabled={n === null} />
      </div>
    </>
  );
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
