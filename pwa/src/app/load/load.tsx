/**
 * Sterilisation loads on the handheld: scan the chamber, then positions and what stands there; take out, close, go on.
 */

import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { l } from "../../ui/i18n/load/catalogue.ts";
import { type App, useApp } from "../context.ts";
import { takeOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { TypedCode } from "../typed-code.tsx";
import { ChamberPanel } from "./chamber-panel.tsx";
import { FillPanel } from "./fill-panel.tsx";
import { LoadAction } from "./load-action.tsx";
import { LoadVerdict } from "./load-verdict.tsx";
import { QuantityPanel } from "./quantity-panel.tsx";
import { LoadWork } from "./work.ts";

const kept = new WeakMap<App, LoadWork>();

/** One piece of work per app: leaving the screen and coming back finds it as it was. */
function workOf(app: App): LoadWork {
  const known = kept.get(app) ?? new LoadWork(app);
  kept.set(app, known);
  return known;
}

const TAKEN: ReadonlySet<string> = new Set([
  "equipment",
  "load",
  "location",
  "lot",
  "package",
  "product",
]);

export function LoadScreen(): JSX.Element {
  const app = useApp();
  const work = useMemo(() => workOf(app), [app]);
  useScans({ take: (read) => work.take(read), prefers: ({ is }) => TAKEN.has(is) });
  useEffect(() => {
    const first = takeOver();
    if (first !== null) {
      void work.take(first);
    }
  }, [work]);
  const load = app.revision.value >= 0 ? work.load : null;
  const { asking } = work.state.value;
  if (asking !== null && load !== null) {
    return <QuantityPanel work={work} asking={asking} key={`${asking.lot} ${asking.container}`} />;
  }
  const words = l();
  const { position } = work.state.value;
  const phase = load === null ? "" : (words.phase[load.status as "building"]?.() ?? load.status);
  const context = [
    load === null ? "" : words.inChamber(load.number, load.chamber),
    load?.status === "building" && position !== null ? words.at(position) : phase,
  ].filter((part) => part !== "");
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<LoadVerdict work={work} load={load} />}
      {...(context.length === 0 ? {} : { context: context.join(" · ") })}
      {...(load === null ? {} : { expects: { text: expected(work), icon: "scan-barcode" } })}
      action={<LoadAction work={work} load={load} />}
    >
      {load === null ? <ChamberPanel work={work} /> : <FillPanel work={work} load={load} />}
      <div class="app-row">
        <TypedCode />
      </div>
    </HandheldFrame>
  );
}

function expected(work: LoadWork): string {
  const words = l();
  const { box, mode, position } = work.state.value;
  if (mode === "indicators") {
    return words.nowIndicator();
  }
  if (position === null) {
    return words.nowPosition();
  }
  return box === null ? words.nowLot() : words.nowBoxLot(box);
}
