/**
 * Who this device is and who is holding it, kept beside the entries with the same durability.
 */
import type { Enrolment } from "./client.ts";
import type { OplogDatabase } from "./oplog-schema.ts";
import type { WrappedKey } from "./pin.ts";

/** A shift grant as the server gave it (P38). */
export interface ShiftGrant {
  readonly badge: string;
  readonly grant: string;
  readonly grantId: string;
  /** RFC 3339 */
  readonly notAfter: string;
  readonly person: string;
  readonly method: "badge_pin" | "password";
}

/** Who holds the device; survives a restart, so that nobody records under another's badge. */
export interface Holder {
  readonly badge: string;
  readonly method: "badge" | "badge_pin" | "password";
}

export interface PinAttempts {
  readonly failures: number;
  readonly lastMs: number;
}

interface Values {
  readonly enrolment: Enrolment;
  /** Non-extractable; IndexedDB stores the handle, not the key. */
  readonly keys: CryptoKeyPair;
  /** Made for an enrolment whose answer has not come yet. */
  readonly candidate: CryptoKeyPair;
  readonly secret: CryptoKey;
  readonly holder: Holder;
  readonly [grant: `grant:${string}`]: ShiftGrant;
  readonly [pin: `pin:${string}`]: WrappedKey;
  readonly [attempts: `attempts:${string}`]: PinAttempts;
}

export class IdentityStore {
  readonly #database: OplogDatabase;

  constructor(database: OplogDatabase) {
    this.#database = database;
  }

  get<K extends keyof Values>(key: K): Promise<Values[K] | undefined> {
    return this.#database.transact(
      ["identity"],
      "readonly",
      async (tx) => (await tx.objectStore("identity").get(key)) as Values[K] | undefined,
    );
  }

  async put<K extends keyof Values>(key: K, value: Values[K]): Promise<void> {
    await this.#database.transact(["identity"], "readwrite", async (tx) => {
      await tx.objectStore("identity").put(value, key);
    });
  }

  async remove(key: keyof Values): Promise<void> {
    await this.#database.transact(["identity"], "readwrite", (tx) =>
      tx.objectStore("identity").delete(key),
    );
  }
}
