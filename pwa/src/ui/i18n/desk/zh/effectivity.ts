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
  starts: {
    date: { label: () => "起始日", why: () => "以工厂日期为准，当日及以后下达的工单绑定本版次。" },
    lot: {
      label: () => "起始批号",
      why: () => "批号比较：数字按数值，其余按字符。批号跨越起点的工单不能下达。",
    },
    serial: {
      label: () => "起始序列号",
      why: () =>
        "序列号比较：数字按数值，其余按字符。单件跨越起点的工单不能下达；制造时发现超出的单件将被扣留。",
    },
  },
  why: {
    date: () => "适用于自某日起下达的工单，在制工单不变。",
    lot: () => "适用于自某批号起的批次，与制造时间无关。",
    serial: () => "适用于自某序列号起的单件，与制造时间无关。",
    next_order: () => "适用于批准后下达的工单，在制工单不变。",
    stop_now: () => "适用于批准后下达的工单；此后仍按旧版次开始的工序将开偏差并扣留产品。",
  },
};
