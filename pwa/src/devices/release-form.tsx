/**
 * Releasing a device that was frozen because its chain has forked (P16): it retires the id, with a reason.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { isOnItsWay, madeHere } from "../entries/made-here.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import type { BoardLine } from "./board-line.ts";

export interface ReleaseFormProps {
  readonly device: BoardLine;
  readonly acts: DeskActs;
}

export function ReleaseForm({ device, acts }: ReleaseFormProps): JSX.Element {
  const words = d().device;
  const made = madeHere(acts.queue, "ReleaseDevice", (body) => body.device === device.id);
  const closed = isOnItsWay(made)
    ? d().act.sent()
    : mayAct(acts.actor, "manage_devices")
      ? null
      : words.notAdministrator();
  return (
    <>
      <DecisionForm
        title={words.release()}
        why={words.releaseWhy()}
        reasonLabel={words.releaseReason()}
        submit={{ label: words.release(), icon: "lock", tone: "stop" }}
        closed={closed}
        hasReason={hasReason}
        onDecide={(reason) =>
          acts.record({ type: "ReleaseDevice", body: { device: device.id }, reason })
        }
      />
      <MadeHereList
        made={made.map((line) => ({
          ...line,
          label: words.release(),
          texts: explain(line.codes, language.value),
        }))}
      />
    </>
  );
}
