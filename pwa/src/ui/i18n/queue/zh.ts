/** 本机记录队列。 */

import type { en } from "./en.ts";

export const zh: typeof en = {
  title: () => "队列",
  onDevice: (count) => `本机有 ${count} 条记录`,
  oldest: (age) => `最早${age}前，会自动发送。`,
  oldestOffline: (age) => `最早${age}前。没有网络，记录存在本机，联网后发送。`,
  attention: (count) => `${count} 条待处理`,
  attentionWhy: () => "记录均已保留，原因写在各条下方。",
  allSentWhy: () => "本机记录均已到达服务器。",
  stuck: () => "没有发出",
  nothing: () => "本机还没有记录。",
  sendNow: () => "立即发送",
  sending: () => "正在发送",
  tries: (count) => (count === 0 ? "上次发送成功" : `上次成功之后失败 ${count} 次`),
  seal: () => "队列存为密封文件",
  sealWhy: () => "用于无线电已坏的设备：文件只有服务器能打开，由管理员上传。",
  state: {
    on_device: () => "仅在本机",
    sent: () => "已发送",
    confirmed: () => "已确认",
    attention: () => "待处理",
  },
};
