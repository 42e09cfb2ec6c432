/**
 * Rows about identity: the company's prefixes, what devices are, where their identifiers are published.
 */

import type { Description } from "./bodies.ts";

export interface CompanyPrefixRow {
  readonly agency: "GS1" | "HIBCC" | "MA";
  readonly prefix: string;
  /** What overlapping prefixes share. */
  readonly root: string;
  readonly issued_by: string;
  readonly valid_from: string;
  /** Where the next free item reference is sought. */
  readonly next: number;
}

/** What an item is to the regimes it is declared to, and the identifiers that stand for it so. */
export interface DeviceDescriptionRow {
  readonly item: string;
  readonly revision: string;
  readonly markets: readonly ("FDA" | "EU" | "NMPA")[];
  readonly description: Description;
  readonly identifiers: readonly string[];
}

/** An identifier in a regulator's database. */
export interface PublicationRow {
  readonly di: string;
  readonly regime: "FDA" | "EU" | "NMPA";
  readonly item: string;
  readonly submitted_on: string;
  /** Null while it is not public yet. */
  readonly published_on: string | null;
  readonly record_key: string;
}
