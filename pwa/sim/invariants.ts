/**
 * What must hold whatever happened (design: I1, I3, I4-I6, I8, I10, I11, I14), checked on one schedule.
 */

import { genesisHash, linkHash } from "../src/sync/chain.ts";
import { addDecimals, compareDecimals } from "../src/sync/decimal.ts";
import { View } from "../src/sync/view.ts";
import type { ModelDevice } from "./model-chain.ts";
import type { ModelServer } from "./model-server.ts";
import { REDUCERS } from "./reducers.ts";
import type { VirtualDevice } from "./virtual-device.ts";

export class Broken extends Error {
  readonly invariant: string;

  constructor(invariant: string, message: string) {
    super(`${invariant}: ${message}`);
    this.invariant = invariant;
  }
}

interface Mark {
  readonly life: unknown;
  readonly epoch: string | null;
  readonly position: number;
}

/** I11: what a screen has shown does not go back within one life and epoch. */
export function checkMonotonic(marks: Map<string, Mark>, device: VirtualDevice): void {
  const { client } = device;
  if (client === null) return;
  const { epoch, position } = client.seen;
  const old = marks.get(device.id);
  if (old?.life === client && old.epoch === epoch && position < old.position) {
    throw new Broken("I11", `${device.id} went back from ${old.position} to ${position}`);
  }
  marks.set(device.id, { life: client, epoch, position });
}

/** P35, I11: every acknowledged receipt is on the screen, and stock is the sum of the receipts. */
export function checkOwnStock(device: VirtualDevice): void {
  const { client } = device;
  if (client === null || client.seen.position === 0) return;
  for (const { id, type } of device.acknowledged) {
    if (type === "ReceiveLot" && client.view.get("receipt", [id]) === undefined) {
      throw new Broken("P35", `receipt ${id} is missing on ${device.id}`);
    }
  }
  const shown = client.view.find("receipt", "lot", `OWN-${device.id}`);
  let sum = "0";
  for (const { row } of shown) sum = addDecimals(sum, row.quantity_base);
  const held = client.view.get("balance", [`OWN-${device.id}`, "Q1"])?.row.quantity ?? "0";
  if (compareDecimals(sum, held) !== 0) {
    throw new Broken("P35", `${device.id} shows ${held}, its receipts are ${sum}`);
  }
}

/** I6: the view kept step by step is the view reduced at once. */
export function checkReduced(device: VirtualDevice): void {
  const { client } = device;
  if (client === null) return;
  const fresh = new View(client.view.base, REDUCERS);
  fresh.rebase(client.view.base, client.view.pending);
  for (const kind of ["lot", "balance", "receipt", "hold"] as const) {
    const left = JSON.stringify(
      client.view
        .all(kind)
        .map(({ row }) => row)
        .toSorted(byText),
    );
    const right = JSON.stringify(
      fresh
        .all(kind)
        .map(({ row }) => row)
        .toSorted(byText),
    );
    if (left !== right) throw new Broken("I6", `${device.id}: ${kind} differs`);
  }
}

function byText(left: unknown, right: unknown): number {
  return JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
}

/** I3, I8: a chain on the server is dense and verifies from its genesis. */
function checkChain({ id, entries }: ModelDevice): void {
  let previous = genesisHash(id);
  for (const [index, { seq, raw, hash }] of entries.entries()) {
    previous = linkHash(previous, seq, raw);
    if (seq !== index + 1 || previous !== hash) throw new Broken("I8", `${id} at ${seq}`);
  }
}

/** I1: how many acknowledged entries are not on the server, and how many entries are there twice. */
export function countEntries(server: ModelServer, devices: readonly VirtualDevice[]) {
  const seen = new Map<string, number>();
  for (const device of server.devices.values()) {
    checkChain(device);
    for (const { raw } of [...device.entries, ...device.branch]) {
      const entry = (JSON.parse(raw) as { id: string }).id;
      seen.set(entry, (seen.get(entry) ?? 0) + 1);
    }
  }
  const acknowledged = devices.flatMap((device) => device.acknowledged);
  const lost = acknowledged.filter(({ id }) => !seen.has(id)).length;
  const doubled = [...seen.values()].filter((count) => count > 1).length;
  return { lost, doubled };
}

/** I5, I10, I14 after healing: nothing waits, and the base is the server's. */
export function checkConverged(server: ModelServer, device: VirtualDevice): void {
  const { client } = device;
  if (client === null) throw new Broken("I14", `${device.id} is off`);
  if (client.view.pending.length > 0) {
    const trouble = JSON.stringify(client.engine.state.trouble);
    throw new Broken("I14", `${device.id}: ${client.view.pending.length} wait, ${trouble}`);
  }
  for (const stream of ["global", "site:SZ", `device:${device.id}`]) {
    if (client.view.base.checksum(stream) !== server.checksum(stream)) {
      throw new Broken("I5", `${device.id}: ${stream} differs`);
    }
  }
  for (const { row } of client.view.all("outcome")) {
    if (row.outcome !== "accepted" && row.codes.length === 0) throw new Broken("I10", row.id);
  }
}
