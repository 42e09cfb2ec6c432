/**
 * A standing condition the person should know of: offline, not calibrated, update ready. Never a verdict.
 */

import type { JSX } from "preact";
import "./banner.css";
import { Icon, type IconName } from "./icon.tsx";
import type { Status } from "./status.ts";

export interface BannerProps {
  readonly text: string;
  readonly icon: IconName;
  readonly status?: Status | "neutral";
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

export function Banner({ text, icon, status = "neutral", action }: BannerProps): JSX.Element {
  return (
    <div class={`u-banner role-${status}`} role="status">
      <Icon name={icon} size={20} />
      <span>{text}</span>
      {action !== undefined && (
        <button type="button" onClick={action.onPress}>
          {action.label}
        </button>
      )}
    </div>
  );
}
