/**
 * A label as the server draws it, at true size, on paper whatever the theme.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ServerDoor } from "../entries/server-door.ts";
import { CodeNotice } from "../ui/code-notice.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Skeleton } from "../ui/skeleton.tsx";
import { type LabelAnswer, readLabel } from "./label-files.ts";
import "./label-panel.css";

export interface LabelPictureProps {
  readonly path: string;
  /** What the picture is called when it is read out. */
  readonly name: string;
  readonly server: ServerDoor;
}

export function LabelPicture({ path, name, server }: LabelPictureProps): JSX.Element {
  const words = d().label;
  const [answer, setAnswer] = useState<LabelAnswer | null>(null);
  useEffect(() => {
    let current = true;
    let address: string | null = null;
    void readLabel(server, path).then((found) => {
      address = found.step === "ready" ? found.address : null;
      if (current) {
        setAnswer(found);
      } else if (address !== null) {
        URL.revokeObjectURL(address);
      }
    });
    return () => {
      current = false;
      if (address !== null) {
        URL.revokeObjectURL(address);
      }
    };
  }, [server, path]);
  return (
    <figure class="label-preview">
      <figcaption>{words.preview()}</figcaption>
      {answer === null && <Skeleton kind="record" rows={3} />}
      {answer?.step === "ready" && (
        <div class="label-paper" data-theme="light">
          <img src={answer.address} alt={words.previewOf(name)} />
        </div>
      )}
      {answer?.step === "refused" && (
        <CodeNotice status="stop" title={words.refused()} texts={answer.texts} />
      )}
    </figure>
  );
}
