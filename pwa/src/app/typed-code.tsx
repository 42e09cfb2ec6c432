/**
 * A code typed by a person where the label cannot be read; the record says that it was typed.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { manualScan } from "../scan/raw-scan.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { t } from "../ui/i18n/catalogue.ts";
import { Sheet } from "../ui/sheet.tsx";
import { useApp } from "./context.ts";

/** A group separator cannot be typed: `<GS>` stands for it. */
export function typedText(text: string): string {
  return text.trim().replaceAll("<GS>", "\u001d");
}

export function TypedCode(): JSX.Element {
  const { scans } = useApp();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const words = t().app;
  const use = (): void => {
    setOpen(false);
    setText("");
    scans.push(manualScan(typedText(text), performance.now()));
  };
  return (
    <>
      <Button label={words.typeCode()} icon="pencil" onPress={() => setOpen(true)} />
      <Sheet
        title={words.typeCode()}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button
            label={words.use()}
            icon="check"
            tone="primary"
            size="action"
            wide
            disabled={text.trim() === ""}
            onPress={use}
          />
        }
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "") {
              use();
            }
          }}
        >
          <Field
            label={words.typeCode()}
            hint={words.typeCodeHow()}
            value={text}
            onInput={setText}
          />
        </form>
      </Sheet>
    </>
  );
}
