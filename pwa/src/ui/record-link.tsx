/**
 * The way from a name in a table or card down to the record it names.
 */

import type { JSX } from "preact";
import { Identifier } from "./identifier.tsx";
import "./record-link.css";

export interface RecordLinkProps {
  /** Section of the desk: items, lots, … */
  readonly section: string;
  /** Parts of the record's key. */
  readonly at: readonly string[];
  /** Shown instead of the last part of the key. */
  readonly label?: string;
}

/** `#/desk/locations/SZ/QUAR-01`; without a key, the list. */
export function recordHref(section: string, at: readonly string[] = []): string {
  return `#/desk/${[section, ...at].map(encodeURIComponent).join("/")}`;
}

export function RecordLink({ section, at, label }: RecordLinkProps): JSX.Element {
  return (
    <a class="u-record-link" href={recordHref(section, at)}>
      {label ?? <Identifier value={at.at(-1) ?? ""} copyable={false} />}
    </a>
  );
}
