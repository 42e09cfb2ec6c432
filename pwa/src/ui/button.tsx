/**
 * The one button: a verb, an icon beside it, and a size a gloved thumb can hit.
 */

import type { JSX } from "preact";
import "./button.css";
import { Icon, type IconName } from "./icon.tsx";
import { type Act, once } from "./once.ts";

export interface ButtonProps {
  /** A verb: Receive, Hold, Sign and release. */
  readonly label: string;
  /** A promise keeps the button deaf until it is done. */
  readonly onPress?: Act;
  readonly icon?: IconName;
  /** `stop` for what cannot be undone lightly; never placed next to `primary`. */
  readonly tone?: "primary" | "plain" | "quiet" | "stop";
  /** 56, 72 or 96 px high. */
  readonly size?: "tap" | "action" | "primary";
  readonly wide?: boolean;
  readonly disabled?: boolean;
  /** For a button that stays down; leave undefined for one that does not. */
  readonly pressed?: boolean;
  readonly type?: "button" | "submit";
  /** Spoken instead of the label where the label alone is not enough. */
  readonly spoken?: string;
  /** Second line, for example what the action will do. */
  readonly note?: string;
}

export function Button(props: ButtonProps): JSX.Element {
  const { tone = "plain", size = "tap", wide = false, type = "button" } = props;
  return (
    <button
      type={type}
      class="u-button"
      data-tone={tone}
      data-size={size}
      data-wide={wide}
      disabled={props.disabled ?? false}
      aria-pressed={props.pressed}
      aria-label={props.spoken}
      onClick={once(props.onPress)}
    >
      {props.icon !== undefined && <Icon name={props.icon} size={size === "primary" ? 32 : 24} />}
      <span class="u-button-words">
        <span>{props.label}</span>
        {props.note !== undefined && <small>{props.note}</small>}
      </span>
    </button>
  );
}
