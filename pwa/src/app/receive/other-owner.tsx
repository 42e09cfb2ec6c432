/**
 * Another badge finds a delivery open: it is its owner's until this person takes it over.
 */

import type { JSX } from "preact";
import type { ReceiveTask } from "../../receiving/task.ts";
import { Chooser } from "../../ui/chooser.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import type { ReceiveTasks } from "./tasks.ts";

export function OtherOwner(props: {
  readonly task: ReceiveTask;
  readonly tasks: ReceiveTasks;
  readonly badge: string;
}): JSX.Element {
  const { task, tasks, badge } = props;
  const { rows } = useApp();
  const called = (of: string): string => {
    const person = rows.find("person", "badge", of)[0]?.row;
    return person === undefined ? of : nameOf(person);
  };
  const words = t().app.badge;
  const question = words.taskOf(called(task.owner), called(badge));
  return (
    <HandheldFrame
      title={receiveWords().title()}
      layout="entry"
      verdict={<Verdict status="provisional" word={words.hello(called(badge))} why={question} />}
    >
      <Chooser
        question={question}
        choices={[
          {
            label: words.continueAs(called(badge)),
            icon: "user",
            onPress: () => tasks.handTo(task, badge),
          },
          { label: words.park(), icon: "inbox", onPress: () => tasks.park() },
        ]}
      />
    </HandheldFrame>
  );
}
