/**
 * Trace on the handheld: back and forward as lists, counts first. The server's answer when it can be reached, with what
 * it is worth; else what this device knows, and said to be no more than that.
 */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { loadOfficeTexts } from "../../entries/code-texts.ts";
import type { Envelope } from "../../entries/envelope.ts";
import {
  findPath,
  type Namesakes,
  type Thing,
  type TraceAnswer,
  tracePath,
  type Way,
} from "../../genealogy/answer.ts";
import { type LocalLink, localTrace } from "../../genealogy/local-trace.ts";
import { listQueue } from "../../sync/queue-list.ts";
import { AsOf } from "../../ui/as-of.tsx";
import { Button } from "../../ui/button.tsx";
import { timeRelativeTo } from "../../ui/format.ts";
import { language } from "../../ui/i18n/language.ts";
import { traceWords } from "../../ui/i18n/trace/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { List, type ListRowProps } from "../../ui/list.tsx";
import { StatusChip } from "../../ui/status-chip.tsx";
import { codeText } from "../codes.ts";
import { type App, useApp } from "../context.ts";
import { stateWord } from "./lot-status.ts";
import type { Traced } from "./subject.ts";

type Shown =
  | { readonly is: "asking" }
  | { readonly is: "several" | "unknown"; readonly name: string }
  | {
      readonly is: "refused";
      readonly code: string;
      readonly detail: Readonly<Record<string, unknown>>;
    }
  | { readonly is: "answer"; readonly answer: TraceAnswer }
  | { readonly is: "local"; readonly way: Way; readonly links: readonly LocalLink[] };

export function Trace({ traced }: { readonly traced: Traced }): JSX.Element {
  const app = useApp();
  const [shown, setShown] = useState<Shown | null>(null);
  const words = traceWords();
  const result = useRef<HTMLElement>(null);
  // The answer stands below the card's facts: it is brought where it was asked for.
  useEffect(() => {
    if (shown !== null && shown.is !== "asking") {
      result.current?.scrollIntoView({ block: "start" });
    }
  }, [shown]);
  const ask = async (way: Way): Promise<void> => {
    setShown({ is: "asking" });
    setShown(await asked(app, traced, way));
  };
  return (
    <>
      <div class="app-row">
        {(["back", "forward"] as const).map((way) => (
          <Button
            key={way}
            label={words[way]()}
            icon={way === "back" ? "arrow-left" : "arrow-right"}
            disabled={shown?.is === "asking"}
            onPress={() => ask(way)}
          />
        ))}
      </div>
      <section ref={result} aria-live="polite" aria-label={words.title()}>
        {shown !== null && <Result shown={shown} />}
      </section>
    </>
  );
}

async function asked(app: App, traced: Traced, way: Way): Promise<Shown> {
  const found = await thingOf(app, traced);
  if ("is" in found) {
    return found;
  }
  if ("thing" in found) {
    const answer = await app.http.get(tracePath(found.thing, way));
    if (answer.step === "answered" && answer.status === 200) {
      await loadOfficeTexts(language.value).catch(reportError);
      return { is: "answer", answer: answer.value as TraceAnswer };
    }
    if (answer.step === "answered") {
      await loadOfficeTexts(language.value).catch(reportError);
      return refused(answer.value);
    }
  }
  const known = "thing" in traced ? traced.thing : null;
  const links = known === null ? [] : localTrace(app.rows, await recordedHere(app), known, way);
  return { is: "local", way, links };
}

function refused(value: unknown): Shown {
  const { code, detail } = value as {
    readonly code: string;
    readonly detail: Readonly<Record<string, unknown>>;
  };
  return { is: "refused", code, detail };
}

/** The thing itself, or the one that the server knows by this name; `offline`: nobody to ask. */
async function thingOf(
  { http }: App,
  traced: Traced,
): Promise<
  { readonly thing: Thing } | { readonly offline: true } | Extract<Shown, { name: string }>
> {
  if ("thing" in traced) {
    return traced;
  }
  const answer = await http.get(findPath(traced.text, traced.item));
  if (answer.step === "offline" || answer.status !== 200) {
    return { offline: true };
  }
  const [only, ...others] = (answer.value as Namesakes).found;
  if (only === undefined) {
    return { is: "unknown", name: traced.text };
  }
  return others.length > 0 ? { is: "several", name: traced.text } : { thing: only.thing };
}

const RECORDED = 2_000;

async function recordedHere({ device }: App): Promise<readonly Envelope[]> {
  const items = await listQueue(device.database, device.enrolment.device, RECORDED);
  return items
    .filter(({ outcome }) => outcome?.outcome !== "refused" && outcome?.outcome !== "quarantined")
    .map(({ entry }) => JSON.parse(entry.raw) as Envelope);
}

