/**
 * One answer: its worth, then the tree, the picture, the tables.
 */

import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { explain } from "../entries/code-texts.ts";
import type { Answered, ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { CodeNotice } from "../ui/code-notice.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { type Tab, Tabs } from "../ui/tabs.tsx";
import { asAt, type Thing, type TraceAnswer, thingText, tracePath, type Way } from "./answer.ts";
import { AnswerHeader } from "./answer-header.tsx";
import { LotTable, MakingTables, UnitTable } from "./answer-tables.tsx";
import type { Graph } from "./picture.ts";
import { TracePicture } from "./trace-picture.tsx";
import { TraceTree } from "./trace-tree.tsx";

export interface TraceAnswerProps {
  readonly thing: Thing;
  readonly way: Way;
  /** RFC 3339, or "" for now. */
  readonly at: string;
  readonly server: ServerDoor;
}

/** What the server answers under a path; null until then. `again` asks once more. */
function useAnswer<T>(server: ServerDoor, path: string) {
  const [answer, setAnswer] = useState<Answered<T> | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    setAnswer(null);
    void server.read<T>(path).then((found) => {
      if (current) {
        setAnswer(found);
      }
    });
    return () => {
      current = false;
    };
  }, [server, path, attempt]);
  return { answer, again: () => setAttempt(attempt + 1) };
}

/** The part in front, kept while the same thing is asked about at another moment. */
const shown = signal({ asked: "", part: "tree" });

export function TraceAnswerView({ thing, way, at, server }: TraceAnswerProps): JSX.Element {
  const path = tracePath(thing, way, "", asAt(at));
  const { answer, again } = useAnswer<TraceAnswer>(server, path);
  const asked = `${way} ${thingText(thing)}`;
  const part = shown.value.asked === asked ? shown.value.part : "tree";
  if (answer?.step !== "ok") {
    return <NotAnswered answer={answer} onAgain={again} />;
  }
  return (
    <>
      <AnswerHeader answer={answer.value} server={server} />
      <Parts
        answer={answer.value}
        server={server}
        active={part}
        onChange={(next) => {
          shown.value = { asked, part: next };
        }}
      />
    </>
  );
}

interface PartsProps {
  readonly answer: TraceAnswer;
  readonly server: ServerDoor;
  readonly active: string;
  readonly onChange: (part: string) => void;
}

function Parts({ answer, server, active, onChange }: PartsProps): JSX.Element {
  const words = d().trace;
  const tabs: readonly Tab[] = [
    { id: "tree", label: words.tabTree() },
    { id: "picture", label: words.tabPicture() },
    { id: "lots", label: words.tabLots(), count: answer.lots.length },
    { id: "units", label: words.tabUnits(), count: answer.unit_count },
    ...(answer.direction === "back" ? [{ id: "making", label: words.tabMaking() }] : []),
  ];
  const { thing, direction, at } = answer;
  const parts: Readonly<Record<string, () => JSX.Element>> = {
    tree: () => <TraceTree thing={thing} way={direction} at={at} server={server} />,
    picture: () => <PictureOf thing={thing} way={direction} at={at} server={server} />,
    lots: () => <LotTable lots={answer.lots} />,
    units: () => <UnitTable answer={answer} />,
    making: () => <MakingTables made={answer.made} />,
  };
  return (
    <Tabs label={words.title()} tabs={tabs} active={active} onChange={onChange}>
      {parts[active]?.()}
    </Tabs>
  );
}

interface PictureOfProps extends Omit<TraceAnswerProps, "at"> {
  readonly at: string | null;
}

function PictureOf({ thing, way, at, server }: PictureOfProps): JSX.Element {
  const { answer, again } = useAnswer<Graph>(server, tracePath(thing, way, "/graph", asAt(at)));
  const graph = useMemo(() => (answer?.step === "ok" ? answer.value : null), [answer]);
  return graph === null ? (
    <NotAnswered answer={answer} onAgain={again} />
  ) : (
    <TracePicture graph={graph} way={way} at={at} name={`${way}-${thing.key.join("-")}`} />
  );
}

interface NotAnsweredProps {
  readonly answer: Answered<unknown> | null;
  readonly onAgain: () => void;
}

/** Why there is no answer, and a way to ask again; the shape of what comes until then. */
export function NotAnswered({ answer, onAgain }: NotAnsweredProps): JSX.Element {
  if (answer === null) {
    return <Skeleton kind="table" />;
  }
  const refused = answer.step === "refused";
  const texts = refused ? explain([answer], language.value) : [];
  const title = refused ? d().trace.title() : d().frame.needsConnection();
  return (
    <>
      <CodeNotice status="warn" title={title} texts={texts} />
      <Button label={d().frame.tryAgain()} icon="refresh-cw" onPress={onAgain} />
    </>
  );
}
