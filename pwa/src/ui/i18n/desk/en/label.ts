/** The label panel of a lot. */

export const label = {
  language: () => "Language",
  languages: {
    "zh-en": () => "Chinese and English",
    zh: () => "Chinese",
    en: () => "English",
  },
  copies: () => "Copies",
  copiesWrong: (most: number) => `Enter a whole number from 1 to ${most}.`,
  printer: () => "Printer",
  dpi: (dpi: number) => `${dpi} dpi`,
  preview: () => "Preview at true size",
  previewOf: (lot: string) => `Label of lot ${lot}`,
  print: () => "Print",
  preparing: () => "Making the label and reading its symbol back",
  ready: (checks: number) => `Ready. The symbols were read back ${checks} times without a fault.`,
  openPdf: () => "Open the PDF",
  savePdf: () => "Save the PDF",
  blocked: () => "The browser did not open the print view. Open the PDF and print it there.",
  refused: () => "This label was not made",
};
