/**
 * The desk's one frame: a rail of domain words, a search that takes a scan, content up to 1440 px.
 */

import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import "./desk-frame.css";
import { Icon, type IconName } from "./icon.tsx";

export interface RailItem {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly href: string;
  readonly count?: number;
}

/** Sections that are looked for together, under one small heading. */
export interface RailGroup {
  readonly label: string;
  readonly items: readonly RailItem[];
}

export interface DeskFrameProps {
  readonly product: string;
  readonly groups: readonly RailGroup[];
  readonly current: string;
  readonly railLabel: string;
  /** Usually a `Field` of type `search`. */
  readonly search?: ComponentChildren;
  /** Right end of the top bar: person, language. */
  readonly corner?: ComponentChildren;
  readonly banner?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function DeskFrame(props: DeskFrameProps): JSX.Element {
  return (
    <div class="u-desk">
      <nav class="u-desk-rail" aria-label={props.railLabel}>
        <p class="u-desk-product">{props.product}</p>
        {props.groups.map((group) => (
          <RailPart key={group.label} {...group} current={props.current} />
        ))}
      </nav>
      <header class="u-desk-top">
        <div class="u-desk-search">{props.search}</div>
        <div class="u-desk-corner">{props.corner}</div>
      </header>
      <div class="u-desk-page">
        {props.banner}
        <main>{props.children}</main>
      </div>
    </div>
  );
}

function RailPart({
  label,
  items,
  current,
}: RailGroup & { readonly current: string }): JSX.Element {
  const heading = useId();
  return (
    <div class="u-desk-group">
      <p id={heading}>{label}</p>
      <ul aria-labelledby={heading}>
        {items.map((item) => (
          <li key={item.id}>
            <a href={item.href} aria-current={item.id === current ? "page" : undefined}>
              <Icon name={item.icon} />
              <span>{item.label}</span>
              {item.count !== undefined && item.count > 0 && <b>{item.count}</b>}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
