/**
 * What every question about the carton in hand shares: what it is about, and the way out.
 */

import type { JSX } from "preact";
import type { ReceiveTask } from "../../receiving/task.ts";
import { Button } from "../../ui/button.tsx";
import { t } from "../../ui/i18n/catalogue.ts";
import type { useApp } from "../context.ts";
import { nameOf } from "../texts.ts";
import type { ReceiveWork } from "./work.ts";

export interface PanelProps {
  readonly work: ReceiveWork;
  readonly task: ReceiveTask | null;
}

/** Name of what is in hand, so that the person knows which label is meant. */
export function inHand(task: ReceiveTask | null, rows: ReturnType<typeof useApp>["rows"]): string {
  const { carton } = task ?? {};
  const item = rows.get("item", [carton?.item ?? ""])?.row;
  const lot = carton?.supplierLot;
  const parts = [item === undefined ? (carton?.di ?? "") : nameOf(item)];
  if (lot !== null && lot !== undefined) {
    parts.push(t().app.lotIs(lot));
  }
  return parts.filter((part) => part !== "").join(" · ");
}

export function Drop({ work }: { readonly work: ReceiveWork }): JSX.Element {
  return <Button label={t().ui.cancel()} icon="x" onPress={() => work.dropCarton()} />;
}
