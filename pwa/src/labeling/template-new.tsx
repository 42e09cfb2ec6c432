/**
 * A new template: its number and names, begun empty or as a copy of one that is there, then edited and saved as a draft.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DeskActs } from "../entries/desk-acts.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { Field, SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Icon } from "../ui/icon.tsx";
import { recordHref } from "../ui/record-link.tsx";
import { MmField } from "./property-fields.tsx";
import {
  type RevisionLine,
  type RevisionView,
  type Subject,
  type Template,
  USES,
  type Words,
} from "./template.ts";
import { begunWith, exampleFor, isNumber, type NewTemplate } from "./template-begin.ts";
import { TemplateDecisions } from "./template-decisions.tsx";
import { TemplateEditor } from "./template-editor.tsx";

export interface TemplateNewProps {
  /** What is copied; null: begun empty. */
  readonly origin: RevisionView | null;
  /** Every revision of every template. */
  readonly lines: readonly RevisionLine[];
  readonly words: Words;
  readonly subjects: readonly Subject[];
  readonly server: ServerDoor;
  readonly acts: DeskActs;
}

export function TemplateNew(props: TemplateNewProps): JSX.Element {
  const { origin, lines, words, subjects, server, acts } = props;
  const [begun, setBegun] = useState<Template | null>(null);
  if (begun === null) {
    return <BeginForm origin={origin} lines={lines} onBegin={setBegun} />;
  }
  return (
    <TemplateEditor
      template={begun}
      words={words}
      subjects={subjects}
      server={server}
      example={origin?.number ?? exampleFor(begun.use)}
      head={(now, findings, dirty) => (
        <NewHead {...{ now, findings, dirty, acts }} lines={linesOf(lines, now.number)} />
      )}
    />
  );
}

function linesOf(lines: readonly RevisionLine[], number: string): readonly RevisionLine[] {
  return lines.filter((line) => line.number === number);
}

interface NewHeadProps {
  readonly now: Template;
  readonly findings: number;
  readonly dirty: boolean;
  readonly acts: DeskActs;
  readonly lines: readonly RevisionLine[];
}

function NewHead(props: NewHeadProps): JSX.Element {
  const { now, lines } = props;
  const say = d().template;
  const saved = lines[0];
  return (
    <header class="tpl-head">
      <div class="tpl-title">
        <a href={recordHref("templates")}>
          <Icon name="arrow-left" size={20} />
          {d().frame.menu.templates()}
        </a>
        <h1>{`${now.number} · ${say.newOne()}`}</h1>
        {saved !== undefined && (
          <a href={recordHref("templates", [now.number, saved.revision])}>
            {say.toNewest(saved.revision)}
          </a>
        )}
      </div>
      <TemplateDecisions {...props} view={null} />
    </header>
  );
}

interface BeginFormProps {
  readonly origin: RevisionView | null;
  readonly lines: readonly RevisionLine[];
  readonly onBegin: (template: Template) => void;
}

const FIRST: NewTemplate = {
  number: "",
  name_zh: "",
  name_en: "",
  use: "healthcare",
  width_um: 80_000,
  height_um: 50_000,
};

function BeginForm({ origin, lines, onBegin }: BeginFormProps): JSX.Element {
  const say = d().template;
  const [typed, setTyped] = useState<NewTemplate>(FIRST);
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<NewTemplate>): void => setTyped((was) => ({ ...was, ...change }));
  const wrong = wrongNumber(typed.number, lines);
  const nameless = typed.name_zh.trim() === "" || typed.name_en.trim() === "";
  const begin = (event: Event): void => {
    event.preventDefault();
    setAsked(true);
    if (wrong === null && !nameless) {
      onBegin(begunWith(typed, origin));
    }
  };
  return (
    <form class="tpl-begin" noValidate onSubmit={begin}>
      <a href={recordHref("templates")}>
        <Icon name="arrow-left" size={20} />
        {d().frame.menu.templates()}
      </a>
      <h1>
        {origin === null ? say.newOne() : say.copyOf(`${origin.number} · ${origin.revision}`)}
      </h1>
      <p>{say.newWhy()}</p>
      <Field
        label={d().field.number()}
        value={typed.number}
        hint={say.numberHint()}
        required
        onInput={(number) => set({ number: number.trim().toUpperCase() })}
        {...(asked && wrong !== null ? { error: wrong } : {})}
      />
      {(["name_zh", "name_en"] as const).map((name) => (
        <Field
          key={name}
          label={name === "name_zh" ? say.nameZh() : say.nameEn()}
          value={typed[name]}
          required
          onInput={(value) => set({ [name]: value })}
          {...(asked && typed[name].trim() === "" ? { error: say.nameMissing() } : {})}
        />
      ))}
      {origin === null && <BeginEmpty typed={typed} set={set} />}
      <Button type="submit" label={say.toEditor()} icon="pencil" tone="primary" />
    </form>
  );
}

interface BeginEmptyProps {
  readonly typed: NewTemplate;
  readonly set: (change: Partial<NewTemplate>) => void;
}

function BeginEmpty({ typed, set }: BeginEmptyProps): JSX.Element {
  const say = d().template;
  return (
    <>
      <SelectField
        label={say.use()}
        value={typed.use}
        options={USES.map((use) => ({ value: use, label: say.uses[use]() }))}
        onChange={(chosen) => set({ use: USES.find((use) => use === chosen) ?? typed.use })}
      />
      <div class="tpl-pair">
        {(["width_um", "height_um"] as const).map((side) => (
          <MmField
            key={side}
            label={say.place[side]()}
            um={typed[side]}
            onChange={(um) => set({ [side]: um })}
          />
        ))}
      </div>
    </>
  );
}

function wrongNumber(number: string, lines: readonly RevisionLine[]): string | null {
  const say = d().template;
  if (!isNumber(number)) {
    return say.numberWrong();
  }
  return linesOf(lines, number).length > 0 ? say.numberTaken(number) : null;
}
