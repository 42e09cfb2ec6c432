/** A scan as it travels in an entry: as transmitted, and how it came in. */

import type { Scan } from "../entries/bodies.ts";
import type { ReadScan } from "./scan-desk.ts";

const ENTERED = { wedge: "wedge", camera: "camera", manual: "typed" } as const;

export function scanOf({ scan, chosen }: ReadScan): Scan {
  const text = `${scan.aim ?? ""}${scan.text}`;
  return { entered: chosen ? "candidate" : ENTERED[scan.source], text };
}
