/** 中文，按区域汇总；缺一条就不能通过类型检查。 */

import type { en } from "./en.ts";
import { app } from "./zh/app.ts";
import { calibration } from "./zh/calibration.ts";
import { labels } from "./zh/labels.ts";
import { lookup } from "./zh/lookup.ts";
import { move } from "./zh/move.ts";
import { queue } from "./zh/queue.ts";
import { receive } from "./zh/receive.ts";
import { scan } from "./zh/scan.ts";
import { status } from "./zh/status.ts";
import { ui } from "./zh/ui.ts";

export const zh: typeof en = {
  app,
  calibration,
  labels,
  lookup,
  move,
  queue,
  receive,
  scan,
  status,
  ui,
};
