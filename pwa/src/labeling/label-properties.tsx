/**
 * What can be set of the label itself: names, size, use, markets, and the fields it may not be printed without.
 */

import type { JSX } from "preact";
import { SelectField } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MmField, Switch, TextLine } from "./property-fields.tsx";
import { MARKETS, type Template, USES, type Word } from "./template.ts";

export interface LabelPropertiesProps {
  readonly template: Template;
  readonly fields: readonly Word[];
  readonly onChange: (change: Partial<Template>) => void;
}

export function LabelProperties(props: LabelPropertiesProps): JSX.Element {
  const { template, fields, onChange } = props;
  const say = d().template;
  return (
    <div class="tpl-properties">
      <h2>{say.wholeLabel()}</h2>
      <TextLine
        label={say.nameZh()}
        value={template.name_zh}
        onChange={(name_zh) => onChange({ name_zh })}
      />
      <TextLine
        label={say.nameEn()}
        value={template.name_en}
        onChange={(name_en) => onChange({ name_en })}
      />
      <div class="tpl-pair">
        <MmField
          label={say.place.width_um()}
          um={template.width_um}
          onChange={(width_um) => onChange({ width_um })}
        />
        <MmField
          label={say.place.height_um()}
          um={template.height_um}
          onChange={(height_um) => onChange({ height_um })}
        />
      </div>
      <SelectField
        label={say.use()}
        value={template.use}
        options={USES.map((use) => ({ value: use, label: say.uses[use]() }))}
        onChange={(chosen) => onChange({ use: USES.find((use) => use === chosen) ?? template.use })}
      />
      <fieldset class="tpl-checks">
        <legend>{say.markets()}</legend>
        {MARKETS.map((market) => (
          <Switch
            key={market}
            label={say.market[market]()}
            on={template.markets.includes(market)}
            onChange={(on) => onChange({ markets: toggled(template.markets, market, on) })}
          />
        ))}
      </fieldset>
      <details>
        <summary>{say.mandatory(template.mandatory.length)}</summary>
        <div class="tpl-checks">
          {fields.map((field) => (
            <Switch
              key={field.name}
              label={field[language.value]}
              on={template.mandatory.includes(field.name)}
              onChange={(on) =>
                onChange({ mandatory: toggled(template.mandatory, field.name, on) })
              }
            />
          ))}
        </div>
      </details>
    </div>
  );
}

function toggled<T>(list: readonly T[], value: T, on: boolean): readonly T[] {
  const rest = list.filter((each) => each !== value);
  return on ? [...rest, value] : rest;
}
