/**
 * Pictures of steps by content hash: taken here, kept beside the app, or fetched once with the device's token. A handheld
 * fetches those of every order it knows while there is a network, so that they are there without one.
 */

import type { Lookup } from "../sync/view.ts";
import type { PictureStore } from "../ui/picture-store.ts";
import type { Device } from "./device.ts";
import { storedPhoto } from "./photo.ts";

const KEPT = "step-pictures";

/** What forms and screens take pictures from and leave them in. */
export function pictureStore(device: Device): PictureStore {
  return {
    keep: (file) => storedPhoto(device.attachments, file),
    get: (digest) => pictureOf(device, digest),
  };
}

/** Null where it was never fetched and there is no network: the text stands alone. */
export async function pictureOf(device: Device, digest: string): Promise<Blob | null> {
  const own = await device.attachments.get(digest);
  if (own !== undefined) {
    return new Blob([own.bytes], { type: own.mediaType });
  }
  const path = `/attachments/${digest}`;
  const store = await caches.open(KEPT);
  const kept = await store.match(path);
  if (kept !== undefined) {
    return kept.blob();
  }
  const token = await device.client.tokens.get();
  if ("failed" in token) {
    return null;
  }
  const headers = { authorization: `Bearer ${token.token}` };
  const answer = await fetch(path, { headers }).catch(() => null);
  if (answer === null || !answer.ok) {
    return null;
  }
  await store.put(path, answer.clone());
  return answer.blob();
}

/** The pictures of every order's steps that this device knows of. */
export function picturesOf(rows: Lookup): ReadonlySet<string> {
  const steps = rows.all("order_snapshot").flatMap(({ row }) => row.steps);
  return new Set(steps.flatMap(({ picture }) => (picture === null ? [] : [picture])));
}

/** Fetches what is missing after each good round, one picture after the other; what fails is tried with the next. */
export function keepPictures(device: Device): void {
  const here = new Set<string>();
  let busy = false;
  const fetchMissing = async (): Promise<void> => {
    for (const digest of picturesOf(device.client.view)) {
      if (!here.has(digest) && (await pictureOf(device, digest)) !== null) {
        here.add(digest);
      }
    }
  };
  device.client.engine.listen(({ phase, trouble }) => {
    if (phase !== "idle" || trouble !== null || busy) {
      return;
    }
    busy = true;
    void fetchMissing()
      .catch((error: unknown) => reportError(error))
      .finally(() => {
        busy = false;
      });
  });
}
