/** Units and Trace on the handheld. */

import { en as enStatus } from "../unit-status.ts";

export const en = {
  unitStatus: enStatus,
  title: () => "Trace",
  back: () => "Trace back",
  forward: () => "Trace forward",
  asking: () => "Asking the server",
  several: (name: string) => `${name} names several things. Scan the label, or ask at a desk.`,
  unknown: (name: string) => `The server knows nothing called ${name}. Check the label.`,
  onlyHere: () => "Only what this device knows",
  onlyHereWhy: () =>
    "The server cannot be reached. Links that other devices recorded are not listed; ask again with a connection before anything is decided.",
  nothingHere: () => "This device knows nothing of it.",
  nothing: () => "Nothing is recorded.",
  counts: (lots: number, units: number, containers: number) =>
    `${lots} lots · ${units} units · ${containers} containers`,
  complete: () => "Complete",
  incomplete: () => "Not complete",
  granularity: {
    exact: () => "Exact",
    sub_lot: () => "By sub-lot",
    whole_lot: () => "Whole lots: more than is concerned",
  },
  asOf: (position: string, time: string) => `Server, up to position ${position}, ${time}`,
  unheard: (devices: string) =>
    `Not heard for 15 minutes or holding records: ${devices}. Bring them into the network and ask again.`,
  pieces: (count: number) => `${count} units`,
  lots: () => "Lots",
  units: () => "Units",
  containers: () => "Containers",
  link: {
    made_in: () => "made in",
    received: () => "received as",
    consume: () => "used, recorded here",
    taken_back: () => "taken back, recorded here",
    split: () => "split, recorded here",
    merge: () => "merged, recorded here",
  },
};
