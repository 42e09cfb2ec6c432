/** 手持机上的单件与追溯。 */

import { zh as zhStatus } from "../unit-status.ts";
import type { en } from "./en.ts";

export const zh: typeof en = {
  unitStatus: zhStatus,
  title: () => "追溯",
  back: () => "向上追溯",
  forward: () => "向下追溯",
  asking: () => "正在询问服务器",
  several: (name) => `${name} 对应多个对象。扫描标签，或到电脑上查询。`,
  unknown: (name) => `服务器没有 ${name} 的记录。核对标签。`,
  onlyHere: () => "仅限本机所知",
  onlyHereWhy: () => "连不上服务器。其他设备记录的关联未列出；作决定前联网再查一次。",
  nothingHere: () => "本机没有它的关联记录。",
  nothing: () => "没有记录。",
  counts: (lots, units, containers) => `${lots} 个批次 · ${units} 件 · ${containers} 个容器`,
  complete: () => "完整",
  incomplete: () => "不完整",
  granularity: {
    exact: () => "精确",
    sub_lot: () => "精确到子批",
    whole_lot: () => "按整批，范围大于实际",
  },
  asOf: (position, time) => `服务器，截至日志位置 ${position}，${time}`,
  unheard: (devices) => `超过 15 分钟未联络或仍有未传记录：${devices}。让这些设备联网后再查。`,
  pieces: (count) => `${count} 件`,
  lots: () => "批次",
  units: () => "单件",
  containers: () => "容器",
  link: {
    made_in: () => "同属批次",
    received: () => "来自供应商批",
    consume: () => "投入，本机记录",
    taken_back: () => "退回，本机记录",
    split: () => "拆批，本机记录",
    merge: () => "并批，本机记录",
  },
};
