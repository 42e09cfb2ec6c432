/**
 * A screen, or a rarer part of one, whose code comes when it is first opened; what is coming is drawn until then.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Skeleton } from "../ui/skeleton.tsx";

type Screen<Props> = (props: Props) => JSX.Element | null;

/** `prepare` fetches the code before it is needed, so that nothing is seen to come. */
export type Later<Props> = ((props: Props) => JSX.Element) & { readonly prepare: () => void };

export function loadedLater<Props extends object = object>(
  load: () => Promise<Screen<Props>>,
  kind: "list" | "record" | "table" = "list",
): Later<Props> {
  let loaded: Screen<Props> | null = null;
  let coming: Promise<Screen<Props>> | null = null;
  const come = (): Promise<Screen<Props>> => {
    coming ??= load().then(
      (screen) => {
        loaded = screen;
        return screen;
      },
      (error: unknown) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  };
  function Later(props: Props): JSX.Element {
    const [Now, setNow] = useState<Screen<Props> | null>(() => loaded);
    useEffect(() => {
      // Asked also where it came meanwhile: between the drawing and this, somebody else may have fetched it.
      if (Now === null) {
        come().then((screen) => setNow(() => screen), reportError);
      }
    }, [Now]);
    return Now === null ? <Skeleton kind={kind} /> : <Now {...props} />;
  }
  return Object.assign(Later, { prepare: () => void come().catch(reportError) });
}
