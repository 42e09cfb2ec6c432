/** 扫码枪校准：扫什么、发现什么、怎么办。 */

import type { en } from "./en.ts";

export const zh: typeof en = {
  title: () => "扫码枪校准",
  intro: () => "打印校准页，按任意顺序扫页上的条码。",
  sheet: () => "查看校准纸（供打印）",
  progress: (done, all) => `已读 ${done} / ${all} 次`,
  code: {
    "gs1-datamatrix": () => "含批号和序列号的 GS1 DataMatrix",
    "gs1-128": () => "含批号和序列号的 GS1-128",
    "long-qr": () => "长二维码（QR）",
    "mixed-case": () => "大小写字母和符号",
    sixty: () => "60 个字符，扫五次",
  },
  notOnSheet: () => "这个条码不在校准页上。",
  passed: () => "校准通过",
  passedWhy: () => "这把扫码枪能完整传送 UDI 条码。",
  limited: () => "受限使用",
  limitedWhy: () => "缺少组分隔符或 AIM 标识。UDI 中长度可变的批号和序列号不从条码取，改为询问。",
  failed: () => "不能用于 UDI",
  failedWhy: () => "扫码枪改动了字符。载入设备配置后重新校准。",
  startAgain: () => "重新开始",
  save: () => "保存结果",
  problem: {
    "aim-missing": () => "没有 AIM 标识。在设备配置中打开“发送 AIM ID”前缀。",
    "aim-wrong": () => "AIM 标识与码制不符。核对所扫的条码。",
    "gs-missing": () => "没有组分隔符。在设备配置中允许控制字符，或把 GS 映射为 F8。",
    "terminator-missing": () => "条码后没有回车。把后缀设为 Enter。",
    "case-changed": () => "大小写变了。关闭大写锁定，键盘布局设为美式。",
    "text-wrong": () => "字符缺失或有误。键盘布局设为美式，字符间隔设为 0。",
  },
  aim: () => "AIM 标识",
  gs: () => "组分隔符",
  terminator: () => "结束符",
  largestGap: (ms) => `最大间隔 ${ms} 毫秒`,
  inputMethod: () => "经输入法",
};
