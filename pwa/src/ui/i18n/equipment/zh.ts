/** 设备：状态、到期与作业。 */

import type { en } from "./en.ts";

export const zh: typeof en = {
  kind: { machine: () => "生产设备", gauge: () => "量具" },
  status: {
    installed: () => "已安装，未确认",
    qualified: () => "已确认",
    out_of_service: () => "停用",
    retired: () => "已报废",
  },
  unready: {
    retired: () => "已报废",
    not_qualified: () => "未确认",
    out_of_service: () => "停用",
    out_of_tolerance: () => "校准超差",
    not_calibrated: () => "从未校准",
    calibration_lapsed: () => "校准过期",
    maintenance_due: () => "保养过期",
    not_clean: () => "未清洁",
  },
  ready: () => "可用",
  duty: {
    calibration: () => "校准",
    maintenance: () => "保养",
    cleaning: () => "清洁",
  },
  standing: {
    overdue: () => "已过期",
    week: () => "7 天内到期",
    month: () => "30 天内到期",
    later: () => "以后",
  },
  neverDone: () => "从未进行",
  dueSoon: (duty, days) =>
    days <= 0 ? `${duty}今天到期` : days === 1 ? `${duty}明天到期` : `${duty}还剩 ${days} 天`,
  daysLeft: (days) => (days <= 0 ? "今天" : days === 1 ? "明天" : `还剩 ${days} 天`),
  daysOver: (days) => (days <= 0 ? "今天起" : `已过 ${days} 天`),
  until: (when) => `有效至 ${when}`,
  title: () => "设备",
  scanFirst: () => "扫描设备或量具标签",
  scanFirstHow: () => "显示现在能否使用。",
  may: () => "可以使用",
  mayNot: () => "禁止使用",
  unknown: () => "本机无此设备",
  unknownWhy: () => "无法证明其状态合格。核对标签，或询问质量部门。",
  criticalWhy: () => "关键设备：状态不合格时所做的产品须等待处置。",
  class: () => "设备类别",
  lastDone: (when) => `上次 ${when}`,
  duties: () => "到期事项",
  noDuties: () => "此设备没有到期事项。",
  cleaned: () => "已清洁",
  dirty: () => "发现脏污",
  maintained: () => "已完成保养",
  maintainedWhat: () => "保养内容",
  recorded: {
    clean: () => "已登记：清洁",
    dirty: () => "已登记：脏污",
    maintained: () => "已登记：保养",
  },
  recordedWhy: () => "即刻生效，无网络时也有效。",
};
