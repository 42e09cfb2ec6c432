/** 在本机作出的决定处于哪一步：途中、已接受、已拒绝。 */

import type { act as English } from "../en/act.ts";

export const act: typeof English = {
  title: () => "本机作出的决定",
  onDevice: () => "尚未发送",
  sent: () => "已发送，等待服务器",
  accepted: () => "已接受",
  flagged: () => "已记录，有需要查看的问题",
  goOn: () => "继续",
  refused: () => "已拒绝",
  quarantined: () => "已搁置",
  notSaved: () => "没有存到本机，也没有发送。再试一次。",
  unknownCode: (code) => `服务器答复 ${code}。`,
  offline: () => "服务器没有应答。能连接后再试。",
};
