/** 扫码时的用词。 */

import type { scan as English } from "../en/scan.ts";

export const scan: typeof English = {
  anything: () => "扫任意条码",
  incomplete: () => "扫码不完整",
  noTerminator: () => "条码没有传完，再扫一次。",
  interrupted: () => "前一次没传完又扫了一次。把前一个再扫一遍。",
  empty: () => "扫码枪只发来前缀，没有条码内容。再扫一次。",
  tooLong: (limit) => `条码超过 ${limit} 个字符，没有读取。`,
  duplicate: () => "刚扫过，没有重复计数。",
  duplicateSerial: () => "这个序列号已经扫过。",
  queueFull: () => "等待处理的扫码太多。等结果出来再扫。",
  caseFlipped: (known) => `字母大小写与 ${known} 不一致。关闭大写锁定或重新校准扫码枪后再扫。`,
  refusedDuringStop: () => "没有读取。先确认停止提示。",
  notCalibrated: () => "扫码枪尚未校准，UDI 条码需人工核对。",
  labelGs1: () => "产品标签",
  labelLocation: () => "库位标签",
  labelBadge: () => "工牌",
  labelCarton: () => "箱标签",
  labelDocument: () => "单据条码",
};
