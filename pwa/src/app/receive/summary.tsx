/** The end of a delivery: cartons, lots and flags in three counts, and what has not been sent yet. */

import type { JSX } from "preact";
import type { ReceiveTask } from "../../receiving/task.ts";
import { Button } from "../../ui/button.tsx";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";

export function Summary(props: {
  readonly task: ReceiveTask;
  readonly onNext: () => void;
}): JSX.Element {
  const { rows, revision, device } = useApp();
  const words = receiveWords();
  const receipts = rows
    .find("receipt", "session", props.task.session)
    .map(({ row }) => row)
    .filter(({ status }) => status !== "voided");
  const lots = new Set(receipts.map(({ lot }) => lot));
  const held = [...lots].filter((lot) =>
    rows.find("hold", "lot", lot).some(({ row }) => row.lifted_at === null),
  );
  const doubtful = receipts.filter(({ status }) => status === "unreconciled");
  const flagged = new Set([...held, ...doubtful.map(({ lot }) => lot), ...props.task.acknowledged])
    .size;
  const pending = revision.value >= 0 ? device.client.view.pending.length : 0;
  const counts = [
    { label: words.counts.cartons(), value: receipts.length },
    { label: words.counts.lots(), value: lots.size },
    { label: words.counts.flagged(), value: flagged },
  ];
  return (
    <HandheldFrame
      title={words.done()}
      verdict={
        <Verdict
          status={pending === 0 ? "ok" : "provisional"}
          word={words.done()}
          why={words.unsent(pending)}
        />
      }
      action={
        <Button
          label={words.newDelivery()}
          icon="package-plus"
          tone="primary"
          size="primary"
          wide
          onPress={props.onNext}
        />
      }
    >
      <div class="app-counts">
        {counts.map(({ label, value }) => (
          <div key={label}>
            <b>{value}</b>
            <span>{label}</span>
          </div>
        ))}
      </div>
    </HandheldFrame>
  );
}
