/**
 * The picture of a step: fetched once with the device's token, kept beside the app for offline work.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { s } from "../../ui/i18n/step/catalogue.ts";
import { type App, useApp } from "../context.ts";

const KEPT = "step-pictures";

export function Picture(props: {
  readonly digest: string;
  readonly of: string;
}): JSX.Element | null {
  const app = useApp();
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    pictureOf(app, props.digest).then(
      (blob) => {
        if (blob !== null && !gone) {
          made = URL.createObjectURL(blob);
          setAddress(made);
        }
      },
      (error: unknown) => reportError(error),
    );
    return () => {
      gone = true;
      if (made !== null) {
        URL.revokeObjectURL(made);
      }
    };
  }, [app, props.digest]);
  return address === null ? null : (
    <img class="step-picture" src={address} alt={s().picture(props.of)} />
  );
}

/** Null where it was never fetched and there is no network: the text stands alone. */
async function pictureOf({ device }: App, digest: string): Promise<Blob | null> {
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
