/** 摄像头扫码的用词。 */

import type { en } from "./en.ts";

export const zh: typeof en = {
  title: () => "摄像头",
  aim: () => "把条码放进取景框",
  starting: () => "正在打开摄像头",
  torch: () => "补光",
  zoom: (times) => `${times} 倍`,
  zoomSpoken: (times) => `放大 ${times} 倍`,
  switchCamera: () => "换摄像头",
  focusHere: () => "在此对焦",
  photo: () => "拍照识别",
  photoReading: () => "正在识别照片",
  photoNothing: () => "照片里没有找到条码。靠近些、把标签放平后再拍。",
  photoFailed: () => "这个文件不是可读的图片。拍一张条码的照片。",
  struggling: () => "还没读出来。靠近些、避开反光，或者拍照识别。",
  which: () => "用哪个条码？",
  neither: () => "都不是",
  restart: () => "重新打开摄像头",
  black: () => "摄像头没有画面",
  blackWhy: () => "镜头被挡住，或系统关闭了摄像头。重新打开，或拍照识别。",
  denied: () => "没有摄像头权限",
  deniedWhy: () =>
    "在浏览器的网站设置里（地址栏左侧图标）允许使用摄像头，再重新打开。扫码枪和拍照识别不受影响。",
  absent: () => "找不到摄像头",
  absentWhy: () => "本机没有摄像头或未连接。用扫码枪，或选一张照片。",
  busy: () => "摄像头被占用",
  busyWhy: () => "别的应用或标签页正在使用。关闭后重新打开摄像头。",
  insecure: () => "此地址不能用摄像头",
  insecureWhy: () =>
    "浏览器只在 HTTPS 下允许使用摄像头。改用 Unitrail 的 https 地址；在此之前用扫码枪或拍照识别。",
  unsupported: () => "此浏览器不支持摄像头",
  unsupportedWhy: () => "升级浏览器，或用扫码枪、拍照识别。",
  failed: () => "摄像头没能打开",
  failedWhy: () => "重新打开。仍不行时，关闭其他使用摄像头的应用。",
  readerFailed: () => "无法识读条码",
  readerFailedWhy: (reason) =>
    `识读程序没有启动：${reason}。重新加载应用，并把这段文字告诉设备管理员。`,
};
