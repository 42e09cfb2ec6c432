/**
 * The editor of a label template: elements, canvas and properties side by side, live checks below, saved as a draft.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { ServerDoor } from "../entries/server-door.ts";
import { Button } from "../ui/button.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { ElementList } from "./element-list.tsx";
import { ElementProperties } from "./element-properties.tsx";
import { FindingList } from "./finding-list.tsx";
import { LabelProperties } from "./label-properties.tsx";
import { MarketRules } from "./market-rules.tsx";
import { type Subject, stops, type Template, type Words } from "./template.ts";
import { type CanvasActs, TemplateCanvas } from "./template-canvas.tsx";
import {
  added,
  changed,
  copied,
  type Editing,
  elementAt,
  moved,
  opened,
  redone,
  removed,
  resized,
  selected,
  turned,
  undone,
  withElement,
} from "./template-edit.ts";
import { usePreview } from "./template-preview.ts";
import "./template-editor.css";
import { initialView, type View, ViewBar } from "./view-bar.tsx";

export interface TemplateEditorProps {
  readonly template: Template;
  readonly words: Words;
  readonly subjects: readonly Subject[];
  readonly server: ServerDoor;
  /** Number of the template whose example it is shown with at first; its own if left out. */
  readonly example?: string;
  /** Above the editor: revision, status, saving, approval of what is there now; `findings` are those that stop it. */
  readonly head: (now: Template, findings: number, dirty: boolean) => ComponentChildren;
}

type Update = (act: (editing: Editing) => Editing) => void;

export function TemplateEditor(props: TemplateEditorProps): JSX.Element {
  const { words, subjects, server } = props;
  const [editing, setEditing] = useState<Editing>(() => opened(props.template));
  const [view, setView] = useState<View>(() =>
    initialView(props.template, subjects, props.example),
  );
  const { now } = editing;
  const data = subjects.find(({ key }) => key === view.subject)?.data ?? {};
  const { dpi, language, market, image } = view;
  const preview = usePreview(server, { template: now, data, dpi, language, market, image });
  const findings = preview.last?.findings ?? [];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the short cuts of undo hold wherever the focus is in the editor
    <section class="tpl-editor" onKeyDown={(event) => onShortcut(event, setEditing)}>
      {props.head(now, stops(findings), editing.past.length > 0)}
      <ViewBar view={view} subjects={subjects} template={now} onChange={setView} preview={preview}>
        <History editing={editing} update={setEditing} />
      </ViewBar>
      <div class="tpl-panes">
        <ElementList
          template={now}
          selected={editing.selected}
          findings={findings}
          onSelect={(id) => setEditing((was) => selected(was, id))}
          onAdd={(type) => setEditing((was) => added(was, type))}
        />
        <TemplateCanvas
          template={now}
          picture={preview.last?.address ?? null}
          findings={findings}
          selected={editing.selected}
          zoom={view.zoom}
          gridUm={view.gridUm}
          acts={canvasActs(setEditing)}
        />
        <Properties {...{ editing, words }} update={setEditing} />
      </div>
      <FindingList
        findings={findings}
        preview={preview}
        onSelect={(id) => setEditing((was) => selected(was, id))}
      />
      {now.use === "healthcare" && <MarketRules rules={words.rules} markets={now.markets} />}
    </section>
  );
}

/** Every step of a drag but the first replaces the one before, so that a drag is one step to undo. */
function canvasActs(update: Update): CanvasActs {
  const drag = (first: boolean, act: (editing: Editing) => Editing): void =>
    update((was) => (first ? act(was) : { ...act(was), past: was.past }));
  return {
    select: (id) => update((was) => (was.selected === id ? was : selected(was, id))),
    move: (id, x, y, first) => drag(first, (was) => moved(was, id, x, y)),
    resize: (id, width, height, first) => drag(first, (was) => resized(was, id, width, height)),
    turn: (id, turn) => update((was) => turned(was, id, turn)),
    remove: (id) => update((was) => removed(was, id)),
  };
}

function onShortcut(event: KeyboardEvent, update: Update): void {
  const field = (event.target as HTMLElement).closest("input, textarea") !== null;
  if (!(event.ctrlKey || event.metaKey) || field) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "z" || key === "y") {
    event.preventDefault();
    update(key === "y" || event.shiftKey ? redone : undone);
  }
}

interface PartProps {
  readonly editing: Editing;
  readonly update: Update;
}

function History({ editing, update }: PartProps): JSX.Element {
  const say = d().template;
  return (
    <>
      <Button
        label={say.undo()}
        icon="undo-2"
        tone="quiet"
        disabled={editing.past.length === 0}
        onPress={() => update(undone)}
      />
      <Button
        label={say.redo()}
        icon="redo-2"
        tone="quiet"
        disabled={editing.future.length === 0}
        onPress={() => update(redone)}
      />
    </>
  );
}

function Properties({ editing, words, update }: PartProps & { words: Words }): JSX.Element {
  const element = elementAt(editing);
  if (element === undefined) {
    return (
      <LabelProperties
        template={editing.now}
        fields={words.fields.filter((field) => field.bindable)}
        onChange={(change) => update((was) => changed(was, { ...was.now, ...change }))}
      />
    );
  }
  return (
    <ElementProperties
      key={element.id}
      template={editing.now}
      element={element}
      words={words}
      onChange={(change) => update((was) => withElement(was, element.id, change))}
      onTurn={(turn) => update((was) => turned(was, element.id, turn))}
      onCopy={() => update((was) => copied(was, element.id))}
      onRemove={() => update((was) => removed(was, element.id))}
    />
  );
}
