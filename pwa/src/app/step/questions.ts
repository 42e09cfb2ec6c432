/**
 * Scans that answer the open question: a second person's badge, a supervisor's.
 */

import { RUNS_DEVIATIONS } from "../../production/roles.ts";
import { nextSlot } from "../../production/slots.ts";
import { s } from "../../ui/i18n/step/catalogue.ts";
import type { ReadScan } from "../scan-desk.ts";
import { finishEmpty } from "./finish-empty.ts";
import { key, look } from "./observe.ts";
import type { StepWork } from "./work.ts";

/** True when the scan was taken for the question. */
export async function takeForAsk(work: StepWork, read: ReadScan): Promise<boolean> {
  const { reading, scan } = read;
  const { ask, opening } = work.state.value;
  if (await takeForThing(work, read)) {
    return true;
  }
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
    case "second_end":
      if (!isHolder(work, badge)) {
        await finishEmpty(work, ask.opening, badge);
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

/** A lot that was used up, or the document that is looked at. */
async function takeForThing(work: StepWork, read: ReadScan): Promise<boolean> {
  const { reading, scan } = read;
  const { ask } = work.state.value;
  if (ask?.is === "old_lot") {
    const { nameOldLot } = await import("./change-over.ts");
    work.app.feedback.signal(nameOldLot(work, ask, read) ? "tick" : "warn", scan);
    return true;
  }
  if (ask === null && reading.is === "text" && wantsDocument(work)) {
    work.set({ document: reading.text });
    work.app.feedback.signal("ok", scan);
    return true;
  }
  return false;
}

/** The check on the screen asks for a document: what is scanned is its number. */
function wantsDocument(work: StepWork): boolean {
  const slot = nextSlot(work.slots);
  return slot?.is === "check" && slot.check.kind === "document";
}

function isHolder(work: StepWork, badge: string): boolean {
  return work.app.session.shift.value?.holder.badge === badge;
}
