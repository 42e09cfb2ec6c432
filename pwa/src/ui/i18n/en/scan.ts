/** What the scanner has to say. */

export const scan = {
  anything: () => "Scan anything",
  incomplete: () => "Incomplete scan",
  noTerminator: () => "The code stopped before its end. Scan it again.",
  interrupted: () => "A second scan began before the first had ended. Scan the first again.",
  empty: () => "The scanner sent a prefix and no code. Scan it again.",
  tooLong: (limit: number) => `The code has more than ${limit} characters and was not read.`,
  duplicate: () => "Just scanned. It was not counted again.",
  duplicateSerial: () => "This serial number was scanned already.",
  queueFull: () => "Too many scans are waiting. Wait for the verdict, then scan again.",
  caseFlipped: (known: string) =>
    `Letter case differs from ${known}. Turn Caps Lock off or calibrate the scanner, then scan again.`,
  refusedDuringStop: () => "Not read. Acknowledge the stop first.",
  notCalibrated: () => "This scanner is not calibrated. UDI codes need a check by eye.",
  labelGs1: () => "product label",
  labelLocation: () => "location label",
  labelBadge: () => "badge",
  labelCarton: () => "carton label",
  labelDocument: () => "document code",
};
