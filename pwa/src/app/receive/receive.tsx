/**
 * Receiving on the handheld: verdict above, order lines or receipts below, one action. Every carton is one scan.
 */

import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ReceiveTask } from "../../receiving/task.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { type App, useApp } from "../context.ts";
import { takeOver } from "../handed-over.ts";
import { HandheldFrame, useScans } from "../handheld-frame.tsx";
import { navigate } from "../router.ts";
import { nameOf } from "../texts.ts";
import { LinesAndReceipts } from "./lines.tsx";
import { OtherOwner } from "./other-owner.tsx";
import { QuestionPanel } from "./question-panel.tsx";
import { Summary } from "./summary.tsx";
import { Toolbar } from "./toolbar.tsx";
import { ReceiveVerdict } from "./verdict.tsx";
import { ReceiveWork } from "./work.ts";

const kept = new WeakMap<App, ReceiveWork>();

/** One piece of work per app, so that leaving the screen and coming back finds it as it was. */
function workOf(app: App): ReceiveWork {
  const known = kept.get(app);
  if (known !== undefined) {
    return known;
  }
  const made = new ReceiveWork(app, app.tasks);
  kept.set(app, made);
  return made;
}

export function ReceiveScreen(): JSX.Element {
  const app = useApp();
  const { tasks } = app;
  const work = useMemo(() => workOf(app), [app]);
  const [finished, setFinished] = useState<ReceiveTask | null>(null);
  const badge = app.session.shift.value?.holder.badge ?? "";
  const task = tasks.kept.value.open === null ? null : tasks.open;
  const foreign = task !== null && badge !== "" && task.owner !== badge;
  const settling = app.revision.value >= 0 && (work.question !== null || work.over.value !== null);

  useScans({
    take: async (read) => {
      setFinished(null);
      if (!foreign) {
        await work.take(read);
      }
    },
    counting: () => "counting-lot",
    prefers: (reading) => reading.is !== "supplier_lot" || work.question !== null,
  });
  useEffect(() => {
    const first = takeOver();
    if (first !== null) {
      void work.take(first);
    } else if (tasks.open === null) {
      const own = tasks.of(badge);
      if (own !== null) {
        tasks.put(own);
      }
    }
  }, [work, tasks, badge]);

  if (finished !== null) {
    return <Summary task={finished} onNext={() => setFinished(null)} />;
  }
  if (task !== null && foreign) {
    return <OtherOwner task={task} tasks={tasks} badge={badge} />;
  }
  if (settling) {
    return <QuestionPanel work={work} task={task} />;
  }
  const finish = (): void => {
    if (task === null) {
      navigate("/");
      return;
    }
    tasks.finish(task);
    setFinished(task);
  };
  return <Working task={task} work={work} onFinish={finish} />;
}

interface WorkingProps {
  readonly task: ReceiveTask | null;
  readonly work: ReceiveWork;
  readonly onFinish: () => void;
}

function Working({ task, work, onFinish }: WorkingProps): JSX.Element {
  const app = useApp();
  const words = receiveWords();
  return (
    <HandheldFrame
      title={words.title()}
      verdict={<ReceiveVerdict work={work} />}
      {...(task === null ? {} : { context: contextOf(task, app) })}
      expects={{
        text: task === null ? words.scanFirst() : words.nextCarton(),
        icon: "scan-barcode",
      }}
      action={
        <Button
          label={task === null ? t().ui.back() : words.finish()}
          icon={task === null ? "arrow-left" : "check"}
          tone={task === null ? "plain" : "primary"}
          size="primary"
          wide
          onPress={onFinish}
        />
      }
    >
      {task !== null && <LinesAndReceipts task={task} work={work} />}
      <Toolbar work={work} task={task} />
    </HandheldFrame>
  );
}

/** One line: the order, or the supplier where there is none, and the place. */
function contextOf(task: ReceiveTask, { rows }: App): string {
  const words = receiveWords();
  const supplier = rows.get("supplier", [task.supplier ?? ""])?.row;
  const without = supplier === undefined ? words.noOrder() : nameOf(supplier);
  return [
    task.order === null ? without : words.orderIs(task.order),
    words.toPlace(task.location),
    task.nextLabel === null ? "" : words.nextLabelIs(task.nextLabel),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
