/**
 * What an event changed: its values beside those of the event before it about the same thing.
 */

import type { LogEvent } from "./log-event.ts";

/** Events that state a record whole, and which of their values say whose it is. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  ItemDefined: ["number"],
  IdentifierDefined: ["di"],
  SupplierDefined: ["number"],
  SupplierApprovalSet: ["supplier", "site", "family"],
  OrderPlaced: ["number"],
  OrderLinePlaced: ["order", "line"],
  LocationDefined: ["site", "code"],
  PersonDefined: ["number"],
};

export interface ChangedValue {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Events come newest first. Null when there is nothing to compare with: the first of its kind, one that states no whole
 * record, or one whose predecessor is on an older page.
 */
export function changedValues(
  event: LogEvent,
  events: readonly LogEvent[],
): readonly ChangedValue[] | null {
  const key = WHOLE[event.type];
  if (key === undefined) {
    return null;
  }
  const before = events
    .filter(({ type, position }) => type === event.type && position < event.position)
    .find(({ body }) => key.every((name) => body[name] === event.body[name]));
  if (before === undefined) {
    return null;
  }
  const names = new Set([...Object.keys(before.body), ...Object.keys(event.body)]);
  return [...names]
    .map((name) => ({ name, before: before.body[name], after: event.body[name] }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}
