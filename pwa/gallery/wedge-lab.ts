/**
 * A bare page around the wedge, for trying scans in a real browser. Development and tests only.
 */

import { PROFILES } from "../src/scan/profile.ts";
import type { IncompleteScan, RawScan } from "../src/scan/raw-scan.ts";
import { createWedge } from "../src/scan/wedge.ts";
import "../src/ui/styles.ts";

interface Lab {
  readonly scans: RawScan[];
  readonly incomplete: IncompleteScan[];
  readonly hotkeys: string[];
  readonly clicks: string[];
}

const lab: Lab = { scans: [], incomplete: [], hotkeys: [], clicks: [] };
Object.assign(window, { lab });

for (const id of ["button", "link", "inside"]) {
  document.getElementById(id)?.addEventListener("click", () => lab.clicks.push(id));
}

createWedge({
  target: window,
  profile: PROFILES["generic-hid"],
  onScan: (scan) => lab.scans.push(scan),
  onIncomplete: (incomplete) => lab.incomplete.push(incomplete),
  onHotkey: (key) => lab.hotkeys.push(key),
});
document.body.setAttribute("data-ready", "true");
