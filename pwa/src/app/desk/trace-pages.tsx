/**
 * The trace section: what a scan there means, which page an address shows. Everything is read from the server.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ServerDoor } from "../../entries/server-door.ts";
import { thingAt } from "../../genealogy/answer.ts";
import { ComparePage, FactorsPage } from "../../genealogy/factors.tsx";
import { takeScan } from "../../genealogy/sets.ts";
import { TraceAnswerView } from "../../genealogy/trace-answer.tsx";
import { TraceStart, type Wanted } from "../../genealogy/trace-start.tsx";
import type { Reading } from "../../scan/resolve.ts";
import "../../genealogy/trace.css";
import { useScans } from "../handheld-frame.tsx";

export interface TracePagesProps {
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly server: ServerDoor;
}

/** What to look for: a label's serial with its item, else its lot; any other code as it stands. */
export function wantedOf(reading: Reading, text: string): Wanted {
  if (reading.is === "unit") {
    return { text: reading.row.serial, item: reading.row.item };
  }
  if (reading.is !== "product") {
    return { text: reading.is === "lot" ? reading.number : text, item: null };
  }
  const { serial, lot, sscc } = reading.identity;
  const item = serial === null ? null : (reading.item?.number ?? null);
  return { text: serial ?? lot ?? sscc ?? text, item };
}

export function TracePages({ at, query, server }: TracePagesProps): JSX.Element {
  const [wanted, setWanted] = useState<Wanted>({ text: query.get("find") ?? "", item: null });
  const doing = query.get("do");
  useScans({
    take: async ({ reading, scan }) => {
      const scanned = wantedOf(reading, scan.text);
      if (at.length === 0 && (doing === "factors" || doing === "compare")) {
        takeScan(doing, [scanned.item, scanned.text].filter((part) => part !== null).join(" "));
        return;
      }
      setWanted(scanned);
      if (at.length > 0) {
        location.hash = `#/desk/trace?find=${encodeURIComponent(scanned.text)}`;
      }
    },
  });
  const thing = thingAt(at);
  if (thing !== null) {
    const way = query.get("way") === "forward" ? "forward" : "back";
    return <TraceAnswerView thing={thing} way={way} at={query.get("at") ?? ""} server={server} />;
  }
  switch (doing) {
    case "factors":
      return <FactorsPage server={server} />;
    case "compare":
      return <ComparePage server={server} />;
    default:
      return <TraceStart server={server} wanted={wanted} onWant={setWanted} />;
  }
}
