/**
 * What goes with the next carton besides its label: photo, certificate, papers; a typed code; another lot.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { hasUnlabelled, type ReceiveTask } from "../../receiving/task.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { receiveWords } from "../../ui/i18n/receive/catalogue.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { PhotoButton } from "../photo-button.tsx";
import { TypedCode } from "../typed-code.tsx";
import type { ReceiveWork } from "./work.ts";

interface ToolbarProps {
  readonly work: ReceiveWork;
  readonly task: ReceiveTask | null;
}

export function Toolbar({ work, task }: ToolbarProps): JSX.Element {
  const [papers, setPapers] = useState(false);
  const words = receiveWords();
  const { photos = [], certificates = [] } = task ?? {};
  return (
    <div class="app-row">
      {task !== null && task.carton === null && hasUnlabelled(task) && (
        <Button label={words.otherLot()} icon="layers" onPress={() => work.otherLot()} />
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

function PapersSheet(
  props: ToolbarProps & { readonly open: boolean; readonly onClose: () => void },
): JSX.Element {
  const { task, work, onClose } = props;
  const [note, setNote] = useState(task?.deliveryNote ?? "");
  const [revision, setRevision] = useState(task?.specification ?? "");
  const words = receiveWords();
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
