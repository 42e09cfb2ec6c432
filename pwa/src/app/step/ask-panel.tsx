/**
 * The one question before the work goes on, with the whole screen for its answer; values are keyed in value-ask.tsx.
 */

import type { JSX } from "preact";
import type { Opening } from "../../production/open-step.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { List } from "../../ui/list.tsx";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import { TypedCode } from "../typed-code.tsx";
import { Drop } from "./drop.tsx";
import { SkipPanel } from "./later.ts";
import { look } from "./observe.ts";
import type { Ask, AskedByValue, Result } from "./state.ts";
import { closedText } from "./step-verdict.tsx";
import { itemText } from "./stops.ts";
import type { StepWork } from "./work.ts";

type Asked = Exclude<Ask["is"], AskedByValue>;

interface AskPanelProps<Is extends Asked = Asked> {
  readonly work: StepWork;
  readonly ask: Extract<Ask, { is: Is }>;
}

export function AskPanel({ work, ask }: AskPanelProps): JSX.Element {
  switch (ask.is) {
    case "choose":
      return <Choose work={work} ask={ask} />;
    case "second_badge":
    case "second_look":
    case "second_end":
      return <SecondPerson work={work} />;
    case "defect":
      return <Defect work={work} ask={ask} />;
    case "old_lot":
      return <OldLot work={work} ask={ask} />;
    case "skip":
      return <SkipPanel work={work} ask={ask} />;
  }
}

function Choose({ work, ask }: AskPanelProps<"choose">): JSX.Element {
  const words = s();
  const { result } = work.state.value;
  const before = endedBy(result);
  return (
    <HandheldFrame
      title={words.choose()}
      verdict={
        <Verdict
          status="provisional"
          word={words.choose()}
          {...(before === null ? {} : { why: before })}
        />
      }
      {...(ask.openings.some(({ step }) => step.equipment_class !== null)
        ? { expects: { text: s().orMachine(), icon: "wrench" as const } }
        : {})}
    >
      <List
        label={words.choose()}
        rows={ask.openings.map((opening) => ({
          id: `${opening.step.number} ${opening.subject.lot ?? opening.subject.serial ?? ""}`,
          title: words.step(opening.step.number, nameOf(opening.step)),
          detail: opening.subject.serial ?? opening.subject.lot ?? opening.subject.order,
          onPress: () => {
            work.open(opening);
            void work.goOn();
          },
        }))}
      />
      <Drop work={work} />
    </HandheldFrame>
  );
}

/** Where several steps are next, what the last act ended is said above them. */
function endedBy(result: Result | null): string | null {
  if (result?.is === "skipped") {
    return s().skipped(result.what);
  }
  const closed = result?.is === "did" || result?.is === "ended" ? result.closed : null;
  return closed === null ? null : closedText(closed);
}

function SecondPerson({ work }: { readonly work: StepWork }): JSX.Element {
  const words = s();
  return (
    <HandheldFrame
      title={words.secondPerson()}
      verdict={
        <Verdict status="provisional" word={words.secondPerson()} why={words.secondPersonWhy()} />
      }
      expects={{ text: words.secondPerson(), icon: "id-card" }}
    >
      <p class="app-note">{words.sameBadge()}</p>
      <Drop work={work} />
    </HandheldFrame>
  );
}

/** What was used up is scanned, where this device did not record it. */
function OldLot({ work, ask }: AskPanelProps<"old_lot">): JSX.Element {
  const words = s();
  const title = words.oldLot(itemText(useApp(), ask.component.item));
  return (
    <HandheldFrame
      title={title}
      verdict={<Verdict status="provisional" word={title} why={words.oldLotWhy(ask.input.lot)} />}
      expects={{ text: title, icon: "scan-barcode" }}
    >
      <div class="app-row">
        <TypedCode />
        <Button label={t().ui.back()} icon="arrow-left" onPress={() => work.ask(null)} />
      </div>
    </HandheldFrame>
  );
}

function Defect({ work, ask }: AskPanelProps<"defect">): JSX.Element {
  const { opening } = work.state.value;
  const words = s();
  return (
    <HandheldFrame
      title={words.defect()}
      verdict={<Verdict status="stop" word={words.fail()} why={words.defect()} />}
    >
      <div class="app-grid step-grid">
        {Object.entries(words.defects).map(([code, text]) => (
          <Button
            key={code}
            label={text()}
            size="action"
            onPress={() =>
              opening === null ? undefined : failed(work, opening, ask, code.toUpperCase())
            }
          />
        ))}
      </div>
      <Drop work={work} />
    </HandheldFrame>
  );
}

/** A check that failed: recorded, or put beside the answer that was wrong. */
async function failed(
  work: StepWork,
  opening: Opening,
  { corrects, looked }: Extract<Ask, { is: "defect" }>,
  defect: string,
): Promise<void> {
  if (corrects === null) {
    await look(work, opening, { ...looked, defect });
    return;
  }
  const check = opening.step.checks.find(({ code }) => code === looked.code);
  const name = check === undefined ? looked.code : nameOf(check);
  const { correctCheck } = await import("./corrections.ts");
  await correctCheck(work, corrects, { passed: false, defect }, name);
}
