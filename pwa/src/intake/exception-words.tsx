/**
 * What an exception is about and who caused it, in words and as a way to the record.
 */

import type { JSX } from "preact";
import type { ExceptionRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import { localName } from "../ui/local-name.ts";
import { RecordLink } from "../ui/record-link.tsx";

/** Kind of a feed row to the section of the desk that shows it. */
const SECTIONS: Readonly<Record<string, string>> = {
  item: "items",
  supplier: "suppliers",
  order: "orders",
  location: "locations",
  lot: "lots",
  receipt: "receipts",
  person: "people",
  device: "devices",
  label_job: "labels",
};

/** A subject's key is text, or a JSON array of texts where the key has parts. */
export function keyParts(key: string): readonly string[] {
  if (!key.startsWith("[")) {
    return [key];
  }
  try {
    const parts: unknown = JSON.parse(key);
    return Array.isArray(parts) ? parts.map(String) : [key];
  } catch {
    // Not JSON after all: the key itself begins with a bracket.
    return [key];
  }
}

/** What an exception is about, as people call it: a receipt by its lot, a label job by its number. */
export function subjectName(rows: Lookup, row: ExceptionRow): string {
  const parts = keyParts(row.subject_key);
  const receipt = row.subject_kind === "receipt" ? rows.get("receipt", parts)?.row : undefined;
  const job = row.subject_kind === "label_job" ? rows.get("label_job", parts)?.row : undefined;
  return receipt?.lot ?? job?.number ?? parts.join(" / ");
}

export function subjectLink(rows: Lookup, row: ExceptionRow): JSX.Element | string {
  const section = SECTIONS[row.subject_kind];
  const name = subjectName(rows, row);
  if (section === undefined || name === "") {
    return name === "" ? "–" : name;
  }
  return <RecordLink section={section} at={keyParts(row.subject_key)} label={name} />;
}

export function personName(rows: Lookup, badge: string): string {
  if (badge === "") {
    return "–";
  }
  const person = rows.find("person", "badge", badge)[0]?.row;
  return person === undefined ? badge : `${localName(person)} (${badge})`;
}
