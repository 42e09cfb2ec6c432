/**
 * The open step while it waits for a part, or for its end: what goes in, what is in, and what was stopped.
 */

import type { JSX } from "preact";
import type { ConsumeMaterialBody } from "../../entries/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import type { Slot } from "../../production/slots.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { useApp } from "../context.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import { TypedCode } from "../typed-code.tsx";
import { finishEmpty } from "./finish-empty.ts";
import { Instruction } from "./instruction.tsx";
import { SlotList } from "./slot-list.tsx";
import { StepVerdict } from "./step-verdict.tsx";
import { itemText } from "./stops.ts";
import { WaysOn } from "./ways-on.tsx";
import { Where } from "./where.tsx";
import type { StepWork } from "./work.ts";

interface PartsPanelProps {
  readonly work: StepWork;
  readonly opening: Opening;
  readonly slot: Slot | null;
}

export function PartsPanel({ work, opening, slot }: PartsPanelProps): JSX.Element {
  const app = useApp();
  const words = s();
  const { step } = opening;
  const { result } = work.state.value;
  const wanted = slot?.is === "component" ? slot.component : null;
  const name = itemText(app, wanted?.item ?? null);
  const title = words.step(step.number, nameOf(step));
  const empty = (
    <EmptyState
      drawing="product"
      title={title}
      text={wanted === null ? "" : words.scanComponent(name)}
    />
  );
  return (
    <HandheldFrame
      title={title}
      verdict={<StepVerdict work={work} empty={empty} />}
      context={<Where opening={opening} />}
      {...(wanted === null
        ? {}
        : { expects: { text: words.scanComponent(name), icon: "scan-barcode" } })}
      {...actionOf(work, opening, slot)}
    >
      {result?.is === "blocked" && result.finding.code === "COMPONENT_OPEN_TOO_LONG" && (
        <div class="app-row">
          <Button
            label={words.newContainer()}
            icon="check"
            size="action"
            wide
            onPress={() => work.openContainer(opening, result)}
          />
        </div>
      )}
      <Instruction opening={opening} />
      <SlotList work={work} opening={opening} />
      {result?.is !== "blocked" && <Tools work={work} opening={opening} wanted={wanted} />}
    </HandheldFrame>
  );
}

/** A part that was stopped may be in all the same; a step that asks for nothing is ended by hand. */
function actionOf(work: StepWork, opening: Opening, slot: Slot | null) {
  const words = s();
  const { result } = work.state.value;
  if (result?.is === "blocked") {
    const { body, component, input } = result;
    return {
      action: (
        <Button
          label={words.wentIn()}
          note={words.wentInNote()}
          icon="triangle-alert"
          tone="stop"
          size="action"
          wide
          onPress={() => work.consume(opening, input, body, component, {}, true)}
        />
      ),
    };
  }
  if (slot !== null) {
    return {};
  }
  return {
    action: (
      <Button
        label={words.end()}
        icon="check"
        tone="primary"
        size="primary"
        wide
        onPress={() => finishEmpty(work, opening)}
      />
    ),
  };
}

/** Which lot goes on into which component of the order. */
function repeatOf({ app }: StepWork, { input_lot, order }: ConsumeMaterialBody) {
  const lot = input_lot ?? "";
  return { lot, item: `${order}|${app.rows.get("lot", [lot])?.row.item ?? ""}` };
}

interface ToolsProps {
  readonly work: StepWork;
  readonly opening: Opening;
  readonly wanted: { readonly item: string } | null;
}

function Tools({ work, opening, wanted }: ToolsProps): JSX.Element {
  const words = s();
  const { result } = work.state.value;
  const used = result?.is === "did" && result.undo.is === "consumed" ? result.undo.body : null;
  const repeats = Object.entries(work.kept.value.value.repeats).filter(([key]) =>
    key.startsWith(`${opening.subject.order}|`),
  );
  return (
    <WaysOn work={work}>
      {repeats.map(([key, { lot, left }]) => (
        <Button
          key={key}
          label={words.repeating(lot, left)}
          icon="layers"
          pressed
          onPress={() => work.endRepeat(key)}
        />
      ))}
      {used?.input_lot != null && opening.subject.serial !== null && (
        <Button
          label={words.repeat()}
          icon="layers"
          onPress={() => work.ask({ is: "repeat", ...repeatOf(work, used) })}
        />
      )}
      {wanted !== null && opening.subject.serial === null && (
        <Button
          label={words.change()}
          icon="pencil"
          pressed={work.state.value.otherQuantity}
          onPress={() => work.set({ otherQuantity: !work.state.value.otherQuantity })}
        />
      )}
      <TypedCode />
    </WaysOn>
  );
}
