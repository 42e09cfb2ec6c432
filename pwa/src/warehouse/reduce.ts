/**
 * What a pending stock movement does to balances on the device.
 */
import type { MoveStockBody } from "../entries/bodies.ts";
import { changedBalance, toBaseQuantity } from "../entries/stock.ts";
import { negateDecimal } from "../sync/decimal.ts";
import type { Change, Reducer } from "../sync/view.ts";

export const moveStock: Reducer = (rows, entry) => {
  const body = entry.body as unknown as MoveStockBody;
  if (body.from === body.to) return [];
  const item = rows.get("lot", [body.lot])?.row.item ?? "";
  const quantity = toBaseQuantity(rows, item, body.quantity);
  const at = (location: string) => ({ site: entry.site, lot: body.lot, location });
  const changes: Change[] = [changedBalance(rows, at(body.to), quantity)];
  if (body.from !== null) {
    const taken = { ...quantity, value: negateDecimal(quantity.value) };
    changes.push(changedBalance(rows, at(body.from), taken));
  }
  return changes;
};
