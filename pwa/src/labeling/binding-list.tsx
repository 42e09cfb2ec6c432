/**
 * What a GS1 symbol carries, in the order of encoding: an Application Identifier and the field behind it.
 */

import type { JSX } from "preact";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { FieldChoice } from "./property-fields.tsx";
import type { Binding, Word } from "./template.ts";

export interface BindingListProps {
  readonly bindings: readonly Binding[];
  readonly fields: readonly Word[];
  readonly onChange: (bindings: readonly Binding[]) => void;
}

const MOST = 12;

export function BindingList({ bindings, fields, onChange }: BindingListProps): JSX.Element {
  const say = d().template;
  const put = (at: number, change: Partial<Binding>): void =>
    onChange(bindings.map((binding, n) => (n === at ? { ...binding, ...change } : binding)));
  return (
    <fieldset class="tpl-bindings">
      <legend>{say.carries()}</legend>
      {bindings.map((binding, at) => (
        <div key={at}>
          <Field
            label={say.ai()}
            value={binding.ai}
            inputMode="numeric"
            onInput={(ai) => put(at, { ai: ai.trim() })}
          />
          <FieldChoice
            label={say.field()}
            value={binding.field}
            fields={fields}
            onChange={(field) => put(at, { field: field ?? binding.field })}
          />
          <Button
            label={say.remove()}
            icon="x"
            tone="quiet"
            onPress={() => onChange(bindings.filter((_, n) => n !== at))}
          />
        </div>
      ))}
      <Button
        label={say.addElement()}
        icon="plus"
        tone="quiet"
        disabled={bindings.length >= MOST}
        onPress={() => onChange([...bindings, { ai: "10", field: "lot" }])}
      />
    </fieldset>
  );
}
