/** The texts in English of the codes that receiving and moving meet, a file of its own for the device. */

import type { CatalogueEntry } from "./code-text.ts";

export const ENTRIES: readonly CatalogueEntry[] = Object.values(
  import.meta.glob<readonly CatalogueEntry[]>(
    [
      "../../../sync/codes/1-protocol.json",
      "../../../sync/codes/2-people-devices.json",
      "../../../sync/codes/3-master.json",
      "../../../sync/codes/4-material.json",
      "../../../sync/codes/5-warehouse.json",
    ],
    { query: "?en", import: "default", eager: true },
  ),
).flat();
