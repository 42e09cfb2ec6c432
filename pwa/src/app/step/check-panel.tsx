/**
 * Looked at: two halves, PASS and FAIL, in the same place on every screen; a photo or document first where it is asked.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Check } from "../../entries/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Field } from "../../ui/field.tsx";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { Icon } from "../../ui/icon.tsx";
import { HandheldFrame } from "../handheld-frame.tsx";
import { PhotoButton } from "../receive/toolbar.tsx";
import { nameOf } from "../texts.ts";
import { Instruction } from "./instruction.tsx";
import { look } from "./observe.ts";
import { StepVerdict } from "./step-verdict.tsx";
import { Where } from "./where.tsx";
import type { StepWork } from "./work.ts";

interface CheckPanelProps {
  readonly work: StepWork;
  readonly opening: Opening;
  readonly check: Check;
  /** After the second answer, where this one is given anew. */
  readonly onLooked?: () => void;
}

export function CheckPanel({ work, opening, check, onLooked }: CheckPanelProps): JSX.Element {
  const [photos, setPhotos] = useState<readonly string[]>([]);
  const [document, setDocument] = useState("");
  const words = s();
  const name = nameOf(check);
  const seen = { code: check.code, defect: null, photos, secondBadge: null };
  const looked = { ...seen, document: document.trim() === "" ? null : document.trim() };
  const ready =
    (check.kind !== "photo" || photos.length > 0) &&
    (check.kind !== "document" || looked.document !== null);
  const title = words.look(name);
  const empty = (
    <EmptyState
      drawing={check.kind === "document" ? "document" : "product"}
      title={words.step(opening.step.number, nameOf(opening.step))}
      text={name}
    />
  );
  return (
    <HandheldFrame
      title={title}
      verdict={<StepVerdict work={work} empty={empty} />}
      context={<Where opening={opening} />}
      expects={{ text: title, icon: "clipboard-check" }}
      action={
        <div class="step-halves">
          <button
            type="button"
            class="step-half role-ok"
            disabled={!ready}
            onClick={() => void look(work, opening, { ...looked, passed: true }).then(onLooked)}
          >
            <Icon name="check" size={32} />
            {words.pass()}
          </button>
          <button
            type="button"
            class="step-half role-stop"
            onClick={() => work.ask({ is: "defect", looked: { ...looked, passed: false } })}
          >
            <Icon name="octagon-x" size={32} />
            {words.fail()}
          </button>
        </div>
      }
    >
      <Instruction opening={opening} />
      <div class="app-column">
        {check.kind === "photo" && (
          <PhotoButton
            label={words.photo()}
            count={photos.length}
            onPhoto={(hash) => setPhotos([...photos, hash])}
          />
        )}
        {check.kind === "document" && (
          <Field
            label={words.document()}
            hint={words.documentHow()}
            value={document}
            onInput={setDocument}
          />
        )}
      </div>
    </HandheldFrame>
  );
}
