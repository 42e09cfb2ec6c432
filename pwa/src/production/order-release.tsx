/**
 * Releasing an order: with the serial numbers that were planned for it, or with those that are named now.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ReleaseOrderBody } from "../entries/bodies.ts";
import { DecisionForm, type DecisionFormProps } from "../ui/decision-form.tsx";
import { Field } from "../ui/field.tsx";
import { d } from "../ui/i18n/desk/catalogue.ts";
import type { OrderLine } from "./order-view.ts";
import { complaintAbout, spansOf, spanText } from "./serial-spans.ts";

interface OrderReleaseProps {
  readonly order: OrderLine;
  readonly shared: Pick<DecisionFormProps, "reasonLabel" | "reasonHint" | "closed" | "hasReason">;
  readonly onRelease: (body: ReleaseOrderBody, reason: string) => Promise<unknown>;
}

export function OrderRelease({ order, shared, onRelease }: OrderReleaseProps): JSX.Element {
  const words = d().making.order;
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const [asked, setAsked] = useState(false);
  const asks = (order.trace === "serial" || order.trace === "both") && order.serials.length === 0;
  const named = asks ? spansOf([{ first, last }], order.quantity) : [];
  const wrong = complaintAbout(named, order.quantity);
  return (
    <DecisionForm
      {...shared}
      title={words.release()}
      why={words.releaseWhy()}
      submit={{ label: words.release(), icon: "badge-check", tone: "primary" }}
      check={() => {
        setAsked(true);
        return wrong;
      }}
      onDecide={(reason) => onRelease({ order: order.number, serials: named ?? [] }, reason)}
    >
      {order.serials.length > 0 && (
        <p>{d().serials.planned(order.serials.map(spanText).join(", "))}</p>
      )}
      {asks && (
        <>
          <p>{d().serials.none()}</p>
          <Field
            label={d().serials.first()}
            value={first}
            onInput={setFirst}
            disabled={shared.closed !== null}
            {...(asked && wrong !== null ? { error: wrong } : {})}
          />
          <Field
            label={d().serials.last()}
            hint={d().serials.lastWhy(order.quantity)}
            value={last}
            onInput={setLast}
            disabled={shared.closed !== null}
          />
        </>
      )}
    </DecisionForm>
  );
}
