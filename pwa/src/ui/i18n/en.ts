/** English, gathered from its areas. */

import { app } from "./en/app.ts";
import { calibration } from "./en/calibration.ts";
import { labels } from "./en/labels.ts";
import { lookup } from "./en/lookup.ts";
import { move } from "./en/move.ts";
import { queue } from "./en/queue.ts";
import { receive } from "./en/receive.ts";
import { scan } from "./en/scan.ts";
import { status } from "./en/status.ts";
import { ui } from "./en/ui.ts";

export const en = { app, calibration, labels, lookup, move, queue, receive, scan, status, ui };
