/** What may be wrong with a record of a step, in the codes the server gives, and who recorded it when. */

import type { Place } from "./subject.ts";

export interface Finding {
  readonly code: string;
  readonly detail: Readonly<Record<string, string>>;
}

export interface Occasion {
  /** Who records it. */
  readonly badge: string;
  /** Milliseconds since the epoch, by the device's best knowledge. */
  readonly atMs: number;
}

/** A finding about what is being made, with what every text about a step names. */
export function found(
  { subject, number }: Place,
  code: string,
  detail: Readonly<Record<string, string>> = {},
): Finding {
  const about = subject.serial ?? subject.lot ?? subject.order;
  return {
    code,
    detail: { order: subject.order, step: String(number), subject: about, ...detail },
  };
}
