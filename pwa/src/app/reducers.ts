/**
 * Every entry type a device can show before the server has judged it, in one visible table.
 */
import { placeHold } from "../material/reduce.ts";
import {
  consumeMaterial,
  finishStep,
  recordCheck,
  recordReading,
  splitLot,
  startStep,
  takeBack,
} from "../production/reduce.ts";
import { correctReceipt, receiveLot, voidReceipt } from "../receiving/reduce.ts";
import type { Reducers } from "../sync/view.ts";
import { moveStock } from "../warehouse/reduce.ts";

export const REDUCERS: Reducers = {
  ConsumeMaterial: consumeMaterial,
  CorrectReceipt: correctReceipt,
  FinishStep: finishStep,
  MoveStock: moveStock,
  PlaceHold: placeHold,
  ReceiveLot: receiveLot,
  RecordCheck: recordCheck,
  RecordReading: recordReading,
  SplitLot: splitLot,
  StartStep: startStep,
  TakeBack: takeBack,
  VoidReceipt: voidReceipt,
};
