/**
 * What the live checks find, each leading to its element.
 */

import type { JSX } from "preact";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { Icon } from "../ui/icon.tsx";
import { type Finding, stops } from "./template.ts";
import type { Preview } from "./template-preview.ts";

export interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly preview: Preview;
  readonly onSelect: (id: string) => void;
}

export function FindingList({ findings, preview, onSelect }: FindingListProps): JSX.Element {
  const say = d().template;
  return (
    <section class="tpl-findings" data-status={severityOf(findings)}>
      <p role="status" class="tpl-headline">
        {headline(findings, preview)}
      </p>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code}-${finding.element}-${finding.en}`}>
            <Icon name="triangle-alert" size={20} />
            <span>{finding[language.value]}</span>
            {finding.element !== "" && (
              <button type="button" onClick={() => onSelect(finding.element)}>
                {say.show(finding.element)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function severityOf(findings: readonly Finding[]): "ok" | "warn" | "stop" {
  if (findings.length === 0) {
    return "ok";
  }
  return stops(findings) > 0 ? "stop" : "warn";
}

function headline(findings: readonly Finding[], preview: Preview): string {
  const say = d().template;
  if (preview.step === "offline") {
    return say.noPreview();
  }
  if (preview.last === null) {
    return say.checking();
  }
  const stopping = stops(findings);
  if (findings.length === 0) {
    return say.nothingFound();
  }
  return stopping > 0 ? say.found(findings.length) : say.toLookAt(findings.length);
}
