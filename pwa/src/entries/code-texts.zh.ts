/** The texts in Chinese of every code but the office's, a file of its own for the device. */

import type { CatalogueEntry } from "./code-text.ts";

export const ENTRIES: readonly CatalogueEntry[] = Object.values(
  import.meta.glob<readonly CatalogueEntry[]>(
    [
      "../../../sync/codes/*.json",
      "!../../../sync/codes/3-numbers.json",
      "!../../../sync/codes/6-process.json",
    ],
    { query: "?zh", import: "default", eager: true },
  ),
).flat();
