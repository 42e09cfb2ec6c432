/**
 * A record's label: preview at true size, language and copies, and the PDF to print once its symbols were read back.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import {
  type LabelAnswer,
  type Labelled,
  type LabelWish,
  labelPath,
  MAX_COPIES,
  readLabel,
} from "./label-files.ts";
import "./label-panel.css";
import { LabelPicture } from "./label-picture.tsx";
import { PrintedLabel } from "./printed-label.tsx";

const LANGUAGES = ["zh-en", "zh", "en"] as const;

export interface LabelPanelProps {
  readonly of: Labelled;
  readonly server: ServerDoor;
}

export function LabelPanel({ of, server }: LabelPanelProps): JSX.Element {
  const words = d().label;
  const [wish, setWish] = useState<LabelWish>({ language: "zh-en", copies: "1", dpi: "203" });
  const [printed, setPrinted] = useState<LabelAnswer | "working" | null>(null);
  const [blocked, setBlocked] = useState(false);
  const copiesWrong = !isCopies(wish.copies);
  const change = (part: Partial<LabelWish>): void => {
    setWish({ ...wish, ...part });
    setPrinted(null);
  };
  const print = async (): Promise<void> => {
    setPrinted("working");
    const answer = await readLabel(server, labelPath(of, "pdf", wish));
    setPrinted(answer);
    setBlocked(answer.step === "ready" && window.open(answer.address) === null);
  };
  return (
    <div class="label-panel">
      <form class="label-wish" noValidate onSubmit={(event) => event.preventDefault()}>
        <SelectField
          label={words.language()}
          value={wish.language}
          options={LANGUAGES.map((value) => ({ value, label: words.languages[value]() }))}
          onChange={(language) => change({ language })}
        />
        <SelectField
          label={words.printer()}
          value={wish.dpi}
          options={[203, 300, 600].map((dpi) => ({ value: String(dpi), label: words.dpi(dpi) }))}
          onChange={(dpi) => change({ dpi })}
        />
        <Field
          label={words.copies()}
          value={wish.copies}
          onInput={(copies) => change({ copies })}
          inputMode="numeric"
          {...(copiesWrong ? { error: words.copiesWrong(MAX_COPIES) } : {})}
        />
        <Button
          label={words.print()}
          icon="printer"
          tone="primary"
          disabled={copiesWrong || printed === "working"}
          onPress={() => print()}
        />
        <PrintedLabel name={of.key} answer={printed} blocked={blocked} />
      </form>
      <Preview of={of} server={server} wish={wish} />
    </div>
  );
}

function isCopies(text: string): boolean {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MAX_COPIES;
}

function Preview({ of, server, wish }: LabelPanelProps & { wish: LabelWish }): JSX.Element {
  const { language, dpi } = wish;
  const path = labelPath(of, "preview", { language, dpi, copies: "1" });
  return <LabelPicture path={path} name={of.key} server={server} />;
}
