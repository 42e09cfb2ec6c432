/**
 * The parts of one record, one at a time; arrow keys move between them.
 */

import type { ComponentChildren, JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import "./tabs.css";

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
}

export interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly active: string;
  readonly onChange: (id: string) => void;
  /** The active tab's content. */
  readonly children: ComponentChildren;
}

export function Tabs({ label, tabs, active, onChange, children }: TabsProps): JSX.Element {
  const base = useId();
  const bar = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const target = nextTab(tabs, active, event.key);
    if (target !== null) {
      event.preventDefault();
      onChange(target);
      bar.current?.querySelector<HTMLElement>(`[data-tab="${target}"]`)?.focus();
    }
  };
  return (
    <div class="u-tabs">
      <div class="u-tabs-bar" role="tablist" aria-label={label} ref={bar} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            data-tab={tab.id}
            aria-selected={tab.id === active}
            aria-controls={`${base}-panel`}
            tabIndex={tab.id === active ? 0 : -1}
            onClick={() => onChange(tab.id)}
          >
            {tab.label}
            {tab.count !== undefined && <small>{tab.count}</small>}
          </button>
        ))}
      </div>
      <div
        class="u-tabs-panel"
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${active}`}
      >
        {children}
      </div>
    </div>
  );
}

/** The tab an arrow, Home or End leads to, or null for any other key. */
export function nextTab(tabs: readonly Tab[], active: string, key: string): string | null {
  const at = tabs.findIndex((tab) => tab.id === active);
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: (at + tabs.length - 1) % tabs.length,
    ArrowRight: (at + 1) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  const index = steps[key];
  return index === undefined ? null : (tabs[index]?.id ?? null);
}
