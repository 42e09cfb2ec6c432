/**
 * A refusal or exception in words: what happened, why, what to do now, beside its shape.
 */

import type { JSX } from "preact";
import "./code-notice.css";
import type { Status } from "./status.ts";
import { StatusShape } from "./status-shape.tsx";

export interface CodeNoticeProps {
  readonly status: Status;
  readonly title: string;
  readonly texts: readonly {
    readonly code: string;
    readonly what: string;
    readonly why: string;
    readonly now: string;
  }[];
}

export function CodeNotice({ status, title, texts }: CodeNoticeProps): JSX.Element {
  return (
    <div class={`u-code-notice role-${status}`} role="status">
      <StatusShape status={status} size={24} />
      <div>
        <p class="u-code-notice-title">{title}</p>
        {texts.map(({ code, what, why, now }) => (
          <div key={code}>
            <p>{what}</p>
            {why !== "" && <p>{why}</p>}
            {now !== "" && <p class="u-code-notice-now">{now}</p>}
          </div>
        ))}
      </div>
    </div>
  );
}
