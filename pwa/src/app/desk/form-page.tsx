/**
 * A form on its page: records its entry under whoever is signed in, waits for the server's word, then opens the record.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { explain } from "../../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../../entries/desk-acts.ts";
import { type MadeHere, madeHere } from "../../entries/made-here.ts";
import type { JsonObject } from "../../sync/canonical.ts";
import type { FormSpec, Values } from "../../ui/form-fields.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { language } from "../../ui/i18n/language.ts";
import { RecordForm, type Sent } from "../../ui/record-form.tsx";
import { useApp } from "../context.ts";
import { askBeforeLeaving } from "../router.ts";

export interface FormPageProps {
  readonly spec: FormSpec;
  readonly acts: DeskActs;
}

export function FormPage({ spec, acts }: FormPageProps): JSX.Element {
  const { attachments } = useApp().device;
  // What is on the record when the form is opened is what the person decides about.
  const [opened] = useState(spec);
  const [last, setLast] = useState<LastSent | null>(null);
  const shown: FormSpec = { ...spec, initial: opened.initial };
  const send = async (values: Values, reason: string): Promise<void> => {
    const { type, body } = shown.draft(values);
    const { record } = await acts.record({
      type,
      body: body as JsonObject,
      reason: reason === "" ? null : reason,
    });
    setLast({ id: record.id, type });
  };
  return (
    <RecordForm
      spec={shown}
      closed={closedBecause(spec, acts)}
      hasReason={hasReason}
      sent={sentOf(acts, last)}
      onSend={send}
      onUnsaved={(unsaved) =>
        askBeforeLeaving(unsaved ? () => window.confirm(d().form.leave()) : null)
      }
      keepFile={async (file) =>
        attachments.add(new Uint8Array(await file.arrayBuffer()), file.type)
      }
      onAccepted={(values) => {
        location.hash = shown.done(values);
      }}
    />
  );
}

/** The entry that was recorded last. */
export interface LastSent {
  readonly id: string;
  readonly type: string;
}

export function sentOf({ queue }: DeskActs, last: LastSent | null): Sent | null {
  if (last === null) {
    return null;
  }
  const made = madeHere(queue, last.type, () => true).find(({ id }) => id === last.id);
  return made === undefined ? { state: "on_device", texts: [] } : told(made);
}

/** A fact that broke a rule is kept: whoever recorded it reads what, before the page goes on. */
function told({ state, codes }: MadeHere): Sent {
  const flagged = state === "accepted" && codes.length > 0;
  return { state: flagged ? "flagged" : state, texts: explain(codes, language.value) };
}

export function closedBecause(
  { action }: Pick<FormSpec, "action">,
  { actor }: DeskActs,
): string | null {
  if (mayAct(actor, action)) {
    return null;
  }
  const { change, equipment, form, loads, making, training } = d();
  const missing = {
    manage_people: form.administratorOnly,
    manage_master_data: form.roleMissing,
    draft_process: making.needsDrafter,
    plan_order: making.needsPlanner,
    transform: change.needsTransformer,
    work: change.needsWorker,
    hold: change.needsHolder,
    manage_equipment: equipment.needsManager,
    qualify_equipment: equipment.needsQuality,
    maintain_equipment: equipment.needsMaintainer,
    manage_training: training.needsTrainer,
    read: training.needsPerson,
    approve_process: loads.needsApprover,
  };
  return missing[action]();
}
