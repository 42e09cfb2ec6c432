/** 在桌面端登录，以及一次性密码之后的改密。 */

import type { signIn as English } from "../en/sign-in.ts";

export const signIn: typeof English = {
  title: () => "登录",
  intro: () => "扫工牌，或输入工牌号。",
  badge: () => "工牌",
  with: () => "登录方式",
  password: () => "密码",
  pin: () => "PIN",
  enter: () => "登录",
  working: () => "正在核对",
  changeTitle: () => "设置自己的密码",
  changeWhy: () => "一次性密码只能用来打开本页。",
  changePinTitle: () => "设置自己的 PIN",
  newPassword: () => "新密码",
  newPasswordHint: () => "至少 10 个字符，不含姓名和工牌号。",
  newPin: () => "新 PIN",
  newPinHint: () => "至少 6 位数字。",
  again: () => "再输入一次",
  differs: () => "两次输入不一致，重新输入。",
  missing: () => "填写此项。",
  change: () => "设置并登录",
  offline: () => "服务器没有应答，登录未能核对。能连接后再试。",
  needed: () => "先登录",
  neededWhy: () => "作出决定须由有相应角色的人员在本机登录。",
  signedInAs: () => "当前登录",
  noGrant: () => "本班次已结束。重新登录后才能作出决定。",
};
