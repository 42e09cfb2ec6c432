/**
 * Enrolment, which a device does once: it comes when it is opened.
 */

import { loadedLater } from "./loaded-later.tsx";
import type { EnrolPage as EnrolPageNow } from "./screens/enrol.tsx";

export const EnrolPage = loadedLater(
  (): Promise<typeof EnrolPageNow> =>
    import("./screens/enrol.tsx").then((module) => module.EnrolPage),
);
