/**
 * What stands before the open step: a machine to be scanned, one that is not to be used, somebody who is not trained.
 * The right way on is a scan; what happened all the same is said with a button and recorded so.
 */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Gate } from "../../production/gate.ts";
import type { Opening } from "../../production/open-step.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { m } from "../../ui/i18n/means/catalogue.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import type { Act } from "../../ui/once.ts";
import { Verdict } from "../../ui/verdict.tsx";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { navigate } from "../router.ts";
import { nameOf } from "../texts.ts";
import { TypedCode } from "../typed-code.tsx";
import { classNameOf, pieceText, whatIsWrong, whyIsWrong, wordOf } from "./means-stop.ts";
import { StepVerdict } from "./step-verdict.tsx";
import { WaysOn } from "./ways-on.tsx";
import { Where } from "./where.tsx";
import type { StepWork } from "./work.ts";

interface MeansPanelProps<Is extends Gate["is"] = Gate["is"]> {
  readonly work: StepWork;
  readonly opening: Opening;
  readonly gate: Extract<Gate, { is: Is }>;
}

export function MeansPanel({ work, opening, gate }: MeansPanelProps): JSX.Element {
  const { pinWanted, shift } = useApp().session;
  const isSomebodyHere = shift.value !== null && !pinWanted.value;
  useEffect(() => {
    if (isSomebodyHere) {
      void work.means.tell(opening, gate, {});
    }
  });
  // What goes in by itself goes in once nothing is in the way.
  useEffect(() => () => void work.goOn(), [work]);
  switch (gate.is) {
    case "revision":
      return <Revision work={work} opening={opening} gate={gate} />;
    case "person":
      return <Person work={work} opening={opening} gate={gate} />;
    case "machine":
      return <Machine work={work} opening={opening} gate={gate} />;
    case "piece":
      return <Piece work={work} opening={opening} gate={gate} />;
  }
}

/** Nothing is scanned here: the order goes on by another revision, or what was made all the same is said. */
function Revision({ work, opening, gate }: MeansPanelProps<"revision">): JSX.Element {
  const words = m();
  return (
    <HandheldFrame
      title={wordOf(gate)}
      verdict={<Stop work={work} opening={opening} gate={gate} />}
      context={<Where opening={opening} />}
      action={
        <AllTheSame
          label={words.workedSo()}
          note={words.madeSoNote()}
          onPress={() => work.means.waive(opening, gate)}
        />
      }
    >
      <p class="app-note">{words.now.STEP_BY_STOPPED_REVISION()}</p>
      <WaysOn work={work} onBack={leaving(work)} />
    </HandheldFrame>
  );
}

function Stop({
  work,
  opening,
  gate,
}: MeansPanelProps<"revision" | "person" | "piece">): JSX.Element {
  const app = useApp();
  const why = m().because(whatIsWrong(app, gate, opening), whyIsWrong(app, gate, work.nowMs));
  return <Verdict status="stop" word={wordOf(gate)} why={why} />;
}

function Person({ work, opening, gate }: MeansPanelProps<"person">): JSX.Element {
  const words = m();
  return (
    <HandheldFrame
      title={wordOf(gate)}
      verdict={<Stop work={work} opening={opening} gate={gate} />}
      context={<Where opening={opening} />}
      expects={{ text: words.scanTrained(), icon: "id-card" }}
      action={
        <AllTheSame
          label={words.workedSo()}
          note={words.workedSoNote()}
          onPress={() => work.means.waive(opening, gate)}
        />
      }
    >
      <WaysOn work={work} onBack={leaving(work)} />
    </HandheldFrame>
  );
}

function Machine({ work, opening, gate }: MeansPanelProps<"machine">): JSX.Element {
  const app = useApp();
  const words = m();
  const title = words.scanMachine(gate.wanted);
  const { before } = gate;
  const { early } = work.means.state;
  const step = s().step(opening.step.number, nameOf(opening.step));
  const empty = <EmptyState drawing="product" title={step} text={words.scanMachineHow()} />;
  const verdict =
    early === null ? (
      <StepVerdict work={work} empty={empty} />
    ) : (
      <Verdict status="warn" word={words.machineFirst()} why={words.machineFirstWhy(early)} />
    );
  return (
    <HandheldFrame
      title={title}
      verdict={verdict}
      context={<Where opening={opening} />}
      expects={{ text: title, icon: "wrench" }}
      {...(before === null
        ? {}
        : {
            action: (
              <Button
                label={words.again(pieceText(app, before))}
                note={words.againNote()}
                icon="check"
                tone="primary"
                size="primary"
                wide
                onPress={() => work.means.use(opening, before, {})}
              />
            ),
          })}
    >
      <WaysOn work={work} onBack={leaving(work)}>
        <TypedCode />
        <Button
          label={words.none()}
          note={words.noneNote()}
          icon="triangle-alert"
          onPress={() => work.means.waive(opening, gate)}
        />
      </WaysOn>
    </HandheldFrame>
  );
}

function Piece({ work, opening, gate }: MeansPanelProps<"piece">): JSX.Element {
  const words = m();
  const wanted = classNameOf(useApp(), opening.step.equipment_class);
  const text = gate.of === "gauge" ? words.scanOtherGauge() : words.scanOther(wanted);
  return (
    <HandheldFrame
      title={wordOf(gate)}
      verdict={<Stop work={work} opening={opening} gate={gate} />}
      context={<Where opening={opening} />}
      expects={{ text, icon: "wrench" }}
      action={
        <AllTheSame
          label={words.usedSo()}
          note={words.usedSoNote()}
          onPress={() => work.means.waive(opening, gate)}
        />
      }
    >
      <WaysOn work={work} onBack={leaving(work)}>
        {gate.finding.detail.reasons === "not_clean" && (
          <Button
            label={words.cleaned()}
            icon="check"
            onPress={() => work.means.cleaned(opening, gate.code)}
          />
        )}
        <Button label={words.notThis()} icon="x" onPress={() => work.means.drop(opening, gate)} />
        <TypedCode />
      </WaysOn>
    </HandheldFrame>
  );
}

interface AllTheSameProps {
  readonly label: string;
  readonly note: string;
  readonly onPress: Act;
}

function AllTheSame(props: AllTheSameProps): JSX.Element {
  return <Button {...props} icon="triangle-alert" tone="stop" size="action" wide />;
}

/** To another order, lot or unit, or home. */
function leaving(work: StepWork): () => void {
  return () => {
    work.open(null);
    navigate("/");
  };
}
