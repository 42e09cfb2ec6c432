/**
 * Looked at: two halves, PASS and FAIL, in the same place on every screen; a photo or document first where it is asked.
 */

import type { JSX } from "preact";
import type { Check } from "../../entries/bodies.ts";
import type { Opening } from "../../production/open-step.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { Icon } from "../../ui/icon.tsx";
import { type Act, once } from "../../ui/once.ts";
import { HandheldFrame } from "../handheld-frame.tsx";
import { nameOf } from "../texts.ts";
import { Drop } from "./drop.tsx";
import { Evidence } from "./evidence-later.ts";
import { Instruction } from "./instruction.tsx";
import { look } from "./observe.ts";
import { leaveAgain } from "./reading-panel.tsx";
import { StepVerdict } from "./step-verdict.tsx";
import { WaysOn } from "./ways-on.tsx";
import { Where } from "./where.tsx";
import type { StepWork } from "./work.ts";

interface CheckPanelProps {
  readonly work: StepWork;
  readonly opening: Opening;
  readonly check: Check;
  /** The reading that was answered wrongly, where this one is given anew. */
  readonly corrects?: string;
}

export function CheckPanel({ work, opening, check, corrects }: CheckPanelProps): JSX.Element {
  const { document, photos } = work.state.value;
  const words = s();
  const name = nameOf(check);
  const seen = { code: check.code, defect: null, photos, secondBadge: null };
  const looked = { ...seen, document: document.trim() === "" ? null : document.trim() };
  const pass = (): Promise<void> =>
    corrects === undefined
      ? look(work, opening, { ...looked, passed: true })
      : import("./corrections.ts").then(({ correctCheck }) =>
          correctCheck(work, corrects, { passed: true, defect: null }, name),
        );
  const ready =
    corrects !== undefined ||
    ((check.kind !== "photo" || photos.length > 0) &&
      (check.kind !== "document" || looked.document !== null));
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
        <Halves
          ready={ready}
          onPass={pass}
          onFail={() =>
            work.ask({
              is: "defect",
              looked: { ...looked, passed: false },
              corrects: corrects ?? null,
            })
          }
        />
      }
    >
      {corrects === undefined && ["photo", "document"].includes(check.kind) && (
        <div class="app-column">
          <Evidence
            work={work}
            kind={check.kind}
            photos={photos}
            onPhotos={(taken) => work.set({ photos: taken })}
          />
        </div>
      )}
      <Instruction opening={opening} />
      {corrects === undefined ? <WaysOn work={work} {...leaveAgain(work)} /> : <Drop work={work} />}
    </HandheldFrame>
  );
}

interface HalvesProps {
  readonly ready: boolean;
  readonly onPass: Act;
  readonly onFail: () => void;
}

function Halves({ ready, onPass, onFail }: HalvesProps): JSX.Element {
  const words = s();
  return (
    <div class="step-halves">
      <button type="button" class="step-half role-ok" disabled={!ready} onClick={once(onPass)}>
        <Icon name="check" size={32} />
        {words.pass()}
      </button>
      <button type="button" class="step-half role-stop" onClick={onFail}>
        <Icon name="octagon-x" size={32} />
        {words.fail()}
      </button>
    </div>
  );
}
