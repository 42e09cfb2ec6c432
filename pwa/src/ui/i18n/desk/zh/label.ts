/** 批次的标签面板。 */

import type { label as English } from "../en/label.ts";

export const label: typeof English = {
  language: () => "语言",
  languages: { "zh-en": () => "中英双语", zh: () => "中文", en: () => "英文" },
  copies: () => "份数",
  copiesWrong: (most) => `填 1 到 ${most} 的整数。`,
  printer: () => "打印机",
  dpi: (dpi) => `${dpi} 点/英寸`,
  preview: () => "实际大小预览",
  previewOf: (lot) => `批次 ${lot} 的标签`,
  print: () => "打印",
  preparing: () => "正在生成标签并回读条码",
  ready: (checks) => `已就绪，条码回读 ${checks} 次，均无误。`,
  openPdf: () => "打开 PDF",
  savePdf: () => "保存 PDF",
  blocked: () => "浏览器没有打开打印视图。打开 PDF 后再打印。",
  refused: () => "标签没有生成",
};
