/** 状态用词，总与形状并列。 */

import type { status as English } from "../en/status.ts";

export const status: typeof English = {
  ok: () => "通过",
  warn: () => "核对",
  stop: () => "停止",
  hold: () => "扣留",
  recall: () => "已召回",
  provisional: () => "待确认",
  quarantine: () => "待检",
  onThisDevice: () => "已存本机",
  sending: () => "发送中",
  confirmed: () => "已确认",
  needsAttention: () => "待处理",
};
