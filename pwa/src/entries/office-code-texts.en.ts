/** The texts in English of codes that only the office meets: number pools, structures and routings. */

import type { CatalogueEntry } from "./code-text.ts";

export const ENTRIES: readonly CatalogueEntry[] = Object.values(
  import.meta.glob<readonly CatalogueEntry[]>(
    ["../../../sync/codes/3-numbers.json", "../../../sync/codes/6-process.json"],
    { query: "?en", import: "default", eager: true },
  ),
).flat();
