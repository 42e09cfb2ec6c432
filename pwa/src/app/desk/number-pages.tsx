/**
 * Numbers at the desk, read from the server: which device holds what is not known on this computer.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../../entries/code-texts.ts";
import type { DeskActs } from "../../entries/desk-acts.ts";
import type { Answered, ServerDoor } from "../../entries/server-door.ts";
import { NumberList } from "../../items/desk-numbers.tsx";
import { poolCard, RangePanel } from "../../items/desk-ranges.tsx";
import type { NumbersView, RangeLine, RangesView } from "../../items/numbers-view.ts";
import { AsOf } from "../../ui/as-of.tsx";
import { Button } from "../../ui/button.tsx";
import { CodeNotice } from "../../ui/code-notice.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { language } from "../../ui/i18n/language.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CardPage } from "./card-page.tsx";
import { useRead } from "./desk-hooks.ts";
import type { PageParts } from "./lists.tsx";

export interface NumberPagesProps extends PageParts {
  readonly at: readonly string[];
  readonly revision: number;
}

export function NumberPages(props: NumberPagesProps): JSX.Element {
  const { frame, acts, server, at, nowMs, revision, rows } = props;
  const [asked, setAsked] = useState(0);
  const tick = nowMs + asked + revision;
  const answer = useRead<NumbersView>(server, "/numbers", tick);
  if (answer?.step !== "ok") {
    return <Unread answer={answer} onAgain={() => setAsked(asked + 1)} />;
  }
  const asOf = <AsOf at={new Date(nowMs)} now={new Date(nowMs)} source="server" />;
  if (at.length === 0) {
    return <NumberList view={answer.value} rows={rows} frame={{ ...frame, asOf }} acts={acts} />;
  }
  const pool = answer.value.pools.find((each) => each.pool === at[0]);
  const ranges = () => <Ranges pool={at[0] ?? ""} server={server} acts={acts} tick={tick} />;
  const card = pool === undefined ? null : poolCard(pool, acts, ranges);
  return <CardPage section="numbers" {...{ at, card, asOf, server, revision }} />;
}

interface RangesProps {
  readonly pool: string;
  readonly server: ServerDoor;
  readonly acts: DeskActs;
  readonly tick: number;
}

/** The first page is read again with every tick; the pages after it when they are asked for. */
function Ranges({ pool, server, acts, tick }: RangesProps): JSX.Element {
  const [later, setLater] = useState<RangesView | null>(null);
  const path = `/numbers/ranges?pool=${encodeURIComponent(pool)}`;
  const answer = useRead<RangesView>(server, path, tick);
  if (answer?.step !== "ok") {
    return <Unread answer={answer} onAgain={() => setLater(null)} />;
  }
  const shown: readonly RangeLine[] = [...answer.value.ranges, ...(later?.ranges ?? [])];
  const more = later?.more ?? answer.value.more;
  const readOn = async (): Promise<void> => {
    const found = await server.read<RangesView>(`${path}&after=${shown.at(-1)?.first ?? 0}`);
    if (found.step === "ok") {
      const ranges = [...(later?.ranges ?? []), ...found.value.ranges];
      setLater({ more: found.value.more, ranges });
    }
  };
  return (
    <>
      <RangePanel ranges={shown} acts={acts} />
      {more && <Button label={d().numbers.more()} tone="quiet" onPress={() => void readOn()} />}
    </>
  );
}

interface UnreadProps {
  readonly answer: Answered<unknown> | null;
  readonly onAgain: () => void;
}

function Unread({ answer, onAgain }: UnreadProps): JSX.Element {
  if (answer === null) {
    return <Skeleton kind="table" />;
  }
  const texts = answer.step === "refused" ? explain([answer], language.value) : [];
  return (
    <>
      <CodeNotice status="warn" title={d().frame.needsConnection()} texts={texts} />
      <Button label={d().frame.tryAgain()} icon="refresh-cw" onPress={onAgain} />
    </>
  );
}
