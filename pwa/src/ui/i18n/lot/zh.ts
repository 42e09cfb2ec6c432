/** 批的状态、扣留原因与库位用途：凡显示批的画面共用。 */

import type { en } from "./en.ts";

export const zh: typeof en = {
  holdReasons: {
    damaged: () => "破损",
    label_problem: () => "标签问题",
    wrong_goods: () => "货不对",
    contaminated: () => "污染或受潮",
    cold_chain: () => "储存条件",
    expired: () => "过期",
    documents: () => "缺单据",
    count_differs: () => "数量不符",
    other: () => "其他",
  },
  lotStatus: {
    created: () => "已建",
    quarantine: () => "待检",
    inspecting: () => "检验中",
    released: () => "已放行",
    conditional: () => "有条件放行",
    rejected: () => "不合格",
    depleted: () => "已用完",
    expired: () => "已过期",
  },
  place: {
    quarantine: () => "待检",
    released: () => "合格品",
    rejected: () => "不合格品",
    returned: () => "退货",
    production: () => "生产",
    dispatch: () => "发货",
    unreconciled: () => "未对账",
  },
};
