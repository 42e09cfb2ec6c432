/** Words of the statuses; each stands beside its shape. */

export const status = {
  ok: () => "OK",
  warn: () => "Check",
  stop: () => "Stop",
  hold: () => "On hold",
  recall: () => "Recalled",
  provisional: () => "Provisional",
  quarantine: () => "Quarantine",
  onThisDevice: () => "On this device",
  sending: () => "Sending",
  confirmed: () => "Confirmed",
  needsAttention: () => "Needs attention",
};
