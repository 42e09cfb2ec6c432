/**
 * Work orders at the desk: the list, a new one, the card of one with its control charts; all read from the server.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Step } from "../../entries/bodies.ts";
import type { ServerDoor } from "../../entries/server-door.ts";
import { ControlPanel } from "../../indicators/control-panel.tsx";
import type { ControlView } from "../../indicators/control-view.ts";
import { RoutingSteps, StructureTable } from "../../items/process-content.tsx";
import { workOrderCard } from "../../production/order-card.tsx";
import { planForm } from "../../production/order-form.ts";
import { WorkOrderList } from "../../production/order-list.tsx";
import type { OrderCardView, OrdersView } from "../../production/order-view.ts";
import type { Lookup } from "../../sync/view.ts";
import { ActionLink } from "../../ui/action-link.tsx";
import { AsOf } from "../../ui/as-of.tsx";
import { SelectField } from "../../ui/field.tsx";
import { d } from "../../ui/i18n/desk/catalogue.ts";
import { localName } from "../../ui/local-name.ts";
import { useApp } from "../context.ts";
import { CardPage } from "./card-page.tsx";
import { FormPage } from "./form-page.tsx";
import { formHref } from "./forms.ts";
import type { PageParts } from "./lists.tsx";
import { ReadPage } from "./read-page.tsx";

export interface WorkOrderPagesProps extends PageParts {
  readonly at: readonly string[];
  readonly query: URLSearchParams;
  readonly revision: number;
}

export function WorkOrderPages(props: WorkOrderPagesProps): JSX.Element {
  const { at, query, rows, frame, acts, server, nowMs, revision } = props;
  const { device } = useApp();
  const [number] = at;
  const tick = nowMs + revision;
  const asOf = <AsOf at={new Date(nowMs)} now={new Date(nowMs)} source="server" />;
  if (number !== undefined) {
    const path = `/work-orders/${encodeURIComponent(number)}`;
    return (
      <ReadPage<OrderCardView> server={server} path={path} tick={tick}>
        {(view) => {
          const card = workOrderCard({
            view,
            acts,
            charts: () => (
              <Charts view={view} server={server} tick={tick} first={query.get("chart")} />
            ),
            bound: () => <Bound rows={rows} view={view} />,
          });
          const opens = query.get("part");
          return (
            <CardPage section="work-orders" {...{ at, card, asOf, server, revision, opens }} />
          );
        }}
      </ReadPage>
    );
  }
  if (query.get("do") === "new") {
    return <FormPage spec={planForm(rows, device.enrolment.site)} acts={acts} />;
  }
  const plan = formHref("work-orders", [], "new");
  const actions = (
    <ActionLink href={plan} label={d().making.order.plan()} icon="plus" tone="primary" />
  );
  return (
    <ReadPage<OrdersView> server={server} path="/work-orders" tick={tick}>
      {(view) => <WorkOrderList orders={view.orders} frame={{ ...frame, asOf, actions }} />}
    </ReadPage>
  );
}

interface BoundProps {
  readonly rows: Lookup;
  readonly view: OrderCardView;
}

function Bound({ rows, view }: BoundProps): JSX.Element {
  const { order, lines, steps } = view;
  if (steps.length === 0) {
    return <p>{d().making.order.notReleased()}</p>;
  }
  const words = d().making.order;
  return (
    <>
      <h2>{`${words.structure()} ${order.structure_revision}`}</h2>
      <StructureTable lines={lines} />
      <h2>{`${words.routing()} ${order.routing_revision}`}</h2>
      <RoutingSteps rows={rows} steps={steps} />
    </>
  );
}

interface ChartsProps {
  readonly view: OrderCardView;
  readonly server: ServerDoor;
  readonly tick: number;
  /** `90/SEAL_TEMP`: what an address names; null: the first measured one. */
  readonly first: string | null;
}

const SIZES = [1, 2, 3, 4, 5, 6, 8, 10];

function Charts({ view, server, tick, first }: ChartsProps): JSX.Element {
  const words = d().making.spc;
  const options = view.steps.flatMap(measuredOf);
  const named = options.find(({ value }) => value === first) ?? options[0];
  const [chosen, setChosen] = useState(named?.value ?? "");
  const [size, setSize] = useState("1");
  if (options.length === 0) {
    return <p>{words.nothingMeasured()}</p>;
  }
  const [step = "", code = ""] = chosen.split("/");
  const asked = new URLSearchParams({ order: view.order.number, step, code, subgroup: size });
  return (
    <div class="control-panel">
      <div class="control-choices">
        <SelectField
          label={words.parameter()}
          value={chosen}
          options={options}
          onChange={setChosen}
        />
        <SelectField
          label={words.subgroup()}
          value={size}
          options={SIZES.map((each) => ({
            value: String(each),
            label: each === 1 ? words.individuals() : words.means(each),
          }))}
          onChange={setSize}
        />
      </div>
      <ReadPage<ControlView> server={server} path={`/indicators/control?${asked}`} tick={tick}>
        {(found) => <ControlPanel view={found} subgroup={Number(size)} />}
      </ReadPage>
    </div>
  );
}

function measuredOf({ number, parameters, checks }: Step) {
  const read = checks.filter(({ kind }) => kind === "reading");
  return [...parameters, ...read].map((each) => ({
    value: `${number}/${each.code}`,
    label: `${number} · ${localName(each)}`,
  }));
}
