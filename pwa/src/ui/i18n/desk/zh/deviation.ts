/** 偏差。 */

import type { deviation as en } from "../en/deviation.ts";

export const deviation: typeof en = {
  number: () => "偏差",
  what: () => "发生了什么",
  why: () => "原因",
  about: () => "涉及",
  order: () => "工单",
  step: () => "工序",
  by: () => "开具人",
  opened: () => "开具时间",
  open: () => "未关闭",
  decide: () => "决定",
  choose: () => "选择处置方式。",
  disposition: () => "处置",
  dispositions: {
    no_effect: () => "无影响",
    use_as_is: () => "让步使用",
    rework: () => "返工",
    scrap: () => "报废",
    return: () => "退货",
  },
  reason: () => "理由",
  reasonHint: () => "看过什么、为何这样处置。扣留另行解除。",
  close: () => "关闭偏差",
  closed: () => "关闭时间",
  closedBy: () => "关闭人",
  own: () => "开具人不能关闭自己的偏差。",
  roleMissing: () => "只有质量人员能关闭偏差。",
};
