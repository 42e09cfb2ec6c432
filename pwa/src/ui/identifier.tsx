/**
 * An identifier that can be read aloud: groups of four, last six emphasised, a tap copies it.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { identifierGroups } from "./format.ts";
import { t } from "./i18n/catalogue.ts";
import { visibleText } from "./visible.ts";
import "./identifier.css";

export interface IdentifierProps {
  readonly value: string;
  /** `key` for the one value of a verdict or record, `inline` elsewhere. */
  readonly size?: "inline" | "key";
  /** False inside something that is itself tapped, like a list row. */
  readonly copyable?: boolean;
}

/** Longer key values are set one size smaller, so that a GTIN stays on one line at 360 px. */
const LONG = 12;

export function Identifier({
  value,
  size = "inline",
  copyable = true,
}: IdentifierProps): JSX.Element {
  const [copied, setCopied] = useState(false);
  const shown = <Groups value={visibleText(value)} />;
  if (!copyable) {
    return (
      <span class="u-identifier" data-size={size} data-long={value.length > LONG}>
        {shown}
      </span>
    );
  }
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <button
      type="button"
      class="u-identifier"
      data-size={size}
      data-long={value.length > LONG}
      aria-label={t().ui.copyOf(value)}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    >
      {shown}
      {copied && <small role="status">{t().ui.copied()}</small>}
    </button>
  );
}

function Groups({ value }: { readonly value: string }): JSX.Element {
  return (
    <span class="u-identifier-groups">
      {identifierGroups(value).map((parts) => (
        <span class="u-identifier-group">
          {parts.map(({ text, strong }) => (strong ? <b>{text}</b> : text))}
        </span>
      ))}
    </span>
  );
}
