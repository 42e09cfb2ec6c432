/**
 * The enrolled device in one piece: sync client, people, attachments, all on the browser's own ports.
 */

import { Attachments } from "../sync/attachments.ts";
import { browserPorts, kickOnReturn } from "../sync/browser-ports.ts";
import { carryOver } from "../sync/carry-over.ts";
import { Client, type Enrolment } from "../sync/client.ts";
import { Identity } from "../sync/identity.ts";
import { IdentityStore } from "../sync/identity-store.ts";
import { type OplogDatabase, openOplog } from "../sync/oplog-schema.ts";
import type { DeviceKeys, Ports } from "../sync/ports.ts";
import { signingKeys } from "../sync/signature.ts";
import { prepareReducers, REDUCERS } from "./reducers.ts";
import { BUILD } from "./version.ts";

/** What exists before enrolment: ports and the device's own storage. */
export interface Ground {
  readonly ports: Ports;
  readonly database: OplogDatabase;
  readonly store: IdentityStore;
}

export interface Device extends Ground {
  readonly enrolment: Enrolment;
  readonly keys: DeviceKeys;
  readonly client: Client;
  readonly identity: Identity;
  readonly attachments: Attachments;
}

export function openGround(): Ground {
  const ports = browserPorts();
  const database = openOplog(ports.storage);
  return { ports, database, store: new IdentityStore(database) };
}

/** The device as it was enrolled, reading what it holds; null when it never was. */
export async function openDevice(ground: Ground): Promise<Device | null> {
  const { ports, database, store } = ground;
  const enrolment = await store.get("enrolment");
  const pair = await store.get("keys");
  if (enrolment === undefined || pair === undefined) {
    return null;
  }
  const keys = signingKeys(crypto.subtle, pair);
  const reducers = { reducers: REDUCERS, prepareReducers };
  const options = { app: BUILD, enrolment, keys, ...reducers };
  const client = await Client.open(ports, options, database);
  const identity = new Identity({
    store,
    subtle: crypto.subtle,
    rng: ports.rng,
    line: client.line,
    tokens: client.tokens,
    rows: client.view,
    nowMs: () => client.time.nowMs(),
    append: (draft) => client.append(draft),
  });
  const attachments = new Attachments(ports.storage, client.line, client.tokens);
  return { ...ground, enrolment, keys, client, identity, attachments };
}

/** Starts the sync loop and lets photos follow each good round. */
export function startSync(device: Device): void {
  const { client, attachments } = device;
  let uploading = false;
  client.engine.listen(({ phase }) => {
    if (phase !== "idle" || uploading) {
      return;
    }
    uploading = true;
    void attachments.run().finally(() => {
      uploading = false;
    });
  });
  kickOnReturn((trigger) => void client.engine.kick(trigger));
  client.engine.start();
}

/** After enrolling anew: takes along what the server has not answered under the former id (P33). */
export async function carryFormer(ground: Ground, former: Enrolment | undefined): Promise<number> {
  const now = await ground.store.get("enrolment");
  if (former === undefined || now === undefined || former.device === now.device) {
    return 0;
  }
  return carryOver(ground.database, former.device, now.device);
}
