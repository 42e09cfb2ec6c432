/**
 * Every entry type a device can show before the server has judged it, in one visible table.
 */
import { calibrateEquipment, cleanEquipment, maintainEquipment } from "../equipment/reduce.ts";
import { placeHold } from "../material/reduce.ts";
import {
  consumeMaterial,
  finishStep,
  openContainer,
  recordCheck,
  recordReading,
  startStep,
} from "../production/reduce.ts";
import {
  correctCheck,
  correctReading,
  skipStep,
  takeBack,
} from "../production/reduce-corrections.ts";
import { beginLot, changeLot, splitLot } from "../production/reduce-lots.ts";
import { reworkLot, reworkUnit, scrapStock, scrapUnit } from "../production/reduce-transform.ts";
import { correctReceipt, receiveLot, voidReceipt } from "../receiving/reduce.ts";
import type { Reducers } from "../sync/view.ts";
import { moveStock } from "../warehouse/reduce.ts";

export const REDUCERS: Reducers = {
  BeginLot: beginLot,
  CalibrateEquipment: calibrateEquipment,
  ChangeLot: changeLot,
  CleanEquipment: cleanEquipment,
  ConsumeMaterial: consumeMaterial,
  CorrectCheck: correctCheck,
  CorrectReading: correctReading,
  CorrectReceipt: correctReceipt,
  FinishStep: finishStep,
  MaintainEquipment: maintainEquipment,
  MoveStock: moveStock,
  OpenContainer: openContainer,
  PlaceHold: placeHold,
  ReceiveLot: receiveLot,
  RecordCheck: recordCheck,
  RecordReading: recordReading,
  SkipStep: skipStep,
  ReworkLot: reworkLot,
  ReworkUnit: reworkUnit,
  ScrapStock: scrapStock,
  ScrapUnit: scrapUnit,
  SplitLot: splitLot,
  StartStep: startStep,
  TakeBack: takeBack,
  VoidReceipt: voidReceipt,
};
