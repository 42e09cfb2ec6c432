/**
 * The elements of a label in the order they are drawn, and what can be placed anew.
 */

import type { JSX } from "preact";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import type { ElementType, Finding, Template } from "./template.ts";

export interface ElementListProps {
  readonly template: Template;
  readonly selected: string | null;
  readonly findings: readonly Finding[];
  readonly onSelect: (id: string | null) => void;
  readonly onAdd: (type: ElementType) => void;
}

const ICONS: Readonly<Record<ElementType, IconName>> = {
  text: "type",
  symbol: "qr-code",
  hri: "scan-barcode",
  pictogram: "badge-check",
  box: "square",
};
const TYPES = ["text", "symbol", "hri", "pictogram", "box"] as const;

export function ElementList(props: ElementListProps): JSX.Element {
  const { template, selected, findings, onSelect, onAdd } = props;
  const say = d().template;
  return (
    <div class="tpl-elements">
      <fieldset class="tpl-add">
        <legend>{say.placing()}</legend>
        {TYPES.map((type) => (
          <button key={type} type="button" onClick={() => onAdd(type)}>
            <Icon name={ICONS[type]} size={20} />
            {say.types[type]()}
          </button>
        ))}
      </fieldset>
      <h2>{say.elements(template.elements.length)}</h2>
      <ul>
        <li>
          <button type="button" aria-pressed={selected === null} onClick={() => onSelect(null)}>
            <Icon name="tag" size={20} />
            {say.wholeLabel()}
          </button>
        </li>
        {template.elements.map(({ id, type }) => (
          <li key={id}>
            <button type="button" aria-pressed={selected === id} onClick={() => onSelect(id)}>
              <Icon name={ICONS[type]} size={20} />
              <span>{id}</span>
              {findings.some(({ element }) => element === id) && (
                <Icon name="triangle-alert" size={20} />
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
