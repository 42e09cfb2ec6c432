/**
 * A link that looks like the button beside it: it leads to a form, it does nothing by itself.
 */

import type { JSX } from "preact";
import "./button.css";
import { Icon, type IconName } from "./icon.tsx";

export interface ActionLinkProps {
  readonly href: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly tone?: "primary" | "plain" | "quiet";
}

export function ActionLink({ href, label, icon, tone = "plain" }: ActionLinkProps): JSX.Element {
  return (
    <a class="u-button" data-tone={tone} href={href}>
      {icon !== undefined && <Icon name={icon} />}
      <span class="u-button-words">
        <span>{label}</span>
      </span>
    </a>
  );
}

/** Beside each other, as a list or a card has them. */
export function Actions({ links }: { readonly links: readonly ActionLinkProps[] }): JSX.Element {
  return (
    <>
      {links.map((link) => (
        <ActionLink key={link.href} {...link} />
      ))}
    </>
  );
}
