/**
 * The head of a record or card: what it is, its identity, its statuses, the facts that matter, the actions.
 */

import type { ComponentChildren, JSX } from "preact";
import { Identifier } from "./identifier.tsx";
import "./record-header.css";
import type { Status } from "./status.ts";
import { StatusChip } from "./status-chip.tsx";

export interface Fact {
  readonly label: string;
  readonly value: ComponentChildren;
}

export interface RecordHeaderProps {
  /** The trade's noun: Lot, Item, Supplier. */
  readonly kind: string;
  readonly identity: string;
  /** In words, for example the item's name. */
  readonly name?: string;
  readonly chips?: readonly { readonly status: Status; readonly label?: string }[];
  readonly facts?: readonly Fact[];
  /** Usually an `AsOf`. */
  readonly asOf?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

export function RecordHeader(props: RecordHeaderProps): JSX.Element {
  const { chips = [], facts = [] } = props;
  return (
    <section class="u-record">
      <div class="u-record-head">
        <div class="u-record-identity">
          <p class="u-record-kind">{props.kind}</p>
          <h1>
            <Identifier value={props.identity} size="key" />
          </h1>
          {props.name !== undefined && <p class="u-record-name">{props.name}</p>}
          <p class="u-record-chips">
            {chips.map((chip) => (
              <StatusChip key={chip.status} {...chip} />
            ))}
            {props.asOf}
          </p>
        </div>
        {props.actions !== undefined && <div class="u-record-actions">{props.actions}</div>}
      </div>
      <Facts facts={facts} />
    </section>
  );
}

export function Facts({ facts }: { readonly facts: readonly Fact[] }): JSX.Element | null {
  return facts.length === 0 ? null : (
    <dl class="u-facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
