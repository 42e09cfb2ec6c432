/**
 * What an operator does to a machine beside using it: found clean or dirty, cleaned, maintained. Facts, from now on.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { CleanEquipmentBody, MaintainEquipmentBody } from "../../entries/bodies.ts";
import type { EquipmentRow } from "../../entries/equipment-rows.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { e } from "../../ui/i18n/equipment/catalogue.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { useApp } from "../context.ts";
import { may } from "../permissions.ts";
import { recordOrHalt } from "../record-or-halt.ts";

export type Done = "clean" | "dirty" | "maintained";

interface CareButtonsProps {
  readonly piece: EquipmentRow;
  readonly onDone: (done: Done) => void;
}

export function CareButtons({ piece, onDone }: CareButtonsProps): JSX.Element {
  const app = useApp();
  const [asking, setAsking] = useState(false);
  const shift = app.session.shift.value;
  const words = e();
  const keep = async (
    done: Done,
    type: "CleanEquipment" | "MaintainEquipment",
    body: CleanEquipmentBody | MaintainEquipmentBody,
  ): Promise<void> => {
    if ((await recordOrHalt(app, { type, body })) !== null) {
      app.feedback.signal("ok", {});
      onDone(done);
    }
  };
  const about = () => ({
    equipment: piece.code,
    performed_at: new Date(app.device.client.time.nowMs()).toISOString(),
  });
  const clean = (result: CleanEquipmentBody["result"]): void =>
    void keep(result, "CleanEquipment", { ...about(), result, text: "" });
  return (
    <div class="app-row">
      {may(shift, "step") && piece.cleaning_hours !== null && (
        <>
          <Button
            label={words.cleaned()}
            icon="check"
            size="action"
            onPress={() => clean("clean")}
          />
          <Button
            label={words.dirty()}
            icon="triangle-alert"
            size="action"
            onPress={() => clean("dirty")}
          />
        </>
      )}
      {may(shift, "maintain") && piece.maintenance_days !== null && (
        <Button
          label={words.maintained()}
          icon="wrench"
          size="action"
          onPress={() => setAsking(true)}
        />
      )}
      <MaintenanceSheet
        open={asking}
        onClose={() => setAsking(false)}
        onKeep={(text) => {
          setAsking(false);
          const body = { ...about(), due: null, files: [], text };
          void keep("maintained", "MaintainEquipment", body);
        }}
      />
    </div>
  );
}

interface MaintenanceSheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onKeep: (text: string) => void;
}

/** What was done stands in the record: a maintenance that says nothing proves nothing. */
function MaintenanceSheet({ open, onClose, onKeep }: MaintenanceSheetProps): JSX.Element {
  const words = e();
  const [text, setText] = useState("");
  return (
    <Sheet title={words.maintained()} open={open} onClose={onClose}>
      <Field label={words.maintainedWhat()} value={text} onInput={setText} lines={3} required />
      <Button
        label={t().ui.done()}
        icon="check"
        tone="primary"
        size="primary"
        wide
        disabled={text.trim() === ""}
        onPress={() => onKeep(text.trim())}
      />
    </Sheet>
  );
}
