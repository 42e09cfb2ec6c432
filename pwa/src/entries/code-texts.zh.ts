/** The texts of every code in Chinese, a file of its own for the device. */

import type { CatalogueEntry } from "./code-text.ts";

export const ENTRIES: readonly CatalogueEntry[] = Object.values(
  import.meta.glob<readonly CatalogueEntry[]>("../../../sync/codes/*.json", {
    query: "?zh",
    import: "default",
    eager: true,
  }),
).flat();
