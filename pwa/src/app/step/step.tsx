/**
 * Steps on the handheld: a scan opens the step that is next; what it wants next stands above, its parts below.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { nextSlot } from "../../production/slots.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useApp } from "../context.ts";
import { takeOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { loadedLater } from "../loaded-later.tsx";
import { navigate } from "../router.ts";
import type { ReadScan } from "../scan-desk.ts";
import { TypedCode } from "../typed-code.tsx";
import type { AskPanel as AskPanelNow } from "./ask-panel.tsx";
import type { CountPanel as CountPanelNow } from "./count-panel.tsx";
import { takeForMeans } from "./equipment-scans.ts";
import { CheckPanel, MeansPanel, ReadingPanel, SkipPanel } from "./later.ts";
import { openedWork, openWork } from "./opened-work.ts";
import type { PartsPanel as PartsPanelNow } from "./parts-panel.tsx";
import { take } from "./scans.ts";
import { type Ask, isByValue } from "./state.ts";
import { StepVerdict } from "./step-verdict.tsx";
import type { ValueAsk as ValueAskNow } from "./value-ask.tsx";
import type { StepWork } from "./work.ts";
import "./step.css";

const AskPanel = loadedLater(
  (): Promise<typeof AskPanelNow> => import("./ask-panel.tsx").then((module) => module.AskPanel),
);

const ValueAsk = loadedLater(
  (): Promise<typeof ValueAskNow> => import("./value-ask.tsx").then((module) => module.ValueAsk),
);
const CountPanel = loadedLater(
  (): Promise<typeof CountPanelNow> =>
    import("./count-panel.tsx").then((module) => module.CountPanel),
);

const PartsPanel = loadedLater(
  (): Promise<typeof PartsPanelNow> =>
    import("./parts-panel.tsx").then((module) => module.PartsPanel),
);

/** Read ahead once the steps are drawn. */
const PANELS = [
  PartsPanel,
  MeansPanel,
  CheckPanel,
  ReadingPanel,
  AskPanel,
  ValueAsk,
  CountPanel,
  SkipPanel,
];

export function StepScreen(): JSX.Element {
  const app = useApp();
  const [work, setWork] = useState<StepWork | null>(() => openedWork(app));
  useEffect(() => {
    if (work === null) {
      openWork(app).then(setWork, (error: unknown) => reportError(error));
    }
  }, [app, work]);
  return work === null ? <Skeleton kind="list" /> : <Steps work={work} />;
}

/** What answers an open question, or names the document that is looked at: read ahead with the panels. */
async function takeForAsk(work: StepWork, read: ReadScan): Promise<boolean> {
  if (work.state.value.ask === null && read.reading.is !== "text") {
    return false;
  }
  const questions = await import("./questions.ts");
  return questions.takeForAsk(work, read);
}

/** A question first, then what the step waits for, then the work. */
async function takeScan(work: StepWork, read: ReadScan): Promise<void> {
  const takers = [takeForAsk, takeForMeans];
  for (const taken of work.state.value.ask === null ? takers.toReversed() : takers) {
    if (await taken(work, read)) {
      return;
    }
  }
  await take(work, read);
}

function Steps({ work }: { readonly work: StepWork }): JSX.Element {
  const app = useApp();
  if (app.revision.value >= 0 && app.now.value > 0) {
    work.resume();
  }
  const { again, ask, opening } = work.state.value;
  useScans({
    take: (read) => takeScan(work, read),
    counting: () => "counting-lot",
    asksForBadge: () => {
      const asked = work.state.value.ask?.is ?? "";
      return ["second_badge", "second_look", "second_end", "skip"].includes(asked);
    },
    prefers: ({ is }) => is !== "location" && is !== "order" && is !== "supplier",
  });
  useEffect(() => {
    for (const panel of PANELS) {
      panel.prepare();
    }
    import("./questions.ts").catch(reportError);
    import("./prune.ts").then(({ prune }) => prune(work), reportError);
    const first = takeOver();
    if (first !== null) {
      void takeScan(work, first);
    }
  }, [work]);
  if (ask !== null) {
    return <Asked work={work} ask={ask} key={ask.is} />;
  }
  const at = work.kept.value.value.at;
  if (opening === null) {
    const { counted } = work.kept.value.value;
    const finished = at?.step === null && at.lot !== null && at.serial === null;
    return finished &&
      !counted.includes(at.lot ?? "") &&
      work.recorder.lotQuantity({ subject: at }) !== null ? (
      <CountPanel work={work} order={at.order} lot={at.lot ?? ""} />
    ) : (
      <Between work={work} order={at?.order ?? null} />
    );
  }
  const gate = work.means.gate(opening);
  if (gate !== null) {
    return <MeansPanel work={work} opening={opening} gate={gate} />;
  }
  const slot = work.slots.find(({ key }) => key === again) ?? nextSlot(work.slots);
  if (slot?.is === "reading") {
    return <ReadingPanel work={work} opening={opening} wanted={slot.wanted} key={slot.key} />;
  }
  if (slot?.is === "check") {
    return <CheckPanel work={work} opening={opening} check={slot.check} key={slot.key} />;
  }
  return <PartsPanel work={work} opening={opening} slot={slot} />;
}

function Asked({ work, ask }: { readonly work: StepWork; readonly ask: Ask }): JSX.Element {
  return isByValue(ask) ? <ValueAsk work={work} ask={ask} /> : <AskPanel work={work} ask={ask} />;
}

/** No step is open: the first scan, or the next unit of an order. */
function Between(props: { readonly work: StepWork; readonly order: string | null }): JSX.Element {
  const { work, order } = props;
  const words = s();
  const title = order === null ? words.scanFirst() : words.scanUnit();
  const text = order === null ? words.scanFirstHow() : words.scanUnitHow(order);
  const empty = <EmptyState drawing="product" title={title} text={text} />;
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<StepVerdict work={work} empty={empty} />}
      expects={{ text: title, icon: "scan-barcode" }}
    >
      <div class="app-row">
        {order !== null && (
          <Button
            label={words.leave()}
            icon="x"
            onPress={() => {
              work.open(null);
              navigate("/");
            }}
          />
        )}
        <TypedCode />
      </div>
    </HandheldFrame>
  );
}
