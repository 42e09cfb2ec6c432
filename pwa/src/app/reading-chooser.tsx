/**
 * All readings of one code, side by side: a person chooses, software never guesses.
 */

import type { JSX } from "preact";
import type { ProductReading, Reading } from "../scan/resolve.ts";
import { Chooser } from "../ui/chooser.tsx";
import { t } from "../ui/i18n/catalogue.ts";
import type { IconName } from "../ui/icon.tsx";
import { List } from "../ui/list.tsx";
import { useApp } from "./context.ts";
import type { Choosing } from "./scan-desk.ts";
import { nameOf } from "./texts.ts";

const ICONS: Readonly<Record<Reading["is"], IconName>> = {
  product: "scan-barcode",
  badge: "id-card",
  command: "settings",
  location: "map-pin",
  equipment: "wrench",
  order: "file-text",
  supplier: "building-2",
  work_order: "clipboard-list",
  load: "thermometer",
  lot: "layers",
  unit: "tag",
  item: "package",
  supplier_lot: "tags",
  package: "boxes",
  calibration: "scan-line",
  enrolment: "smartphone",
  text: "info",
};

export function ReadingChooser({ choosing }: { readonly choosing: Choosing }): JSX.Element {
  const { scans } = useApp();
  const options = choosing.readings.map((reading) => ({
    label: meaningOf(reading),
    detail: detailAmong(reading, choosing.readings),
    icon: ICONS[reading.is],
    onPress: () => scans.choose(reading),
  }));
  const [first, second, ...more] = options;
  if (first !== undefined && second !== undefined && more.length === 0) {
    return <Chooser question={t().app.whatIs()} choices={[first, second]} />;
  }
  const rows = options.map(({ label, detail, onPress }, index) => ({
    id: String(index),
    title: `${index + 1} · ${label}`,
    detail,
    onPress,
  }));
  return <List label={t().app.meansTwo()} rows={rows} />;
}

export function meaningOf(reading: Reading): string {
  const words = t().app;
  switch (reading.is) {
    case "product":
      return reading.item === null ? words.meaning.product() : nameOf(reading.item);
    case "location":
      return `${words.meaning.location()} ${reading.code}`;
    case "equipment":
      return `${words.meaning.equipment()} ${reading.code}`;
    case "badge":
      return `${words.meaning.badge()} ${reading.badge}`;
    case "order":
    case "load":
    case "lot":
    case "package":
    case "supplier":
    case "work_order":
      return `${words.meaning[reading.is]()} ${reading.number}`;
    case "unit":
      return `${words.meaning.unit()} ${reading.row.serial}`;
    case "item":
      return `${words.meaning.item()} ${reading.item.number}`;
    default:
      return words.meaning[reading.is]();
  }
}

function printedOn({ identity: { lot, serial, expiry } }: ProductReading): string {
  const words = t().app;
  const parts = [
    lot === null ? "" : words.lotIs(lot),
    serial === null ? "" : words.serialIs(serial),
    expiry === null ? "" : words.expiryIs(expiry),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** Where two choices would look the same, every element that was read is shown. */
export function detailAmong(reading: Reading, readings: readonly Reading[]): string {
  const shown = (each: Reading): string => `${meaningOf(each)} ${detailOf(each)}`;
  const alike = readings.filter((each) => shown(each) === shown(reading)).length > 1;
  return alike && reading.is === "product"
    ? reading.elements.map(({ ai, value }) => `(${ai})${value}`).join("")
    : detailOf(reading);
}

export function detailOf(reading: Reading): string {
  if (reading.is === "product") return printedOn(reading);
  if (reading.is === "location" || reading.is === "equipment") {
    return reading.row === null ? "" : nameOf(reading.row);
  }
  if (reading.is === "badge") return reading.person === null ? "" : nameOf(reading.person);
  if (reading.is === "unit") return reading.row.item;
  if (reading.is === "item") return nameOf(reading.item);
  if (reading.is === "supplier") return nameOf(reading.row);
  return "";
}
