/**
 * What the template's markets ask of a device label, clause by clause, and which of it no check can see.
 */

import type { JSX } from "preact";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import type { MarketRule, Template } from "./template.ts";

export interface MarketRulesProps {
  readonly rules: readonly MarketRule[];
  readonly markets: Template["markets"];
}

export function MarketRules({ rules, markets }: MarketRulesProps): JSX.Element | null {
  const say = d().template;
  const asked = rules.filter(({ market }) => markets.includes(market));
  if (asked.length === 0) {
    return null;
  }
  const byPerson = asked.filter(({ checked }) => checked === "person").length;
  return (
    <details class="tpl-rules">
      <summary>{say.rules(asked.length, byPerson)}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.markets()}</th>
            <th scope="col">{say.ruleAsks()}</th>
            <th scope="col">{say.ruleClause()}</th>
            <th scope="col">{say.ruleChecked()}</th>
          </tr>
        </thead>
        <tbody>
          {asked.map((rule) => (
            <tr key={`${rule.market}-${rule.clause}-${rule.en}`} data-checked={rule.checked}>
              <td>{say.market[rule.market]()}</td>
              <td>{rule[language.value]}</td>
              <td>{rule.clause}</td>
              <td>{say.checkedBy[rule.checked]()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
