/** 扫描已打印的标签。 */

import type { en } from "./en.ts";

export const zh: typeof en = {
  title: () => "标签",
  scanFirst: () => "扫一张已打印的标签",
  scanFirstHow: () => "第一张打开其打印任务，其余必须属于该任务。",
  next: () => "扫下一张标签",
  job: (number) => `任务 ${number}`,
  otherJob: () => "换任务",
  whichJob: () => "哪个任务？",
  whichJobWhy: () => "可能由多个任务打印，选择所属任务。",
  verified: () => "属于本任务",
  recorded: () => "已记录",
  serverTells: () => "本任务的号码没有顺序，由服务器判断是否属于本任务。",
  alike: () => "本任务的标签",
  label: (n, count) => `第 ${n} 张，共 ${count} 张`,
  notPrinted: () => "本机所知尚未打印",
  notPrintedWhy: () => "已记录。使用前先看清：打印的消息可能还没有到本机。",
  again: () => "已扫过",
  unknown: () => "本机不认识此标签",
  unknownWhy: () => "没有记录。本机的标签任务中没有这个码。",
  notApplied: () => "未使用",
  whereTo: () => "标签去了哪里？",
  use: {
    applied: () => "已贴",
    sample: () => "留样",
    destroyed: () => "已销毁",
    returned: () => "已退回",
  },
  scannedHere: (count) => `已扫 ${count} 张`,
};
