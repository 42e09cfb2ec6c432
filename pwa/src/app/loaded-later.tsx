/**
 * A screen whose code comes when it is first opened; what is coming is drawn until then.
 */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Skeleton } from "../ui/skeleton.tsx";

type Screen = () => JSX.Element;

export function loadedLater(
  load: () => Promise<Screen>,
  kind: "list" | "record" | "table" = "list",
): Screen {
  let loaded: Screen | null = null;
  return function Later(): JSX.Element {
    const [Now, setNow] = useState<Screen | null>(() => loaded);
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
    return Now === null ? <Skeleton kind={kind} /> : <Now />;
  };
}
