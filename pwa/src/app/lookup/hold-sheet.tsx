/**
 * A hold in two taps: the button and the reason. A fact: whoever sees the damage may hold.
 */

import type { JSX } from "preact";
import { Button } from "../../ui/button.tsx";
import { lookupWords } from "../../ui/i18n/lookup/catalogue.ts";
import { lotWords } from "../../ui/i18n/lot/catalogue.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { useApp } from "../context.ts";
import { recordOrHalt } from "../record-or-halt.ts";

export interface HoldSheetProps {
  readonly lot: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onHeld: () => void;
}

export function HoldSheet({ lot, open, onClose, onHeld }: HoldSheetProps): JSX.Element {
  const app = useApp();
  const words = lookupWords();
  const hold = async (reason_code: string): Promise<void> => {
    const body = { lot, photos: [], reason_code, text: "" };
    if ((await recordOrHalt(app, { type: "PlaceHold", body })) !== null) {
      app.feedback.signal("ok", {});
      onHeld();
    }
    onClose();
  };
  return (
    <Sheet title={words.holdTitle()} open={open} onClose={onClose}>
      <div class="app-grid">
        {Object.entries(lotWords().holdReasons).map(([code, reason]) => (
          <Button
            key={code}
            label={reason()}
            size="action"
            onPress={() => hold(code.toUpperCase())}
          />
        ))}
      </div>
    </Sheet>
  );
}
