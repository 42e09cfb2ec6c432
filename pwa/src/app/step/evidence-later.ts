/** Evidence comes with the first check that asks for it: most are answered by looking. */

import { loadedLater } from "../loaded-later.tsx";
import type { Evidence as EvidenceNow } from "./evidence.tsx";

export const Evidence = loadedLater(
  (): Promise<typeof EvidenceNow> => import("./evidence.tsx").then((module) => module.Evidence),
);