function Result({ shown }: { readonly shown: Shown }): JSX.Element {
  const words = traceWords();
  switch (shown.is) {
    case "asking":
      return <p class="app-note">{words.asking()}</p>;
    case "several":
      return <p class="app-note">{words.several(shown.name)}</p>;
    case "unknown":
      return <p class="app-note">{words.unknown(shown.name)}</p>;
    case "refused": {
      const { what, now } = codeText(shown.code, shown.detail);
      return (
        <p class="app-note">
          {what} {now}
        </p>
      );
    }
    case "local":
      return <Local way={shown.way} links={shown.links} />;
    case "answer":
      return <Answered answer={shown.answer} />;
  }
}

function Local({
  way,
  links,
}: {
  readonly way: Way;
  readonly links: readonly LocalLink[];
}): JSX.Element {
  const app = useApp();
  const words = traceWords();
  return (
    <>
      <h2 class="app-heading">{words[way]()}</h2>
      <div class="app-chips">
        <StatusChip status="warn" label={words.onlyHere()} />
        <AsOf
          at={new Date(app.contactAt.value)}
          now={new Date(app.now.value)}
          source="this-device"
        />
      </div>
      <p class="app-note">{words.onlyHereWhy()}</p>
      <List
        label={words[way]()}
        rows={links.map((link, at) => ({
          id: `${at} ${link.name}`,
          title: <Identifier value={link.name} copyable={false} />,
          detail: [words.link[link.kind](), link.item, stateWord(link.status)]
            .filter((part) => part !== "")
            .join(" · "),
          trailing: link.quantity,
        }))}
        empty={<p class="app-note">{words.nothingHere()}</p>}
      />
    </>
  );
}

function Answered({ answer }: { readonly answer: TraceAnswer }): JSX.Element {
  const { now } = useApp();
  const words = traceWords();
  const { complete, granularity, direction, reasons, unheard } = answer;
  return (
    <>
      <h2 class="app-heading">{words[direction]()}</h2>
      <p class="app-note">
        <b>{words.counts(answer.lots.length, answer.unit_count, answer.containers.length)}</b>
      </p>
      <div class="app-chips">
        <StatusChip
          status={complete ? "ok" : "warn"}
          label={complete ? words.complete() : words.incomplete()}
        />
        <StatusChip
          status={granularity === "whole_lot" ? "warn" : "ok"}
          label={words.granularity[granularity]()}
        />
      </div>
      <p class="app-note">
        {words.asOf(
          String(answer.position),
          timeRelativeTo(new Date(answer.asked_at), new Date(now.value)),
        )}
      </p>
      {reasons.map(({ code, detail }) => {
        const text = codeText(code, detail);
        return (
          <p class="app-note" key={`${code} ${JSON.stringify(detail)}`}>
            {text.what} <b>{text.now}</b>
          </p>
        );
      })}
      {unheard.length > 0 && (
        <p class="app-note">{words.unheard(unheard.map(({ code }) => code).join(", "))}</p>
      )}
      <Lists answer={answer} />
    </>
  );
}

function Lists({ answer }: { readonly answer: TraceAnswer }): JSX.Element {
  const words = traceWords();
  const units: readonly ListRowProps[] =
    answer.direction === "forward"
      ? answer.units.map(({ item, status, count }) => ({
          id: `${item} ${status}`,
          title: item,
          detail: stateWord(status),
          trailing: words.pieces(count),
        }))
      : answer.inside.map(({ item, serial }) => ({
          id: `${item} ${serial}`,
          title: <Identifier value={serial} copyable={false} />,
          detail: item,
        }));
  const lots = answer.lots.map((lot) => ({
    id: `${lot.kind} ${lot.number}`,
    title: <Identifier value={lot.number} copyable={false} />,
    detail: [lot.item, lot.supplier_lot, stateWord(lot.status)].filter(Boolean).join(" · "),
    ...(lot.held ? { status: "hold" as const } : {}),
  }));
  const containers = answer.containers.map((code) => ({
    id: code,
    title: <Identifier value={code} copyable={false} />,
  }));
  const parts = [
    [words.lots(), lots],
    [words.units(), units],
    [words.containers(), containers],
  ] as const;
  return (
    <>
      {parts.map(
        ([title, rows]) =>
          rows.length > 0 && (
            <div key={title}>
              <h3 class="app-heading">{title}</h3>
              <List label={title} rows={rows} />
            </div>
          ),
      )}
      {answer.lots.length + answer.unit_count + answer.containers.length === 0 && (
        <p class="app-note">{words.nothing()}</p>
      )}
    </>
  );
}
