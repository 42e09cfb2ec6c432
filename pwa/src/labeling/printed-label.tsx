/**
 * The finished PDF: sent to the browser's print view, and always offered to open or save as well.
 */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { CodeNotice } from "../ui/code-notice.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Icon } from "../ui/icon.tsx";
import type { LabelAnswer } from "./label-files.ts";

export interface PrintedLabelProps {
  /** Of the file. */
  readonly name: string;
  readonly answer: LabelAnswer | "working" | null;
  /** The browser kept the print view closed. */
  readonly blocked: boolean;
}

export function PrintedLabel({ name, answer, blocked }: PrintedLabelProps): JSX.Element | null {
  const words = d().label;
  useEffect(() => {
    if (answer === null || answer === "working" || answer.step !== "ready") {
      return undefined;
    }
    return () => URL.revokeObjectURL(answer.address);
  }, [answer]);
  if (answer === null) {
    return null;
  }
  if (answer === "working") {
    return <p role="status">{words.preparing()}</p>;
  }
  if (answer.step === "refused") {
    return <CodeNotice status="stop" title={words.refused()} texts={answer.texts} />;
  }
  return (
    <div class="label-printed">
      <p role="status">{words.ready(answer.readback)}</p>
      {blocked && <p>{words.blocked()}</p>}
      <p class="label-links">
        <a href={answer.address} target="_blank" rel="noreferrer">
          <Icon name="printer" size={20} />
          {words.openPdf()}
        </a>
        <a href={answer.address} download={`label-${name}.pdf`}>
          <Icon name="download" size={20} />
          {words.savePdf()}
        </a>
      </p>
    </div>
  );
}
