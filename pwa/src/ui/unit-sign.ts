/**
 * A unit as people write it: its code is UCUM, which nobody reads (`Cel`, `uL`, `[EU]`), or a word for a package.
 */

import { language } from "./i18n/language.ts";

/** Codes whose sign follows from no rule. */
const SIGNS: Readonly<Record<string, string>> = {
  Cel: "°C",
  "[degF]": "°F",
  "[lbf_av]": "lbf",
  "[in_i]": "in",
  "[ppth]": "‰",
  deg: "°",
  "1": "",
};

/** Pieces and packages; measures are written alike in both languages. */
const ZH: Readonly<Record<string, string>> = {
  pcs: "件",
  set: "套",
  pair: "对",
  bag: "袋",
  bottle: "瓶",
  box: "盒",
  can: "罐",
  carton: "箱",
  cartridge: "筒",
  case: "大箱",
  drum: "桶",
  pack: "包",
  pallet: "托盘",
  reel: "盘",
  roll: "卷",
  sheet: "张",
  spool: "轴",
  tray: "料盘",
  tube: "管",
};

/** Any text is shown: what was recorded before units came from a table stays as it is. */
export function unitSign(code: string): string {
  const word = language.value === "zh" ? ZH[code] : undefined;
  return word ?? SIGNS[code] ?? written(code);
}

function written(code: string): string {
  return code
    .replace(/(^|\/)u(?=[LmgAS])/g, "$1µ")
    .replace(/Ohm$/, "Ω")
    .replace(/m2/g, "m²")
    .replace(/m3/g, "m³")
    .replace(/\[(\w+)\]/g, "$1")
    .replace(/(?<=[A-Za-z])\./g, "·");
}
