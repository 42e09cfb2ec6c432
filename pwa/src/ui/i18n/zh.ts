/** 中文，按区域汇总；缺一条就不能通过类型检查。 */

import type { en } from "./en.ts";
import { app } from "./zh/app.ts";
import { scan } from "./zh/scan.ts";
import { status } from "./zh/status.ts";
import { ui } from "./zh/ui.ts";

export const zh: typeof en = {
  app,
  scan,
  status,
  ui,
};
