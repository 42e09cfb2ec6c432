/**
 * Ending a device's id, with a reason: released when its chain has forked (P16), revoked when it is lost or scrapped.
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

export interface EndFormProps {
  readonly device: BoardLine;
  readonly acts: DeskActs;
}

export function ReleaseForm(props: EndFormProps): JSX.Element {
  const words = d().device;
  return (
    <EndForm
      {...props}
      type="ReleaseDevice"
      label={words.release()}
      why={words.releaseWhy()}
      reason={words.releaseReason()}
    />
  );
}

export function RevokeForm(props: EndFormProps): JSX.Element {
  const words = d().device;
  return (
    <EndForm
      {...props}
      type="RevokeDevice"
      label={words.revoke()}
      why={words.revokeWhy(props.device.queue_length)}
      reason={words.revokeReason()}
    />
  );
}

interface EndProps extends EndFormProps {
  readonly type: "ReleaseDevice" | "RevokeDevice";
  readonly label: string;
  readonly why: string;
  readonly reason: string;
}

function EndForm({ device, acts, type, label, why, reason: asked }: EndProps): JSX.Element {
  const made = madeHere(acts.queue, type, (body) => body.device === device.id);
  const closed = isOnItsWay(made)
    ? d().act.sent()
    : mayAct(acts.actor, "manage_devices")
      ? null
      : d().device.notAdministrator();
  return (
    <>
      <DecisionForm
        title={label}
        why={why}
        reasonLabel={asked}
        submit={{ label, icon: "lock", tone: "stop" }}
        closed={closed}
        hasReason={hasReason}
        onDecide={(reason) => acts.record({ type, body: { device: device.id }, reason })}
      />
      <MadeHereList
        made={made.map((line) => ({ ...line, label, texts: explain(line.codes, language.value) }))}
      />
    </>
  );
}
