/**
 * The verdict: the one loud thing on the screen, in a space that is always reserved for it.
 * Shape, word, key value, one line of reason, and undo; announced once (S63).
 */

import type { ComponentChildren, JSX } from "preact";
import { t } from "./i18n/catalogue.ts";
import { Icon } from "./icon.tsx";
import { type Status, statusWord } from "./status.ts";
import { StatusShape } from "./status-shape.tsx";
import "./verdict.css";

export interface VerdictProps {
  /** `none` before the first scan: the children say what to scan. */
  readonly status: Status | "none";
  /** The verdict in a word or two; the status's own word when left out. */
  readonly word?: string;
  /** The key value, usually an `Identifier` or a `Quantity` with size `key`. */
  readonly value?: ComponentChildren;
  /** One line: why. */
  readonly why?: string;
  readonly undo?: { readonly seconds: number; readonly onPress: () => void };
  readonly children?: ComponentChildren;
}

export function Verdict(props: VerdictProps): JSX.Element {
  const { status, undo } = props;
  const urgent = status === "stop" || status === "hold" || status === "recall";
  const role = status === "none" ? "neutral" : status;
  return (
    <section class={`u-verdict role-${role}`} data-status={status} data-undo={undo !== undefined}>
      <div class="u-verdict-said" role={urgent ? "alert" : "status"} aria-atomic="true">
        {status === "none" ? props.children : <Said {...props} status={status} />}
      </div>
      {undo !== undefined && (
        <button type="button" class="u-verdict-undo" onClick={undo.onPress}>
          <Icon name="undo-2" />
          {t().ui.undoWithin(undo.seconds)}
        </button>
      )}
    </section>
  );
}

function Said({
  status,
  word,
  value,
  why,
}: VerdictProps & { readonly status: Status }): JSX.Element {
  return (
    <>
      <div class="u-verdict-word">
        <StatusShape status={status} size={56} tone="inverse" />
        <strong>{word ?? statusWord(status)}</strong>
      </div>
      {value !== undefined && <div class="u-verdict-value">{value}</div>}
      {why !== undefined && <p class="u-verdict-why">{why}</p>}
    </>
  );
}
