/** The board of devices and what an administrator does with them. */

export const device = {
  setup: {
    title: () => "Setting up scanners",
    why: () =>
      "Every scanner sends the AIM identifier before a code, the group separator inside it and Enter after it. The files set that; calibration on the device shows whether it worked.",
    family: {
      datawedge: () => "Zebra (DataWedge)",
      honeywell: () => "Honeywell",
      other: () => "Other scanners",
    },
    steps: {
      datawedge: () =>
        "Device management sends this file as DataWedge SET_CONFIG.\nWithout one, make a profile “Unitrail” by hand with its values: code ID type AIM, no decode sound; keystroke output on, delay 0; basic data formatting: send data, send Enter key; associated with the browser.\nThen export it in DataWedge and import it on the next devices.",
      honeywell: () =>
        "Corded and cordless scanners: send this line with EZConfig or over the serial interface.\nMobile computers, in the settings of the internal scanner under data processing: AIM ID as prefix, Enter as suffix, wedge on.\nControl characters: translate all, so that the group separator arrives as Ctrl+].",
      other: () =>
        "The file lists what to set, in Chinese and English.\nScan the setup code for each line from the scanner's own manual.",
    },
    finally: () =>
      "Then print the sheet at 100 % and scan it on each device: the banner “Calibrate” leads there.",
    sheet: () => "Calibration sheet",
  },
  onlineNow: () => "In touch",
  quiet: (age: string) => `Silent for ${age}`,
  never: () => "Never in touch",
  queue: () => "Unsent",
  queueOf: (count: number) => (count === 1 ? "1 record" : `${count} records`),
  lastSync: () => "Last sync",
  lastSyncAge: () => "Age",
  calibration: () => "Scanner",
  calibrated: () => "Calibrated",
  limited: () => "Limited",
  uncalibrated: () => "Not calibrated",
  app: () => "App",
  status: {
    active: () => "Active",
    forked: () => "Frozen",
    revoked: () => "Revoked",
    released: () => "Released",
  },
  kind: {
    handheld: () => "Handheld",
    tablet: () => "Tablet",
    desk: () => "Desk",
    machine: () => "Machine",
    server: () => "Server",
  },
  silent: () => "Silent",
  unsent: () => "With unsent records",
  frozen: () => "Frozen",
  scanner: {
    profile: () => "Profile",
    aim: () => "AIM identifier",
    gs: () => "Group separator",
    terminator: () => "End of scan",
    letters: () => "Letter case kept",
    gap: () => "Largest gap",
    at: () => "Calibrated at",
  },
  gs: {
    text: () => "as text",
    key: () => "as a key",
    ctrl: () => "as Ctrl+]",
    alt: () => "as Alt code",
    alias: () => "as a mapped key",
    missing: () => "missing",
  },
  administrator: () => "Administrator",
  notAdministrator: () => "These acts need the administrator role, signed in at this computer.",
  offer: () => "Enrol a device",
  offerWhy: () =>
    "Makes a code that enrols one device, once, within 24 hours. Only its hash leaves this page.",
  offerCode: () => "Device code",
  offerCodeHint: () => "2 to 8 capitals and digits, without I and O. For example H07.",
  offerCodeWrong: () =>
    "Use 2 to 8 capitals and digits, beginning with a letter, without I and O: they look like 1 and 0.",
  offerName: () => "What people call it",
  offerKind: () => "Kind of device",
  makeCode: () => "Make the code",
  scanThis: () => "Scan with the new device, or open this address on it. Shown once.",
  waitingForOffer: () => "Shown as soon as the server has taken the offer.",
  validUntil: (time: string) => `Valid until ${time}`,
  hide: () => "Hide the code",
  sealed: () => "Bring a sealed export",
  sealedWhy: () => "Takes in the file of a device that cannot send its records itself.",
  sealedChoose: () => "Choose the file",
  sealedSend: () => "Bring it in",
  sealedDone: (device: string, count: number) =>
    count === 1
      ? `1 record of device ${device} was taken in.`
      : `${count} records of device ${device} were taken in.`,
  sealedTooLarge: (limit: string) => `The file is larger than ${limit} and was not sent.`,
  revoke: () => "Revoke the device",
  revokeWhy: (unsent: number) =>
    unsent === 0
      ? "For a device that is lost, stolen or scrapped. From now on the server takes nothing from it."
      : `For a device that is lost, stolen or scrapped. From now on the server takes nothing from it. At its last sync it held ${unsent} records that are not here.`,
  revokeReason: () => "What happened to the device",
  release: () => "Release the device",
  releaseWhy: () =>
    "This device is frozen because its chain has forked. Releasing retires this id; the device then enrols again and carries its unsent records over.",
  releaseReason: () => "What was found on the device",
  beside: () => "Beside the chain",
  besideNone: () => "Every record of this device continues its chain.",
  besideWhy: () =>
    "These records did not continue the device's chain and take no effect by themselves. They are kept as they came. A device that enrols again brings its own back by itself.",
  besideReason: () => "Why it was set aside",
  besideTimes: () => "Times received",
  besideOutcome: () => "What became of it",
  besideUnreadable: () => "Unreadable record",
  besideJudged: (outcome: string, by: string, at: string) => `${outcome}, by ${by} on ${at}`,
  outcome: {
    accepted: () => "Accepted",
    flagged: () => "Accepted, flagged",
    refused: () => "Refused",
    quarantined: () => "Set aside",
  },
  adopt: () => "Take in this record",
  adoptWhy: () =>
    "It is judged by today's rules as a record that came late, under the badge and time it names. First compare it with the goods: what was done twice counts twice.",
  adoptReason: () => "How it was checked",
};
