/**
 * The three decisions that keep an entry alive, named so that a simulation can break each one
 * and show that it notices. The product never passes anything but `SAFE`.
 */

export interface Safeguards {
  /** P08: success is known at `oncomplete`; `request` would be the last `onsuccess`. */
  readonly successOn: "complete" | "request";
  /** P32: entries stay on the device after their outcome, until durable. */
  readonly retain: boolean;
  /** P23: a 4xx never takes an entry out of the queue. */
  readonly keepOnClientError: boolean;
}

export const SAFE: Safeguards = { successOn: "complete", retain: true, keepOnClientError: true };
