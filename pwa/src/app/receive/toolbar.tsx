/**
 * What goes with the next carton besides its label: photo, certificate, papers; a typed code; another lot.
 */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { hasUnlabelled, type ReceiveTask } from "../../receiving/task.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { useApp } from "../context.ts";
import { storedPhoto } from "../photo.ts";
import { TypedCode } from "../typed-code.tsx";
import type { ReceiveWork } from "./work.ts";

interface ToolbarProps {
  readonly work: ReceiveWork;
  readonly task: ReceiveTask | null;
}

export function Toolbar({ work, task }: ToolbarProps): JSX.Element {
  const [papers, setPapers] = useState(false);
  const words = t().receive;
  const { photos = [], certificates = [] } = task ?? {};
  return (
    <div class="app-row">
      {task !== null && task.carton === null && hasUnlabelled(task) && (
        <Button label={words.otherLot()} icon="layers" onPress={() => void work.otherLot()} />
      )}
      <PhotoButton
        label={words.photo()}
        count={photos.length}
        onPhoto={(hash) => void work.addPhoto(hash)}
      />
      <PhotoButton
        label={words.certificate()}
        count={certificates.length}
        onPhoto={(hash) => work.change({ certificates: [...certificates, hash] })}
      />
      <Button label={words.papers()} icon="file-text" onPress={() => setPapers(true)} />
      <TypedCode />
      <PapersSheet open={papers} task={task} work={work} onClose={() => setPapers(false)} />
    </div>
  );
}

export function PhotoButton(props: {
  readonly label: string;
  readonly count: number;
  /** The one thing asked for: drawn as the screen's primary action. */
  readonly primary?: boolean;
  readonly onPhoto: (hash: string) => void;
}): JSX.Element {
  const { device } = useApp();
  const input = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) {
      return;
    }
    const hash = await storedPhoto(device.attachments, file);
    setFailed(hash === null);
    if (hash !== null) {
      props.onPhoto(hash);
    }
  };
  const counted = props.count === 0 ? props.label : `${props.label} · ${props.count}`;
  return (
    <>
      <Button
        label={counted}
        icon="camera"
        {...(props.primary === true
          ? { tone: "primary" as const, size: "primary" as const, wide: true }
          : {})}
        {...(failed ? { note: t().receive.photoFailed() } : {})}
        onPress={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={props.label}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
    </>
  );
}

function PapersSheet(
  props: ToolbarProps & { readonly open: boolean; readonly onClose: () => void },
): JSX.Element {
  const { task, work, onClose } = props;
  const [note, setNote] = useState(task?.deliveryNote ?? "");
  const [revision, setRevision] = useState(task?.specification ?? "");
  const words = t().receive;
  const said = (text: string): string | null => (text.trim() === "" ? null : text.trim());
  const keep = (): void => {
    work.change({ deliveryNote: said(note), specification: said(revision) });
    onClose();
  };
  return (
    <Sheet
      title={words.papers()}
      open={props.open}
      onClose={onClose}
      actions={
        <Button
          label={words.keep()}
          icon="check"
          tone="primary"
          size="action"
          wide
          onPress={keep}
        />
      }
    >
      <Field label={words.deliveryNote()} value={note} onInput={setNote} />
      <Field label={words.specification()} value={revision} onInput={setRevision} />
    </Sheet>
  );
}
