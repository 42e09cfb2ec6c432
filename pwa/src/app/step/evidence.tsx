/** What a check asks for besides the answer: a photo, or a document's number. */

import type { JSX } from "preact";
import type { Check } from "../../entries/bodies.ts";
import { Field } from "../../ui/field.tsx";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { PhotoButton } from "../photo-button.tsx";
import type { StepWork } from "./work.ts";

interface EvidenceProps {
  readonly work: StepWork;
  readonly kind: Check["kind"];
  readonly photos: readonly string[];
  readonly onPhotos: (photos: readonly string[]) => void;
}

/** A photo is stored on the device before it counts; a document is scanned or typed. */
export function Evidence({ work, kind, photos, onPhotos }: EvidenceProps): JSX.Element | null {
  const words = s();
  if (kind === "photo") {
    return (
      <PhotoButton
        label={words.photo()}
        count={photos.length}
        primary={photos.length === 0}
        onPhoto={(hash) => onPhotos([...photos, hash])}
      />
    );
  }
  return kind === "document" ? (
    <Field
      label={words.document()}
      hint={words.documentHow()}
      value={work.state.value.document}
      onInput={(text) => work.set({ document: text })}
    />
  ) : null;
}
