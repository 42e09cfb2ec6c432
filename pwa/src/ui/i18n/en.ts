/** English, gathered from its areas. */

import { calibration } from "./en/calibration.ts";
import { scan } from "./en/scan.ts";
import { status } from "./en/status.ts";
import { ui } from "./en/ui.ts";

export const en = { calibration, scan, status, ui };
