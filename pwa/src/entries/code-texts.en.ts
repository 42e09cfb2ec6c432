/** The texts of every code in English, a file of its own for the device. */

import type { CatalogueEntry } from "./code-text.ts";

export const ENTRIES: readonly CatalogueEntry[] = Object.values(
  import.meta.glob<readonly CatalogueEntry[]>("../../../sync/codes/*.json", {
    query: "?en",
    import: "default",
    eager: true,
  }),
).flat();
