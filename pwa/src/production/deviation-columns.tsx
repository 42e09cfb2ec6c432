/**
 * What the cards of orders and loads tell of each deviation, beside what it is about.
 */

import { explain } from "../entries/code-texts.ts";
import { chipColumn, moment, textColumn } from "../ui/desk-cells.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import type { Column } from "../ui/table-view.ts";
import type { DeviationLine } from "./order-view.ts";

export function deviationColumns(): readonly Column<DeviationLine>[] {
  const { making, field } = d();
  const { deviationStatus } = making.order;
  return [
    textColumn("what", field.text(), (row) => explain([row], language.value)[0]?.what ?? row.code, {
      wraps: true,
    }),
    chipColumn("status", field.status(), ({ status }) => [
      { status: status === "open" ? "warn" : "ok", label: wordOf(deviationStatus, status) },
    ]),
    textColumn("by", field.by(), (row) => row.opened_by),
    textColumn("at", field.at(), (row) => moment(row.opened_at)),
  ];
}
