/**
 * What may be wrong with a receipt, and everything a judgement of it looks at.
 */

import type { ReceiveLotBody } from "../entries/bodies.ts";
import type { ItemRow, LotRow, OrderLineRow, OrderRow } from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";

export interface Finding {
  readonly code: string;
  readonly detail: Readonly<Record<string, string>>;
}

export interface Occasion {
  readonly site: string;
  /** Calendar day at the factory, `YYYY-MM-DD`. */
  readonly day: string;
  /** Entry being judged again, not to be compared with itself. */
  readonly entry?: string;
}

export interface Case {
  readonly rows: Lookup;
  readonly body: ReceiveLotBody;
  readonly at: Occasion;
  readonly itemNumber: string;
  readonly item: ItemRow | null;
  readonly supplier: string | null;
  readonly order: OrderRow | null;
  readonly line: OrderLineRow | null;
  readonly lot: LotRow | null;
}

export function finding(code: string, detail: Readonly<Record<string, string>> = {}): Finding {
  return { code, detail };
}
