/**
 * A photo by the device's own camera, stored by its hash before anything names it.
 */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { t } from "../ui/i18n/catalogue.ts";
import { useApp } from "./context.ts";
import { storedPhoto } from "./photo.ts";

export function PhotoButton(props: {
  readonly label: string;
  readonly count: number;
  /** The one thing asked for: drawn as the screen's primary action. */
  readonly primary?: boolean;
  readonly onPhoto: (hash: string) => void;
}): JSX.Element {
  const { device } = useApp();
  const input = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState(false);
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) {
      return;
    }
    const hash = await storedPhoto(device.attachments, file);
    setFailed(hash === null);
    if (hash !== null) {
      props.onPhoto(hash);
    }
  };
  const counted = props.count === 0 ? props.label : `${props.label} · ${props.count}`;
  return (
    <>
      <Button
        label={counted}
        icon="camera"
        {...(props.primary === true
          ? { tone: "primary" as const, size: "primary" as const, wide: true }
          : {})}
        {...(failed ? { note: t().app.photoFailed() } : {})}
        onPress={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={props.label}
        onChange={(event) => void take(event.currentTarget.files?.[0])}
      />
    </>
  );
}
