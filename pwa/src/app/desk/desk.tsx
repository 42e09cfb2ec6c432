/**
 * The desk's pages, loaded only where `#/desk/…` is opened. Which page an address shows is decided here.
 */

import type { JSX } from "preact";
import { EmptyState } from "../../ui/empty-state.tsx";
import { t } from "../../ui/i18n/catalogue.ts";

export function Desk(): JSX.Element {
  return <EmptyState drawing="document" title={t().app.notHere()} />;
}
