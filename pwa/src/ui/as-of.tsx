/**
 * The time a figure is true at, and whose figure it is.
 */

import type { JSX } from "preact";
import "./as-of.css";
import { timeRelativeTo } from "./format.ts";
import { t } from "./i18n/catalogue.ts";

export interface AsOfProps {
  readonly at: Date;
  readonly now: Date;
  readonly source?: "this-device" | "server";
}

export function AsOf({ at, now, source }: AsOfProps): JSX.Element {
  const words = t().ui;
  const whose = source === "this-device" ? words.thisDevice() : words.server();
  return (
    <time class="u-as-of" dateTime={at.toISOString()}>
      {words.asOf(timeRelativeTo(at, now))}
      {source !== undefined && ` · ${whose}`}
    </time>
  );
}
