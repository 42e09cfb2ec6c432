/**
 * Numbers at the desk, read from the server: which device holds what is not known on this computer.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DeskActs } from "../../entries/desk-acts.ts";
import type { ServerDoor } from "../../entries/server-door.ts";
import { NumberList } from "../../items/desk-numbers.tsx";
import { poolCard, RangePanel } from "../../items/desk-ranges.tsx";
import type { NumbersView, RangeLine, RangesView } from "../../items/numbers-view.ts";
import { Actions } from "../../ui/action-link.tsx";
import { AsOf } from "../../ui/as-of.tsx";
import { Button } from "../../ui/button.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { NoForm } from "./act-page.tsx";
import { CardPage } from "./card-page.tsx";
import { useRead } from "./desk-hooks.ts";
import { FormPage } from "./form-page.tsx";
import { NUMBER_FORMS, numberActions } from "./forms.ts";
import type { PageParts } from "./lists.tsx";
import { Unread } from "./unread.tsx";

export interface NumberPagesProps extends PageParts {
  readonly at: readonly string[];
  readonly revision: number;
  /** Behind the `?` of the address. */
  readonly query: URLSearchParams;
}

export function NumberPages(props: NumberPagesProps): JSX.Element {
  const { acts, at, rows, query, today } = props;
  const act = query.get("do");
  if (act !== null) {
    const spec = NUMBER_FORMS[act]?.({ rows, at, query, site: "", today }) ?? null;
    return spec === null ? <NoForm section="numbers" /> : <FormPage spec={spec} acts={acts} />;
  }
  return <NumberPage {...props} />;
}

function NumberPage(props: NumberPagesProps): JSX.Element {
  const { frame, acts, server, at, nowMs, revision, rows } = props;
  const [asked, setAsked] = useState(0);
  const tick = nowMs + asked + revision;
  const answer = useRead<NumbersView>(server, "/numbers", tick);
  if (answer?.step !== "ok") {
    return <Unread answer={answer} onAgain={() => setAsked(asked + 1)} />;
  }
  const asOf = <AsOf at={new Date(nowMs)} now={new Date(nowMs)} source="server" />;
  const actions = <Actions links={numberActions(at[0] ?? null)} />;
  if (at.length === 0) {
    return (
      <NumberList view={answer.value} rows={rows} frame={{ ...frame, asOf, actions }} acts={acts} />
    );
  }
  const pool = answer.value.pools.find((each) => each.pool === at[0]);
  const ranges = () => <Ranges pool={at[0] ?? ""} server={server} acts={acts} tick={tick} />;
  const card = pool === undefined ? null : { ...poolCard(pool, acts, ranges), actions };
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
      {more && <Button label={d().numbers.more()} tone="quiet" onPress={() => readOn()} />}
    </>
  );
}
