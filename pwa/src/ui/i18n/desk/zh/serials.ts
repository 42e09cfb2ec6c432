/** 工单为单件指定的序列号。 */

import type { serials as en } from "../en/serials.ts";

export const serials: typeof en = {
  title: () => "序列号",
  why: () =>
    "每件一个，已知时填写：工单将绑定适用于这些序列号的版次。末号留空时，按工单数量依次递增。",
  first: () => "起始序列号",
  last: () => "截止序列号",
  lastWhy: (quantity) => `留空则自起始号递增，共 ${quantity} 个。多段序列号在计划工单时填写。`,
  add: () => "添加序列号",
  open: () => "不以数字结尾的序列号无法递增，须填写末号。",
  uncounted: (first) => `自 ${first} 起：首尾序列号除末尾数字外须相同，且末号较大。`,
  count: (count) => `共 ${count} 个。须与工单数量一致，或全部留空。`,
  planned: (named) => `已指定序列号：${named}。`,
  none: () =>
    "未指定序列号。按序列号生效的版次不适用于本工单的任何单件；制造时若单件属于该版次，将被扣留。",
};
