/**
 * The desk's sections, and where an address behind `#/desk/` leads.
 */

import type { IconName } from "../../ui/icon.tsx";

/** The rail, top to bottom: what waits for somebody, the day's work, what it stands on. */
export const GROUPS = {
  attention: ["exceptions", "deviations", "trace"],
  making: ["work-orders", "loads", "equipment", "training"],
  stock: ["lots", "units", "receipts", "orders"],
  labelling: ["labels", "templates", "numbers"],
  foundation: ["items", "processes", "suppliers", "locations", "people", "devices", "log"],
} as const;

export type Group = keyof typeof GROUPS;
export type Section = (typeof GROUPS)[Group][number];

export const SECTIONS: readonly Section[] = Object.values(GROUPS).flat();

/** Sections whose pages are lists of records and their cards. */
export type RecordSection = Exclude<Section, "log" | "trace">;

/** Record sections with pages of their own: their rows are not only on this computer, or are looked at in other ways. */
const OWN = [
  "processes",
  "work-orders",
  "equipment",
  "loads",
  "training",
  "devices",
  "labels",
  "templates",
  "numbers",
] as const;
export type OwnSection = (typeof OWN)[number];

/** Record sections that are a list and cards of rows on this computer. */
export type LocalSection = Exclude<RecordSection, OwnSection>;

export function hasOwnPages(section: Section): section is OwnSection {
  return OWN.some((each) => each === section);
}

export const ICONS: Readonly<Record<Section, IconName>> = {
  items: "package",
  processes: "layers",
  "work-orders": "wrench",
  equipment: "gauge",
  loads: "thermometer",
  numbers: "tags",
  suppliers: "building-2",
  orders: "clipboard-list",
  locations: "map-pin",
  lots: "boxes",
  units: "scan-line",
  labels: "printer",
  receipts: "package-check",
  templates: "tag",
  people: "users",
  training: "badge-check",
  devices: "smartphone",
  deviations: "triangle-alert",
  exceptions: "inbox",
  trace: "waypoints",
  log: "history",
};

/** The kind of row a section's cards show: what `GET /history/{kind}` is asked for. */
export const KINDS: Readonly<Record<RecordSection, string>> = {
  items: "item",
  processes: "routing",
  "work-orders": "work_order",
  equipment: "equipment",
  loads: "load",
  numbers: "number_pool",
  suppliers: "supplier",
  orders: "order",
  locations: "location",
  lots: "lot",
  units: "unit",
  labels: "label_job",
  receipts: "receipt",
  templates: "label_template",
  people: "person",
  training: "skill",
  devices: "device",
  deviations: "deviation",
  exceptions: "exception",
};

export interface DeskPlace {
  readonly section: Section;
  /** Parts of the record's key; empty for the list. */
  readonly at: readonly string[];
}

/** `/desk/locations/SZ/QUAR-01`; anything unknown leads to the lots. */
export function deskPlace(path: string): DeskPlace {
  const [section = "", ...at] = path
    .replace(/^\/desk\/?/, "")
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
  const known = SECTIONS.find((name) => name === section);
  return known === undefined ? { section: "lots", at: [] } : { section: known, at };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray per cent sign typed into the address: taken as it stands.
    return part;
  }
}

export function historyPath(section: RecordSection, at: readonly string[]): string {
  const key = at.map((part) => `key=${encodeURIComponent(part)}`).join("&");
  return `/history/${KINDS[section]}?${key}`;
}
