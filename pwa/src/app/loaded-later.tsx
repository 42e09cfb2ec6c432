/**
 * A screen, or a rarer part of one, whose code comes when it is first opened; what is coming is drawn until then.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Skeleton } from "../ui/skeleton.tsx";

type Screen<Props> = (props: Props) => JSX.Element | null;

export function loadedLater<Props extends object = object>(
  load: () => Promise<Screen<Props>>,
  kind: "list" | "record" | "table" = "list",
): (props: Props) => JSX.Element {
  let loaded: Screen<Props> | null = null;
  return function Later(props: Props): JSX.Element {
    const [Now, setNow] = useState<Screen<Props> | null>(() => loaded);
    useEffect(() => {
      if (loaded !== null) {
        return;
      }
      load().then(
        (screen) => {
          loaded = screen;
          setNow(() => screen);
        },
        (error: unknown) => reportError(error),
      );
    }, []);
    return Now === null ? <Skeleton kind={kind} /> : <Now {...props} />;
  };
}
