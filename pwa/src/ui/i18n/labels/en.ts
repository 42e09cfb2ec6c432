/** Printed labels, scanned. */

export const en = {
  title: () => "Labels",
  scanFirst: () => "Scan a printed label",
  scanFirstHow: () => "The first label opens its job; the others must be of it.",
  next: () => "Scan the next label",
  job: (number: string) => `Job ${number}`,
  otherJob: () => "Another job",
  whichJob: () => "Which job?",
  whichJobWhy: () => "Several jobs may have printed this label. Choose yours.",
  verified: () => "Of this job",
  recorded: () => "Recorded",
  serverTells: () =>
    "This job's numbers are in no order. The server says whether it is of the job.",
  alike: () => "Label of this job",
  label: (n: number, count: number) => `Label ${n} of ${count}`,
  notPrinted: () => "Not printed, as far as known here",
  notPrintedWhy: () =>
    "It is recorded. Look at it before you use it: this device may not have heard of its printing.",
  again: () => "Scanned before",
  unknown: () => "No label known here",
  unknownWhy: () => "Nothing was recorded. No label job on this device has this code.",
  notApplied: () => "Not applied",
  whereTo: () => "Where did it go?",
  use: {
    applied: () => "Applied",
    sample: () => "Sample",
    destroyed: () => "Destroyed",
    returned: () => "Returned",
  },
  scannedHere: (count: number) => (count === 1 ? "1 label scanned" : `${count} labels scanned`),
};
