/**
 * The unsent queue as sealed files (P42), each no larger than a push may be (P11).
 */
import type { Enrolment } from "./client.ts";
import type { DeviceKeys, Rng } from "./ports.ts";
import { signPush, takeBatch } from "./push-body.ts";
import type { Queue } from "./queue.ts";
import { type Sealed, seal } from "./sealed.ts";

/** Empty when nothing is unsent, or the server lacks what this device no longer keeps. */
export async function sealQueue(parts: {
  readonly enrolment: Enrolment;
  readonly keys: DeviceKeys;
  readonly queue: Queue;
  readonly subtle: SubtleCrypto;
  readonly rng: Rng;
}): Promise<Sealed[]> {
  const { device, serverKey } = parts.enrolment;
  const files: Sealed[] = [];
  let from: number | undefined;
  for (;;) {
    const plan = await parts.queue.plan(device, from);
    if ("missing" in plan || plan.entries.length === 0) return files;
    const entries = takeBatch(plan.entries);
    const signed = await signPush({ ...plan, device, entries }, parts.keys);
    const sealing = { body: signed.body, device, serverKey };
    files.push(await seal(parts.subtle, parts.rng, sealing));
    from = signed.to + 1;
  }
}
