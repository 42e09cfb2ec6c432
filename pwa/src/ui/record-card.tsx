/**
 * One record of the desk: header and parts. The parts are made only when they are looked at.
 */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { d } from "./i18n/desk/catalogue.ts";
import { Icon } from "./icon.tsx";
import "./record-card.css";
import { RecordHeader, type RecordHeaderProps } from "./record-header.tsx";
import { type Tab, Tabs } from "./tabs.tsx";

export interface CardPart extends Tab {
  readonly content: () => ComponentChildren;
}

/** A record as its capability describes it; the page around adds its history. */
export interface Card extends Omit<RecordHeaderProps, "kind" | "asOf"> {
  readonly parts: readonly CardPart[];
}

export interface RecordCardProps {
  readonly card: Card;
  readonly kind: string;
  readonly asOf: ComponentChildren;
  readonly back: { readonly href: string; readonly label: string };
  /** The part that is open at first; otherwise the first one. */
  readonly opens?: string | null;
}

export function RecordCard({ card, kind, asOf, back, opens }: RecordCardProps): JSX.Element {
  const { parts, ...header } = card;
  const [chosen, choose] = useState<string | null>(opens ?? null);
  const active = parts.find(({ id }) => id === chosen) ?? parts[0];
  return (
    <article class="u-record-card">
      <a class="u-record-back" href={back.href}>
        <Icon name="arrow-left" size={20} />
        {back.label}
      </a>
      <div class="u-record-sheet">
        <RecordHeader {...header} kind={kind} asOf={asOf} />
        {active !== undefined && (
          <Tabs label={d().frame.tabs()} tabs={parts} active={active.id} onChange={choose}>
            {active.content()}
          </Tabs>
        )}
      </div>
    </article>
  );
}
