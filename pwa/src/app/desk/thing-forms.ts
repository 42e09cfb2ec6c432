/**
 * Which forms lots and units have, and which of them their state lets stand on the card.
 */

import { GONE } from "../../material/desk-units.tsx";
import { holdLotForm, holdUnitForm } from "../../material/hold-forms.tsx";
import { stockOf } from "../../production/lot-form-parts.ts";
import { mergeForm, splitForm } from "../../production/lot-forms.ts";
import { ordersOfLot, ordersOfUnit } from "../../production/rework.ts";
import { reworkForm } from "../../production/rework-form.ts";
import { relabelForm, sampleForm, scrapForm } from "../../production/stock-forms.ts";
import {
  relabelUnitForm,
  reworkUnitForm,
  scrapUnitForm,
  takeOutForm,
} from "../../production/unit-forms.ts";
import type { Lookup } from "../../sync/view.ts";
import type { ActionLinkProps } from "../../ui/action-link.tsx";
import type { FormSpec } from "../../ui/form-fields.ts";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { formHref } from "./forms.ts";

export type ThingSection = "lots" | "units";

export function isThing(section: string): section is ThingSection {
  return section === "lots" || section === "units";
}

type LotForm = (rows: Lookup, lot: string) => FormSpec | null;
type UnitForm = (rows: Lookup, item: string, serial: string) => FormSpec | null;

const OF_LOTS: Readonly<Record<string, LotForm>> = {
  split: splitForm,
  merge: mergeForm,
  scrap: scrapForm,
  sample: sampleForm,
  relabel: relabelForm,
  rework: reworkForm,
  hold: holdLotForm,
};

const OF_UNITS: Readonly<Record<string, UnitForm>> = {
  scrap: scrapUnitForm,
  relabel: relabelUnitForm,
  rework: reworkUnitForm,
  "take-out": takeOutForm,
  hold: holdUnitForm,
};

/** The form behind `?do=…`; null when there is none for what this computer knows. */
export function thingForm(
  section: ThingSection,
  rows: Lookup,
  [first = "", second = ""]: readonly string[],
  act: string,
): FormSpec | null {
  return section === "lots"
    ? (OF_LOTS[act]?.(rows, first) ?? null)
    : (OF_UNITS[act]?.(rows, first, second) ?? null);
}

/** What can be done with it as it stands. */
export function thingActions(
  section: ThingSection,
  rows: Lookup,
  at: readonly string[],
): readonly ActionLinkProps[] {
  const { change } = d();
  const to = (act: string, label: string): ActionLinkProps => ({
    href: formHref(section, at, act),
    label,
  });
  const hold: ActionLinkProps = { ...to("hold", change.hold.place()), icon: "lock" };
  const [first = "", second = ""] = at;
  if (section === "units") {
    const unit = rows.get("unit", [first, second])?.row;
    if (unit === undefined || GONE.has(unit.status)) {
      return [];
    }
    return unit.parent !== null
      ? [to("take-out", change.takeOut.open()), hold]
      : [
          ...(ordersOfUnit(rows, first, second).length > 0
            ? [to("rework", change.rework.open())]
            : []),
          to("relabel", change.relabel.open()),
          to("scrap", change.scrap.open()),
          hold,
        ];
  }
  const inStock = stockOf(rows, first).length > 0;
  return [
    ...(inStock
      ? [
          to("split", change.split.open()),
          to("merge", change.merge.open()),
          to("sample", change.sample.open()),
          to("relabel", change.relabel.open()),
          to("scrap", change.scrap.open()),
        ]
      : []),
    ...(ordersOfLot(rows, first).length > 0 ? [to("rework", change.rework.open())] : []),
    ...(rows.get("lot", [first]) === undefined ? [] : [hold]),
  ];
}
