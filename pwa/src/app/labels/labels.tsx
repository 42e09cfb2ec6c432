/**
 * Printed labels on the handheld: scan one to see that it is of its job, then say with one tap where it went.
 */

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { labelWords } from "../../ui/i18n/labels/catalogue.ts";
import { Identifier } from "../../ui/identifier.tsx";
import { List } from "../../ui/list.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { visibleText } from "../../ui/visible.ts";
import { codeText } from "../codes.ts";
import { useApp } from "../context.ts";
import { takeOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { TypedCode } from "../typed-code.tsx";
import { type InHand, type LabelsState, LabelsWork, type LabelUse } from "./work.ts";

const NOT_APPLIED: readonly LabelUse[] = ["sample", "destroyed", "returned"];

export function LabelsScreen(): JSX.Element {
  const app = useApp();
  const work = useMemo(() => new LabelsWork(app), [app]);
  const state = work.state.value;
  useScans({
    take: (read) => work.take(read),
    prefers: ({ is }) => is === "product" || is === "package" || is === "lot",
  });
  useEffect(() => {
    const first = takeOver();
    if (first !== null) {
      void work.take(first);
    }
  }, [work]);
  const words = labelWords();
  const { job } = work;
  const drawn = app.revision.value >= 0;
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<LabelsVerdict state={state} work={work} />}
      expects={{ text: words.next(), icon: "scan-barcode" }}
      {...(job === null || !drawn ? {} : { context: words.job(job.number) })}
      {...(canBeUsed(state.inHand) ? { action: <Uses work={work} /> } : {})}
    >
      {state.asking !== null && <WhichJob asking={state.asking} work={work} />}
      {job !== null && <Tally state={state} />}
      <div class="app-row">
        {job !== null && (
          <Button label={words.otherJob()} icon="x" onPress={() => work.leaveJob()} />
        )}
        <TypedCode />
      </div>
    </HandheldFrame>
  );
}

function canBeUsed(inHand: InHand | null): boolean {
  if (inHand === null || inHand.use !== null) {
    return false;
  }
  return inHand.advice.code === null || !inHand.advice.certain;
}

/** Two buttons: where nearly every label goes, and the rest. */
function Uses({ work }: { readonly work: LabelsWork }): JSX.Element {
  const [open, setOpen] = useState(false);
  const words = labelWords();
  return (
    <div class="app-grid">
      <Button
        label={words.use.applied()}
        icon="tag"
        tone="primary"
        size="primary"
        onPress={() => work.use("applied")}
      />
      <Button label={words.notApplied()} size="primary" onPress={() => setOpen(true)} />
      <Sheet title={words.whereTo()} open={open} onClose={() => setOpen(false)}>
        <div class="app-grid">
          {NOT_APPLIED.map((use) => (
            <Button
              key={use}
              label={words.use[use]()}
              size="action"
              onPress={() => {
                setOpen(false);
                void work.use(use);
              }}
            />
          ))}
        </div>
      </Sheet>
    </div>
  );
}

function WhichJob(props: {
  readonly asking: NonNullable<LabelsState["asking"]>;
  readonly work: LabelsWork;
}): JSX.Element {
  const { asking, work } = props;
  return (
    <List
      label={labelWords().whichJob()}
      rows={asking.jobs.map((job) => ({
        id: job.id,
        title: <Identifier value={job.number} copyable={false} />,
        detail: [job.item, job.lot].filter((part) => part !== null).join(" · "),
        trailing: String(job.count),
        onPress: () => void work.choose(job.id, asking.read),
      }))}
    />
  );
}

function Tally({ state }: { readonly state: LabelsState }): JSX.Element {
  const words = labelWords();
  const uses = (["applied", ...NOT_APPLIED] as const).flatMap((use) => {
    const count = state.used[use];
    return count === undefined ? [] : [`${words.use[use]()} ${count}`];
  });
  return <p class="app-note">{[words.scannedHere(state.scanned), ...uses].join(" · ")}</p>;
}

function LabelsVerdict(props: {
  readonly state: LabelsState;
  readonly work: LabelsWork;
}): JSX.Element {
  const { state, work } = props;
  const words = labelWords();
  if (state.asking !== null) {
    return <Verdict status="warn" word={words.whichJob()} why={words.whichJobWhy()} />;
  }
  if (state.unknown !== null) {
    const value = <Identifier value={visibleText(state.unknown).slice(0, 40)} size="key" />;
    return <Verdict status="warn" word={words.unknown()} value={value} why={words.unknownWhy()} />;
  }
  if (state.inHand !== null) {
    return <InHandVerdict inHand={state.inHand} count={work.job?.count ?? 0} />;
  }
  return (
    <Verdict status="none">
      <EmptyState drawing="product" title={words.scanFirst()} text={words.scanFirstHow()} />
    </Verdict>
  );
}

function InHandVerdict(props: { readonly inHand: InHand; readonly count: number }): JSX.Element {
  const { advice, use, again } = props.inHand;
  const words = labelWords();
  const value =
    advice.number === null ? {} : { value: <Identifier value={advice.number} size="key" /> };
  if (advice.code !== null && use === null) {
    if (!advice.certain) {
      return (
        <Verdict status="warn" word={words.notPrinted()} {...value} why={words.notPrintedWhy()} />
      );
    }
    const { what, now } = codeText(advice.code, advice.detail);
    return <Verdict status="warn" word={what} {...value} why={now} />;
  }
  const which = advice.n === null ? words.alike() : words.label(advice.n, props.count);
  if (use !== null) {
    return <Verdict status="ok" word={words.use[use]()} {...value} why={which} />;
  }
  if (again) {
    return <Verdict status="warn" word={words.again()} {...value} why={which} />;
  }
  return advice.certain ? (
    <Verdict status="ok" word={words.verified()} {...value} why={which} />
  ) : (
    <Verdict status="provisional" word={words.recorded()} {...value} why={words.serverTells()} />
  );
}
