/**
 * Which list each section shows, in one visible table.
 */

import type { ComponentChildren } from "preact";
import type { DeskActs } from "../../entries/desk-acts.ts";
import { mayAct } from "../../entries/desk-acts.ts";
import type { ServerDoor } from "../../entries/server-door.ts";
import { ExceptionList } from "../../intake/desk-inbox.tsx";
import { ItemList } from "../../items/desk-items.tsx";
import { LocationList } from "../../material/desk-locations.tsx";
import { LotList } from "../../material/desk-lots.tsx";
import { UnitList } from "../../material/desk-units.tsx";
import { DeviationList } from "../../nonconformance/desk-deviations.tsx";
import { PersonList } from "../../people/desk-people.tsx";
import { ReceiptList } from "../../receiving/desk-receipts.tsx";
import { OrderList } from "../../suppliers/desk-orders.tsx";
import { SupplierList } from "../../suppliers/desk-suppliers.tsx";
import type { Lookup } from "../../sync/view.ts";
import type { ListFrame } from "../../ui/desk-list.tsx";
import type { LocalSection } from "./sections.ts";

export interface PageParts {
  readonly rows: Lookup;
  readonly frame: ListFrame;
  readonly acts: DeskActs;
  readonly server: ServerDoor;
  /** YYYY-MM-DD */
  readonly today: string;
  readonly nowMs: number;
}

export const LISTS: Readonly<Record<LocalSection, (parts: PageParts) => ComponentChildren>> = {
  items: (parts) => <ItemList {...parts} />,
  suppliers: (parts) => <SupplierList {...parts} />,
  orders: (parts) => <OrderList {...parts} />,
  locations: (parts) => <LocationList {...parts} />,
  lots: (parts) => <LotList {...parts} />,
  units: (parts) => <UnitList {...parts} />,
  receipts: (parts) => <ReceiptList {...parts} />,
  people: (parts) => <PersonList {...parts} />,
  deviations: (parts) => <DeviationList {...parts} />,
  exceptions: (parts) => (
    <ExceptionList
      {...parts}
      actor={parts.acts.actor}
      receives={mayAct(parts.acts.actor, "resolve_exception")}
    />
  ),
};
