/** English, gathered from its areas. */

import { app } from "./en/app.ts";
import { scan } from "./en/scan.ts";
import { status } from "./en/status.ts";
import { ui } from "./en/ui.ts";

export const en = { app, scan, status, ui };
