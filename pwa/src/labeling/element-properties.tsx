/**
 * What can be set of the element at hand: place and size of any, and what each kind has of its own.
 */

import type { JSX } from "preact";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { BindingList } from "./binding-list.tsx";
import { Choice, FieldChoice, MmField, Switch, TextLine } from "./property-fields.tsx";
import {
  type Element,
  type HriElement,
  KINDS,
  type SymbolElement,
  type Template,
  type TextElement,
  TURNS,
  type Turn,
  type Words,
} from "./template.ts";

export interface PropertiesProps {
  readonly template: Template;
  readonly element: Element;
  readonly words: Words;
  readonly onChange: (change: Partial<Element>) => void;
  readonly onTurn: (turn: Turn) => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
}

export function ElementProperties(props: PropertiesProps): JSX.Element {
  const { element, words, onChange, onTurn, onCopy, onRemove } = props;
  const say = d().template;
  const place = ["x_um", "y_um", "width_um", "height_um"] as const;
  return (
    <div class="tpl-properties">
      <h2>{element.id}</h2>
      <div class="tpl-pair">
        {place.map((name) => (
          <MmField
            key={`${element.id}-${name}`}
            label={say.place[name]()}
            um={element[name]}
            onChange={(um) => onChange({ [name]: um })}
          />
        ))}
      </div>
      {element.type !== "box" && (
        <SelectField
          label={say.turned()}
          value={String(element.turn ?? 0)}
          options={TURNS.map((turn) => ({ value: String(turn), label: say.turns(turn) }))}
          onChange={(chosen) => onTurn(TURNS.find((turn) => String(turn) === chosen) ?? 0)}
        />
      )}
      <Own {...props} />
      <details>
        <summary>{say.conditions()}</summary>
        <FieldChoice
          label={say.when()}
          value={element.when}
          fields={words.fields}
          none={say.always()}
          onChange={(when) => onChange({ when })}
        />
        <FieldChoice
          label={say.unless()}
          value={element.unless}
          fields={words.fields}
          none={say.never()}
          onChange={(unless) => onChange({ unless })}
        />
      </details>
      <div class="tpl-buttons">
        <Button label={say.copy()} icon="copy" onPress={onCopy} />
        <Button label={say.remove()} icon="delete" tone="quiet" onPress={onRemove} />
      </div>
    </div>
  );
}

function Own(props: PropertiesProps): JSX.Element {
  const { element, words, onChange } = props;
  const say = d().template;
  switch (element.type) {
    case "text":
      return <OfText {...props} element={element} />;
    case "symbol":
      return <OfSymbol {...props} element={element} />;
    case "hri":
      return <OfHri {...props} element={element} />;
    case "pictogram":
      return (
        <FieldChoice
          label={say.sign()}
          value={element.name}
          fields={words.signs}
          onChange={(name) => onChange({ name: name ?? element.name })}
        />
      );
    case "box":
      return (
        <MmField
          label={say.stroke()}
          um={element.stroke_um}
          onChange={(stroke_um) => onChange({ stroke_um })}
        />
      );
  }
}

type Of<E> = Omit<PropertiesProps, "element"> & { readonly element: E };

function OfText({ element, words, onChange }: Of<TextElement>): JSX.Element {
  const say = d().template;
  return (
    <>
      <FieldChoice
        label={say.field()}
        value={element.field}
        fields={words.fields}
        none={say.fixedText()}
        onChange={(field) => onChange({ field })}
      />
      {element.field === null && (
        <div class="tpl-pair">
          <TextLine label={say.zh()} value={element.zh} onChange={(zh) => onChange({ zh })} />
          <TextLine label={say.en()} value={element.en} onChange={(en) => onChange({ en })} />
        </div>
      )}
      <div class="tpl-pair">
        <MmField
          key={`${element.id}-size`}
          label={say.size()}
          um={element.size_um}
          onChange={(size_um) => onChange({ size_um })}
        />
        <Choice name="fit" value={element.fit} onChange={(fit) => onChange({ fit })} />
        <Choice name="align" value={element.align} onChange={(align) => onChange({ align })} />
        <Choice name="valign" value={element.valign} onChange={(valign) => onChange({ valign })} />
      </div>
      <Switch
        label={say.bold()}
        on={element.weight === 700}
        onChange={(on) => onChange({ weight: on ? 700 : 400 })}
      />
      <Switch
        label={say.mono()}
        on={element.face === "mono"}
        onChange={(on) => onChange({ face: on ? "mono" : "sans" })}
      />
      <Switch label={say.white()} on={element.white} onChange={(white) => onChange({ white })} />
    </>
  );
}

function OfSymbol({ element, words, onChange }: Of<SymbolElement>): JSX.Element {
  const say = d().template;
  const bindable = words.fields.filter((field) => field.bindable);
  const plain = element.kind === "qr" || element.kind === "itf_14";
  const kindOf = (kind: string): Partial<SymbolElement> => {
    const chosen = KINDS.find((each) => each === kind) ?? element.kind;
    const isPlain = chosen === "qr" || chosen === "itf_14";
    return { kind: chosen, ...(isPlain ? { elements: [] } : { field: null }) };
  };
  return (
    <>
      <SelectField
        label={say.kind()}
        value={element.kind}
        options={KINDS.map((kind) => ({ value: kind, label: say.kinds[kind]() }))}
        onChange={(kind) => onChange(kindOf(kind))}
      />
      {plain ? (
        <FieldChoice
          label={say.field()}
          value={element.field}
          fields={bindable}
          none={say.nothing()}
          onChange={(field) => onChange({ field })}
        />
      ) : (
        <BindingList
          bindings={element.elements}
          fields={bindable}
          onChange={(elements) => onChange({ elements })}
        />
      )}
      <div class="tpl-pair">
        <MmField
          key={`${element.id}-module`}
          label={say.module()}
          um={element.module_um}
          onChange={(module_um) => onChange({ module_um })}
        />
        <Choice name="align" value={element.align} onChange={(align) => onChange({ align })} />
        <Choice name="valign" value={element.valign} onChange={(valign) => onChange({ valign })} />
      </div>
      <p class="tpl-hint">{say.moduleHint()}</p>
    </>
  );
}

function OfHri({ template, element, onChange }: Of<HriElement>): JSX.Element {
  const say = d().template;
  const symbols = template.elements.filter((each) => each.type === "symbol");
  return (
    <>
      <SelectField
        label={say.of()}
        value={element.of}
        options={symbols.map(({ id }) => ({ value: id, label: id }))}
        onChange={(of) => onChange({ of })}
      />
      <div class="tpl-pair">
        <MmField
          key={`${element.id}-size`}
          label={say.size()}
          um={element.size_um}
          onChange={(size_um) => onChange({ size_um })}
        />
        <Choice name="align" value={element.align} onChange={(align) => onChange({ align })} />
      </div>
      <Switch
        label={say.oneLine()}
        on={element.one_line}
        onChange={(one_line) => onChange({ one_line })}
      />
    </>
  );
}
