/** What is to be done, in the language of the person, with its picture. */

import type { JSX } from "preact";
import type { Opening } from "../../production/open-step.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { StoredPicture } from "../../ui/stored-picture.tsx";
import { nameOf } from "../texts.ts";

export function Instruction({ opening }: { readonly opening: Opening }): JSX.Element | null {
  const { instruction_en, instruction_zh, picture } = opening.step;
  const text = nameOf({ name_en: instruction_en, name_zh: instruction_zh });
  if (text === "" && picture === null) {
    return null;
  }
  return (
    <div class="step-instruction">
      <p>{text}</p>
      {picture !== null && (
        <StoredPicture
          digest={picture}
          alt={s().picture(nameOf(opening.step))}
          missing={s().pictureMissing()}
        />
      )}
    </div>
  );
}
