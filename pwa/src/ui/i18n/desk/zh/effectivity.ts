/** 版次何时生效。 */

import type { effectivity as en } from "../en/effectivity.ts";

export const effectivity: typeof en = {
  title: () => "生效",
  from: {
    date: (start) => `自 ${start} 起`,
    lot: (start) => `自批号 ${start} 起`,
    serial: (start) => `自序列号 ${start} 起`,
    next_order: () => "下一工单",
    stop_now: () => "立即生效，在制工单停止",
  },
  kind: {
    date: () => "自某日起",
    lot: () => "自某批号起",
    serial: () => "自某序列号起",
    next_order: () => "自下一工单起",
    stop_now: () => "立即生效，在制工单停止",
  },
  start: () => "日期、批号或序列号",
  startWhy: () => "仅在按日期、批号或序列号生效时填写。",
  startNeeded: () => "填写起始日期、批号或序列号。",
  startNotUsed: () => "此生效方式下留空。",
};
