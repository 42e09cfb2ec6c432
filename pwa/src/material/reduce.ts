/**
 * What a pending hold shows on the device, until the server has said it.
 */
import type { PlaceHoldBody } from "../entries/bodies.ts";
import type { Reducer } from "../sync/view.ts";

export const placeHold: Reducer = (_rows, entry) => {
  const body = entry.body as unknown as PlaceHoldBody;
  const row = {
    id: entry.id,
    site: entry.site,
    lot: body.lot,
    reason_code: body.reason_code,
    text: body.text,
    placed_by: entry.auth.badge,
    placed_at: entry.clock.wall,
    source: entry.id,
    lifted_at: null,
    lifted_by: null,
    lift_reason: null,
  };
  return [{ kind: "hold", key: [entry.id], row }];
};
