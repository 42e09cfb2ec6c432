/** The calibration screen: what to scan, what was found, what to do about it. */

export const en = {
  title: () => "Scanner calibration",
  intro: () => "Print the calibration sheet and scan its codes in any order.",
  sheet: () => "Show the sheet (to print)",
  progress: (done: number, all: number) => `${done} of ${all} reads`,
  code: {
    "gs1-datamatrix": () => "GS1 DataMatrix with lot and serial",
    "gs1-128": () => "GS1-128 with lot and serial",
    "long-qr": () => "Long QR code",
    "mixed-case": () => "Letters and symbols",
    sixty: () => "60 characters, five times",
  },
  notOnSheet: () => "This code is not on the calibration sheet.",
  passed: () => "Calibrated",
  passedWhy: () => "This scanner delivers UDI codes completely.",
  limited: () => "Limited",
  limitedWhy: () =>
    "The group separator or the AIM identifier is missing. Lot and serial of variable length are not taken from UDI codes; they are asked for.",
  failed: () => "Not usable for UDI",
  failedWhy: () => "The scanner changes characters. Load the device profile and calibrate again.",
  startAgain: () => "Start again",
  save: () => "Keep this result",
  problem: {
    "aim-missing": () =>
      "No AIM identifier. Switch on “transmit AIM ID” as prefix in the device profile.",
    "aim-wrong": () => "The AIM identifier names another symbology. Check the scanned code.",
    "gs-missing": () =>
      "No group separator. Switch on control characters, or map GS to F8 in the device profile.",
    "terminator-missing": () => "No Enter after the code. Set Enter as suffix.",
    "case-changed": () => "Letter case changed. Turn Caps Lock off and set the keyboard to US.",
    "text-wrong": () => "Characters are missing or wrong. Set the keyboard to US and no delay.",
  },
  aim: () => "AIM identifier",
  gs: () => "Group separator",
  terminator: () => "End",
  largestGap: (ms: number) => `largest gap ${ms} ms`,
  inputMethod: () => "through an input method",
};
