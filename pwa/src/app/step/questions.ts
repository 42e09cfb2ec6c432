/**
 * Scans that answer the open question: a second person's badge, a supervisor's.
 */

import { RUNS_DEVIATIONS } from "../../production/roles.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import type { ReadScan } from "../scan-desk.ts";
import { key, look } from "./observe.ts";
import type { StepWork } from "./work.ts";

/** True when the scan was taken for the question. */
export async function takeForAsk(work: StepWork, { reading, scan }: ReadScan): Promise<boolean> {
  const { ask, opening } = work.state.value;
  if (reading.is !== "badge" || ask === null || opening === null) {
    return false;
  }
  const { badge, person } = reading;
  switch (ask.is) {
    case "second_badge":
      if (!isHolder(work, badge)) {
        await key(work, opening, { ...ask.keyed, secondBadge: badge }, "none");
      } else {
        work.app.feedback.signal("warn", scan);
      }
      return true;
    case "second_look":
      if (!isHolder(work, badge)) {
        await look(work, opening, { ...ask.looked, secondBadge: badge });
      } else {
        work.app.feedback.signal("warn", scan);
      }
      return true;
    case "skip": {
      const allowed = person?.roles.some((role) => RUNS_DEVIATIONS.has(role)) === true;
      const mistake = allowed ? "" : s().notSupervisor();
      work.ask({ ...ask, badge: allowed ? badge : "", mistake });
      work.app.feedback.signal(allowed ? "ok" : "warn", scan);
      return true;
    }
    default:
      return false;
  }
}

function isHolder(work: StepWork, badge: string): boolean {
  return work.app.session.shift.value?.holder.badge === badge;
}
