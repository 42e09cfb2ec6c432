/**
 * Files that go with a record, such as a certificate: chosen one by one, kept on this computer at once, sent afterwards.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { FileField } from "./file-field.tsx";
import { type FilesQuestion, rowsOf, type Value, type Values } from "./form-fields.ts";
import { d } from "./i18n/desk/catalogue.ts";

/** As the server takes them. */
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_FILES = 20;

/** Keeps a file and answers its SHA-256; rejects when it cannot be read or kept. */
export type KeepFile = (file: File) => Promise<string>;

interface FilesControlProps {
  readonly field: FilesQuestion;
  readonly values: Values;
  readonly disabled: boolean;
  readonly onChange: (value: Value) => void;
  readonly keepFile?: KeepFile | undefined;
}

export function FilesControl(props: FilesControlProps): JSX.Element {
  const { field, values, disabled, onChange, keepFile } = props;
  const words = d().form;
  const [wrong, setWrong] = useState<string | null>(null);
  const files = rowsOf(values, field.name);
  const choose = async (file: File | null): Promise<void> => {
    if (file === null || keepFile === undefined) {
      return;
    }
    if (file.size > MAX_BYTES) {
      setWrong(words.fileTooLarge());
      return;
    }
    try {
      const sha256 = await keepFile(file);
      const others = files.filter((each) => each.sha256 !== sha256);
      onChange([...others, { name: file.name, sha256 }]);
      setWrong(null);
    } catch {
      // A file that was changed or removed after it was chosen cannot be read; nothing was kept.
      setWrong(words.import.unreadable());
    }
  };
  return (
    <>
      {!disabled && files.length < MAX_FILES && (
        <FileField
          label={field.label}
          accept="application/pdf,image/*"
          onChoose={(file) => void choose(file)}
          {...(wrong === null ? {} : { error: wrong })}
        />
      )}
      <ul class="u-files">
        {files.map(({ name = "", sha256 = "" }) => (
          <li key={sha256}>
            <span>{name}</span>
            {!disabled && (
              <Button
                label={words.removeRow()}
                spoken={words.removeFile(name)}
                icon="x"
                tone="quiet"
                onPress={() => onChange(files.filter((each) => each.sha256 !== sha256))}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
