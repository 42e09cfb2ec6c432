/**
 * Every entry type a device can show before the server has judged it, in one visible table.
 */
import { placeHold } from "../material/reduce.ts";
import { correctReceipt, receiveLot, voidReceipt } from "../receiving/reduce.ts";
import type { Reducers } from "../sync/view.ts";
import { moveStock } from "../warehouse/reduce.ts";

export const REDUCERS: Reducers = {
  CorrectReceipt: correctReceipt,
  MoveStock: moveStock,
  PlaceHold: placeHold,
  ReceiveLot: receiveLot,
  VoidReceipt: voidReceipt,
};
