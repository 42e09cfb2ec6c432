/**
 * What entry types show that most devices do not record, or seldom: it comes when one of them is recorded, or waits.
 */
import { calibrateEquipment, cleanEquipment, maintainEquipment } from "../equipment/reduce.ts";
import { placeHold } from "../material/reduce.ts";
import {
  correctCheck,
  correctReading,
  skipStep,
  takeBack,
} from "../production/reduce-corrections.ts";
import {
  advanceLoad,
  openLoad,
  putInLoad,
  recordIndicator,
  takeFromLoad,
} from "../production/reduce-loads.ts";
import { beginLot, changeLot, splitLot } from "../production/reduce-lots.ts";
import { reworkLot, reworkUnit, scrapStock, scrapUnit } from "../production/reduce-transform.ts";
import { correctReceipt, receiveLot, voidReceipt } from "../receiving/reduce.ts";
import type { Reducers } from "../sync/view.ts";
import { moveStock } from "../warehouse/reduce.ts";

export const LATER: Reducers = {
  AdvanceLoad: advanceLoad,
  BeginLot: beginLot,
  CalibrateEquipment: calibrateEquipment,
  ChangeLot: changeLot,
  CleanEquipment: cleanEquipment,
  CorrectCheck: correctCheck,
  CorrectReading: correctReading,
  CorrectReceipt: correctReceipt,
  MaintainEquipment: maintainEquipment,
  MoveStock: moveStock,
  OpenLoad: openLoad,
  PlaceHold: placeHold,
  PutInLoad: putInLoad,
  ReceiveLot: receiveLot,
  RecordIndicator: recordIndicator,
  ReworkLot: reworkLot,
  ReworkUnit: reworkUnit,
  ScrapStock: scrapStock,
  ScrapUnit: scrapUnit,
  SkipStep: skipStep,
  SplitLot: splitLot,
  TakeBack: takeBack,
  TakeFromLoad: takeFromLoad,
  VoidReceipt: voidReceipt,
};
