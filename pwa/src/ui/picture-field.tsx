/**
 * Choosing a picture in a form: what was chosen is shown, replaced or taken away; the form holds its hash.
 */

import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { FileField } from "./file-field.tsx";
import { d } from "./i18n/desk/catalogue.ts";
import { PictureContext } from "./picture-store.ts";
import { StoredPicture } from "./stored-picture.tsx";

export interface PictureFieldProps {
  readonly label: string;
  /** The picture's hash, or "". */
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (digest: string) => void;
}

export function PictureField({ label, value, disabled, onChange }: PictureFieldProps): JSX.Element {
  const store = useContext(PictureContext);
  const [failed, setFailed] = useState(false);
  const words = d().form;
  const take = async (file: File | null): Promise<void> => {
    const digest = file === null ? null : await store.keep(file);
    setFailed(file !== null && digest === null);
    if (digest !== null) {
      onChange(digest);
    }
  };
  return (
    <div class="u-picture-field">
      {!disabled && (
        <FileField
          label={label}
          accept="image/*"
          onChoose={(file) => void take(file)}
          {...(failed ? { error: words.pictureUnreadable() } : {})}
        />
      )}
      {value !== "" && (
        <>
          <StoredPicture digest={value} alt={label} missing={words.pictureMissing()} small />
          {!disabled && (
            <Button label={words.pictureOff()} icon="x" tone="quiet" onPress={() => onChange("")} />
          )}
        </>
      )}
    </div>
  );
}
