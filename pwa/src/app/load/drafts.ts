/** What is recorded about a load on the floor, and what the server will say to each. */

import type {
  AdvanceLoadBody,
  OpenLoadBody,
  PutInLoadBody,
  RecordIndicatorBody,
  TakeFromLoadBody,
} from "../../entries/bodies.ts";
import type { Finding, Occasion } from "../../production/finding.ts";
import {
  adviceOnAdvance,
  adviceOnIndicator,
  adviceOnOpen,
  adviceOnPut,
  adviceOnTake,
} from "../../production/load-advice.ts";
import type { Lookup } from "../../sync/view.ts";

export type LoadDraft =
  | { readonly type: "AdvanceLoad"; readonly body: AdvanceLoadBody }
  | { readonly type: "OpenLoad"; readonly body: OpenLoadBody }
  | { readonly type: "PutInLoad"; readonly body: PutInLoadBody }
  | { readonly type: "RecordIndicator"; readonly body: RecordIndicatorBody }
  | { readonly type: "TakeFromLoad"; readonly body: TakeFromLoadBody };

export function adviceOn(rows: Lookup, draft: LoadDraft, on: Occasion): readonly Finding[] {
  switch (draft.type) {
    case "AdvanceLoad":
      return adviceOnAdvance(rows, draft.body, on);
    case "OpenLoad":
      return adviceOnOpen(rows, draft.body, on);
    case "PutInLoad":
      return adviceOnPut(rows, draft.body, on);
    case "RecordIndicator":
      return adviceOnIndicator(rows, draft.body, on);
    case "TakeFromLoad":
      return adviceOnTake(rows, draft.body, on);
  }
}
