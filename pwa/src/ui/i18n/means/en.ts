/** People and equipment at a step: what is asked for, and why somebody or something is stopped. */

export const en = {
  piece: (code: string, name: string) => (name === code ? code : `${code} ${name}`),
  scanMachine: (wanted: string) => `Scan the machine: ${wanted}`,
  scanMachineHow: () => "Its tag, once. It stays set for your next steps here.",
  machineFirst: () => "The machine first",
  machineFirstWhy: (scanned: string) =>
    `${scanned} was not taken. Scan the machine's tag, then this again.`,
  again: (piece: string) => `Use ${piece}`,
  againNote: () => "Used at this station before",
  none: () => "Without a machine",
  noneNote: () => "Goes to the supervisor as a deviation",
  scanOther: (wanted: string) => `Scan another machine: ${wanted}`,
  scanOtherGauge: () => "Scan another gauge",
  notThis: () => "Not this one",
  usedSo: () => "It was used: record that",
  usedSoNote: () => "Opens a deviation; the record keeps it",
  cleaned: () => "It is cleaned now",
  scanTrained: () => "Somebody trained: scan the badge",
  workedSo: () => "I did it: record that",
  workedSoNote: () => "Opens a deviation; somebody else inspects",
  because: (what: string, why: string) => (why === "" ? what : `${what}. ${why}`),
  both: (why: string, more: string) => (why === "" ? more : `${why} ${more}`),
  untrainedWord: () => "Not trained",
  machineWord: () => "Not this machine",
  gaugeWord: () => "Not this gauge",
  nothingBegan: () => "Nothing is recorded as done. That you were stopped is recorded.",
  stoppedWord: () => "Revision stopped",
  stoppedBy: (revision: string, at: string) => `Revision ${revision} holds at once since ${at}.`,
  madeSoNote: () => "Opens a deviation; what is made is on hold",
  what: {
    STEP_BY_STOPPED_REVISION: (found: string) => `Nothing more is made by revision ${found}`,
    OPERATOR_NOT_QUALIFIED: (person: string, skill: string) =>
      `${person} may not do this step: ${skill}`,
    EQUIPMENT_UNKNOWN: (code: string, _wanted: string) => `${code} is not in this device's records`,
    EQUIPMENT_WRONG_CLASS: (code: string, wanted: string) =>
      `${code} is not of the class ${wanted}`,
    EQUIPMENT_NOT_READY: (code: string, _wanted: string) => `${code} is not to be used now`,
  },
  now: {
    STEP_BY_STOPPED_REVISION: () =>
      "Stop here. Ask the supervisor for an order by the new revision.",
    OPERATOR_NOT_QUALIFIED: () =>
      "Somebody trained scans their badge and does the step. Tell the supervisor.",
    EQUIPMENT_UNKNOWN: () => "Look at the tag and scan it again, or take another machine.",
    EQUIPMENT_WRONG_CLASS: () => "Go to the right machine and scan its tag.",
    EQUIPMENT_NOT_READY: () => "Take another one and scan its tag. Tell the supervisor.",
  },
  training: {
    missing: () => "No training in it is recorded.",
    assigned: () => "The training is assigned and not done yet.",
    expired: (until: string) => `The training ended on ${until}.`,
    revoked: (since: string) => `The training was revoked on ${since}.`,
    superseded: (revision: string) =>
      `Trained in an earlier revision; revision ${revision} counts now.`,
  },
  reason: {
    retired: () => "It is retired.",
    not_qualified: () => "It is not qualified yet.",
    out_of_service: () => "It was taken out of service.",
    out_of_tolerance: (since: string) => `It was found out of tolerance on ${since}.`,
    not_calibrated: () => "It was never calibrated.",
    calibration_lapsed: (due: string) => `Its calibration was due on ${due}.`,
    maintenance_due: (due: string) => `Its maintenance was due on ${due}.`,
    not_clean: () => "It is not clean, or was cleaned too long ago.",
  },
};
