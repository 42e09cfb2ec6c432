/**
 * What a device itself knows of a thing's way, without the server: rows of its feed, and what was recorded on it.
 * Never the whole: links that other devices recorded are not kept here. Pure.
 */

import type { Envelope } from "../entries/envelope.ts";
import type { JsonObject } from "../sync/canonical.ts";
import type { Lookup } from "../sync/view.ts";
import { type Amount, amountText } from "../ui/amount.ts";
import type { Thing, Way } from "./answer.ts";

export type LocalKind = "made_in" | "received" | "consume" | "taken_back" | "split" | "merge";

export interface LocalLink {
  readonly kind: LocalKind;
  /** The other end: a lot's number or a serial. */
  readonly name: string;
  readonly item: string;
  readonly quantity: string;
  /** State of what is at the other end; "" where none is known. */
  readonly status: string;
}

/** Direct links only, the supplier's lot among them; in the order in which they were found. */
export function localTrace(
  rows: Lookup,
  recorded: readonly Pick<Envelope, "type" | "body">[],
  thing: Thing,
  way: Way,
): readonly LocalLink[] {
  const name = thing.key.at(-1) ?? "";
  const said = recorded
    .flatMap((entry) => linksOf(entry))
    .filter(way === "back" ? into(thing) : from(thing));
  const links = said.map(({ kind, source, output, quantity }) => {
    const other = way === "back" ? source : output;
    return { kind, quantity, ...known(rows, other) };
  });
  return [...(way === "back" ? before(rows, thing) : behind(rows, thing, name)), ...links];
}

interface End {
  readonly kind: "lot" | "unit";
  readonly name: string;
  readonly item: string | null;
}

interface Said {
  readonly kind: LocalKind;
  readonly source: End;
  readonly output: End;
  readonly quantity: string;
}

function same({ kind, key }: Thing, end: End): boolean {
  return (
    (kind === end.kind && key.at(-1) === end.name && (end.item ?? key[0]) === key[0]) ||
    (kind === "lot" && end.kind === "lot" && key[0] === end.name)
  );
}

const into =
  (thing: Thing) =>
  (said: Said): boolean =>
    same(thing, said.output);
const from =
  (thing: Thing) =>
  (said: Said): boolean =>
    same(thing, said.source);

/** A unit was made in its lot; a lot was received as its supplier's lot. */
function before(rows: Lookup, { kind, key }: Thing): readonly LocalLink[] {
  if (kind === "unit") {
    const lot = rows.get("unit", key)?.row.lot ?? null;
    return lot === null ? [] : [{ kind: "made_in", quantity: "", ...known(rows, lotEnd(lot)) }];
  }
  const lot = kind === "lot" ? rows.get("lot", key)?.row : undefined;
  return lot === undefined || lot.supplier_lot === null
    ? []
    : [
        {
          kind: "received",
          name: lot.supplier_lot,
          item: lot.supplier ?? "",
          quantity: "",
          status: "",
        },
      ];
}

/** The units that were made in a lot. */
function behind(rows: Lookup, { kind }: Thing, name: string): readonly LocalLink[] {
  const units = kind === "lot" ? rows.find("unit", "lot", name) : [];
  return units.map(({ row }) => ({
    kind: "made_in" as const,
    name: row.serial,
    item: row.item,
    quantity: "",
    status: row.status,
  }));
}

function known(rows: Lookup, { kind, name, item }: End): Omit<LocalLink, "kind" | "quantity"> {
  if (kind === "lot") {
    const lot = rows.get("lot", [name])?.row;
    return { name, item: lot?.item ?? "", status: lot?.status ?? "" };
  }
  const [only] = rows
    .find("unit", "serial", name)
    .filter(({ row }) => (item ?? row.item) === row.item);
  return { name, item: item ?? only?.row.item ?? "", status: only?.row.status ?? "" };
}

function lotEnd(name: string): End {
  return { kind: "lot", name, item: null };
}

function unitEnd(name: string, item: string | null): End {
  return { kind: "unit", name, item };
}

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** The links that an entry of this device says; none for any other entry. */
function linksOf({ type, body }: Pick<Envelope, "type" | "body">): readonly Said[] {
  switch (type) {
    case "ConsumeMaterial":
    case "TakeBack":
      return consumed(body, type === "TakeBack" ? "taken_back" : "consume");
    case "SplitLot":
      return parts(body).map(({ lot, quantity }) => ({
        kind: "split",
        source: lotEnd(text(body.lot) ?? ""),
        output: lotEnd(lot),
        quantity,
      }));
    case "MergeLots": {
      const lots = Array.isArray(body.lots) ? body.lots.flatMap((lot) => text(lot) ?? []) : [];
      const output = lotEnd(text(body.output) ?? "");
      return lots.map((lot) => ({ kind: "merge", source: lotEnd(lot), output, quantity: "" }));
    }
    default:
      return [];
  }
}

function consumed(body: JsonObject, kind: LocalKind): readonly Said[] {
  const lot = text(body.input_lot);
  const serial = text(body.input_serial);
  const source = serial === null ? lotEnd(lot ?? "") : unitEnd(serial, text(body.input_item));
  const made = text(body.serial);
  const output = made === null ? lotEnd(text(body.lot) ?? "") : unitEnd(made, null);
  const amount = body.quantity as Amount | null | undefined;
  const quantity = amount ? amountText(amount) : "";
  return source.name === "" || output.name === "" ? [] : [{ kind, source, output, quantity }];
}

function parts(body: JsonObject): readonly { readonly lot: string; readonly quantity: string }[] {
  const given = Array.isArray(body.parts) ? (body.parts as readonly JsonObject[]) : [];
  return given.map(({ lot, quantity }) => ({ lot: String(lot), quantity: String(quantity) }));
}
