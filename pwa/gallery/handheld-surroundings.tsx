/**
 * What every handheld page of the gallery shows around its subject.
 */
import { EmptyState } from "../src/ui/empty-state.tsx";
import { t } from "../src/ui/i18n/catalogue.ts";
import { Verdict } from "../src/ui/verdict.tsx";
import { say } from "./words.ts";

export const nothing = (): void => undefined;
export const who = () => ({ name: say("李伟", "Li Wei"), role: say("收货", "Receiving") });
export const queue = { count: 7, oldestMs: 14 * 60_000 };
export const idle = () => (
  <Verdict status="none">
    <EmptyState drawing="any" title={t().scan.anything()} />
  </Verdict>
);
