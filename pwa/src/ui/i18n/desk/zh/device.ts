/** 设备看板，以及管理员对设备的操作。 */

import type { device as English } from "../en/device.ts";

export const device: typeof English = {
  setup: {
    title: () => "扫描设置",
    why: () =>
      "每把扫描枪都要在条码前发送 AIM 标识，在条码内保留组分隔符，在条码后发送回车。文件负责设置，终端上的校准检验是否生效。",
    family: {
      datawedge: () => "斑马（DataWedge）",
      honeywell: () => "霍尼韦尔",
      other: () => "其他扫描枪",
    },
    steps: {
      datawedge: () =>
        "设备管理系统把此文件作为 DataWedge SET_CONFIG 下发。\n没有管理系统时，手工新建配置“Unitrail”并照文件取值：Code ID 类型 AIM，无解码声音；打开按键输出，延时 0；基本数据格式：发送数据，发送回车；关联到浏览器。\n然后在 DataWedge 里导出，再导入其他终端。",
      honeywell: () =>
        "有线、无线扫描枪：用 EZConfig 或串口发送这一行命令。\n手持终端：在内置扫描器的数据处理设置里，前缀 AIM ID，后缀回车，打开键盘输出。\n控制字符：全部转换，组分隔符以 Ctrl+] 到达。",
      other: () => "文件用中英文列出要设置的内容。\n逐项扫描该扫描枪说明书里的设置码。",
    },
    finally: () => "然后按 100% 打印校准纸，在每台终端上扫描：从横幅“校准”进入。",
    sheet: () => "校准纸",
  },
  onlineNow: () => "有联系",
  quiet: (age) => `${age}无联系`,
  never: () => "从未联系",
  queue: () => "未发送",
  queueOf: (count) => `${count} 条`,
  lastSync: () => "最近同步",
  lastSyncAge: () => "距今",
  calibration: () => "扫码枪",
  calibrated: () => "已校准",
  limited: () => "受限",
  uncalibrated: () => "未校准",
  app: () => "程序版本",
  status: {
    active: () => "在用",
    forked: () => "已冻结",
    revoked: () => "已撤销",
    released: () => "已解除",
  },
  kind: {
    handheld: () => "手持终端",
    tablet: () => "平板",
    desk: () => "办公电脑",
    machine: () => "机台",
    server: () => "服务器",
  },
  silent: () => "失联",
  unsent: () => "有未发送记录",
  frozen: () => "已冻结",
  scanner: {
    profile: () => "配置",
    aim: () => "AIM 标识",
    gs: () => "组分隔符",
    terminator: () => "结束符",
    letters: () => "保留大小写",
    gap: () => "最大间隔",
    at: () => "校准时间",
  },
  gs: {
    text: () => "以文本送出",
    key: () => "以按键送出",
    ctrl: () => "以 Ctrl+] 送出",
    alt: () => "以 Alt 码送出",
    alias: () => "以替代键送出",
    missing: () => "缺失",
  },
  administrator: () => "管理员操作",
  notAdministrator: () => "这些操作须由管理员在本机登录后进行。",
  offer: () => "登记新设备",
  offerWhy: () => "生成一个登记码：24 小时内登记一台设备，只能用一次。离开本页的只有它的哈希值。",
  offerCode: () => "设备代码",
  offerCodeHint: () => "2 到 8 位大写字母和数字，不用 I 和 O，例如 H07。",
  offerCodeWrong: () => "用 2 到 8 位大写字母和数字，以字母开头，不用 I 和 O，以免与 1 和 0 混淆。",
  offerName: () => "设备的叫法",
  offerKind: () => "设备种类",
  makeCode: () => "生成登记码",
  scanThis: () => "用新设备扫码，或在新设备上打开此地址。只显示一次。",
  waitingForOffer: () => "服务器接受后立即显示。",
  validUntil: (time) => `有效至 ${time}`,
  hide: () => "收起登记码",
  sealed: () => "导入密封文件",
  sealedWhy: () => "接收一台无法自行发送的设备导出的记录。",
  sealedChoose: () => "选择文件",
  sealedSend: () => "导入",
  sealedDone: (device, count) => `已接收设备 ${device} 的 ${count} 条记录。`,
  sealedTooLarge: (limit) => `文件大于 ${limit}，没有发送。`,
  revoke: () => "撤销设备",
  revokeWhy: (unsent: number) =>
    unsent === 0
      ? "用于丢失、被盗或报废的设备。此后服务器不再接收其任何记录。"
      : `用于丢失、被盗或报废的设备。此后服务器不再接收其任何记录。上次同步时它还有 ${unsent} 条记录未上传。`,
  revokeReason: () => "设备的情况",
  release: () => "解除冻结",
  releaseWhy: () =>
    "该设备的记录链出现分叉，已被冻结。解除后此设备号作废；设备重新登记，未发送的记录随之转入。",
  releaseReason: () => "在设备上查明的情况",
  beside: () => "链外记录",
  besideNone: () => "该设备的记录全部接续其记录链。",
  besideWhy: () =>
    "以下记录未能接续该设备的记录链，本身不生效，按收到时的原样保留。设备重新登记后，会自行带回自己的记录。",
  besideReason: () => "搁置原因",
  besideTimes: () => "收到次数",
  besideOutcome: () => "判定结果",
  besideUnreadable: () => "无法读取的记录",
  besideJudged: (outcome, by, at) => `${outcome}：${by} 于 ${at} 送入`,
  outcome: {
    accepted: () => "已接受",
    flagged: () => "已接受，有标记",
    refused: () => "已拒绝",
    quarantined: () => "已搁置",
  },
  adopt: () => "送入此记录",
  adoptWhy: () =>
    "按当前规则作为迟到的记录判定，人员与时间以记录所写为准。先与实物核对：做了两遍的事会计两次。",
  adoptReason: () => "核对情况",
};
