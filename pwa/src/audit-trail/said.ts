/**
 * What an event says in words: the names of its values, and the values of closed sets, units and quantities among them.
 * A value that no set knows is shown as it was recorded.
 */

import { termNames } from "../entries/terms.ts";
import type { Lookup } from "../sync/view.ts";
import { number } from "../ui/amount.ts";
import { readableMoments } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { e } from "../ui/i18n/equipment/catalogue.ts";
import { localName } from "../ui/local-name.ts";
import { unitSign } from "../ui/unit-sign.ts";

type Words = Readonly<Record<string, () => string>>;

/** Events of purchasing: everywhere else an order is a work order. */
const PURCHASING: ReadonlySet<string> = new Set([
  "OrderPlaced",
  "OrderLinePlaced",
  "OrderLineReceived",
  "ReceiptPosted",
  "ReceiptCorrected",
]);

export function nameSaid(type: string, name: string): string {
  const { log } = d();
  if (name === "order" && !PURCHASING.has(type)) {
    return type === "NumberPoolDefined" ? log.howIssued() : log.workOrder();
  }
  return wordOf(log.names, name);
}

/** `name`: the value's own, however deep it lies in the event. */
export function valueSaid(rows: Lookup, type: string, name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") {
    return "";
  }
  if (typeof value === "boolean") {
    return value ? d().field.yes() : d().field.no();
  }
  if (Array.isArray(value)) {
    return value.map((each) => valueSaid(rows, type, name, each)).join(", ");
  }
  if (typeof value === "object") {
    return Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== "")
      .map(([inner, each]) => `${nameSaid(type, inner)} ${valueSaid(rows, type, inner, each)}`)
      .join(" · ");
  }
  return scalarSaid(rows, type, name, String(value));
}

function scalarSaid(rows: Lookup, type: string, name: string, value: string): string {
  if (name === "unit" || name === "base_unit") {
    return unitSign(value);
  }
  if (name === "family" || name === "equipment_class") {
    return localName(termNames(rows, name, value));
  }
  if (QUANTITIES.test(name)) {
    return number(value);
  }
  if (name.endsWith("subject")) {
    return subjectSaid(value);
  }
  const words = sets(type)[name];
  return words === undefined ? readableMoments(value) : wordOf(words, value);
}

const QUANTITIES = /^(quantity(_\w+)?|count|applied|destroyed|returned|checked)$/;

/** `unit:0007`, `lot:FG-1` or `order:` with the thing's kind in words. */
function subjectSaid(value: string): string {
  const [, kind = "", key = ""] = /^(lot|unit|order):(.*)$/.exec(value) ?? [];
  if (kind === "") {
    return value;
  }
  const words: Words = { ...d().trace.kind, order: d().log.workOrder };
  return `${wordOf(words, kind)} ${key}`.trim();
}

/** The sets that an event's values are of, by the value's name. */
function sets(type: string): Readonly<Record<string, Words>> {
  const { log, word, making, deviation, device, print, template } = d();
  const { bucket } = making.order;
  const kinds: Words = { ...log.kinds, ...d().trace.kind };
  return {
    agency: d().identity.agency,
    alphabet: d().numbers.alphabet,
    bucket,
    cause: print.causes,
    device: { system: log.system },
    device_kind: device.kind,
    disposition: deviation.dispositions,
    from_bucket: bucket,
    language: { ...word.language, ...d().label.languages },
    level: word.level,
    market: template.market,
    markets: template.market,
    order: d().numbers.order,
    order_status: word.orderStatus,
    outcome: device.outcome,
    phase: d().loads.status,
    record: d().equipment.records,
    resolution: d().inbox.resolvedAs,
    result: d().equipment.results,
    roles: word.role,
    series: log.said.series,
    source: making.value,
    subject_kind: { ...kinds, label_job: print.label },
    symbols: log.said.symbols,
    to_bucket: bucket,
    trace: word.trace,
    type: word.locationType,
    ...ofEvent(type),
  };
}

/** Sets of values whose names mean something else from event to event. */
function ofEvent(type: string): Readonly<Record<string, Words>> {
  const { log, word, making, device, loads, print, template, equipment } = d();
  const load: Words = { ...loads.status, ...loads.act };
  const statuses: Readonly<Record<string, Words>> = {
    IdentifierDefined: word.identifierStatus,
    ItemDefined: word.itemStatus,
    LotCorrected: word.lotStatus,
    LotCreated: word.lotStatus,
    LotStatusChanged: word.lotStatus,
    OrderPlaced: word.orderStatus,
    OrderStatusChanged: making.order.status,
    SupplierApprovalSet: word.supplierStatus,
    SupplierDefined: word.supplierStatus,
    UnitMade: d().trace.unitStatus,
    UnitStatusChanged: d().trace.unitStatus,
  };
  const status = statuses[type] ?? word.receiptStatus;
  const own: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
    CredentialSet: { kind: log.said.method },
    CycleRead: { source: loads.source, verdict: equipment.doubt.verdicts },
    DeviceEnrolled: { kind: device.kind },
    EquipmentDefined: { kind: e().kind },
    GrantIssued: { method: log.said.method },
    IndicatorRecorded: { act: load, kind: loads.kind },
    LabelUsed: { use: print.state },
    Linked: { kind: d().trace.link },
    LoadDecided: { verdict: loads.status },
    NumberPoolDefined: { kind: d().numbers.kind },
    NumbersUsed: { purpose: print.state },
    Observed: { kind: making.entity, verdict: making.order.verdict },
    PrintingStarted: { method: print.methods },
    ProcessApproved: { kind: making.kind },
    ProcessWithdrawn: { kind: making.kind },
    ReadingCorrected: { verdict: making.order.verdict },
    StockMoved: { kind: word.movementKind },
    TemplateDrafted: { use: template.uses },
    TemplateApproved: { use: template.uses },
    Unlinked: { kind: d().trace.link },
  };
  return { status, ...own[type] };
}
