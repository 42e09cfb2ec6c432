/**
 * What may be decided about an order as it stands: release, suspend, resume, close, cancel, each with its reason.
 */

import type { JSX } from "preact";
import { explain } from "../entries/code-texts.ts";
import { type DeskActs, hasReason, mayAct } from "../entries/desk-acts.ts";
import { madeHere } from "../entries/made-here.ts";
import { DecisionForm } from "../ui/decision-form.tsx";
import { d, wordOf } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";
import { MadeHereList } from "../ui/made-here-list.tsx";
import { OrderRelease } from "./order-release.tsx";
import type { OrderLine } from "./order-view.ts";
import "./work-order.css";

/** As the server's table of states has it; it judges again. */
const ACTS: Readonly<Record<string, readonly ("suspend" | "resume" | "close" | "cancel")[]>> = {
  planned: ["cancel"],
  released: ["suspend", "cancel"],
  in_progress: ["close", "suspend"],
  suspended: ["resume"],
};

export interface OrderDecideProps {
  readonly order: OrderLine;
  readonly acts: DeskActs;
}

export function OrderDecide({ order, acts }: OrderDecideProps): JSX.Element {
  const { making, form } = d();
  const words = making.order;
  const closed = mayAct(acts.actor, "release_order") ? null : making.needsReleaser();
  const shared = {
    reasonLabel: form.reason(),
    reasonHint: form.reasonHint(),
    closed,
    hasReason,
  };
  const possible = ACTS[order.status] ?? [];
  return (
    <div class="order-acts">
      {order.status === "planned" && (
        <OrderRelease
          order={order}
          shared={shared}
          onRelease={(body, reason) => acts.record({ type: "ReleaseOrder", body, reason })}
        />
      )}
      {possible.map((act) => (
        <DecisionForm
          {...shared}
          key={act}
          title={words.act[act]()}
          why={words.actWhy[act]()}
          submit={{
            label: words.act[act](),
            icon: act === "cancel" || act === "suspend" ? "lock" : "check",
            tone: act === "cancel" || act === "suspend" ? "stop" : "primary",
          }}
          onDecide={(reason) =>
            acts.record({ type: "ChangeOrder", body: { act, order: order.number }, reason })
          }
        />
      ))}
      {possible.length === 0 && <p>{words.ended()}</p>}
      <MadeHereList made={madeLines(order, acts)} />
    </div>
  );
}

function madeLines(order: OrderLine, acts: DeskActs) {
  const words = d().making.order;
  return (["ReleaseOrder", "ChangeOrder"] as const).flatMap((type) =>
    madeHere(acts.queue, type, (body) => body.order === order.number).map((line) => ({
      ...line,
      label: type === "ReleaseOrder" ? words.release() : wordOf(words.act, String(line.body.act)),
      texts: explain(line.codes, language.value),
    })),
  );
}
