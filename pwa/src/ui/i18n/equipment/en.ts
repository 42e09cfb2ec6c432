/** Machines and gauges: how they stand, what falls due, what was done. */

export const en = {
  kind: { machine: () => "Machine", gauge: () => "Gauge" },
  status: {
    installed: () => "Installed, not qualified",
    qualified: () => "Qualified",
    out_of_service: () => "Out of service",
    retired: () => "Retired",
  },
  unready: {
    retired: () => "Retired",
    not_qualified: () => "Not qualified",
    out_of_service: () => "Out of service",
    out_of_tolerance: () => "Out of tolerance",
    not_calibrated: () => "Never calibrated",
    calibration_lapsed: () => "Calibration overdue",
    maintenance_due: () => "Maintenance overdue",
    not_clean: () => "Not clean",
  },
  ready: () => "Ready for use",
  duty: {
    calibration: () => "Calibration",
    maintenance: () => "Maintenance",
    cleaning: () => "Cleaning",
  },
  standing: {
    overdue: () => "Overdue",
    week: () => "Due within 7 days",
    month: () => "Due within 30 days",
    later: () => "Later",
  },
  neverDone: () => "never done",
  dueSoon: (duty: string, days: number) =>
    days <= 0
      ? `${duty} due today`
      : days === 1
        ? `${duty} due tomorrow`
        : `${duty} due in ${days} days`,
  daysLeft: (days: number) => (days <= 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`),
  daysOver: (days: number) =>
    days <= 0 ? "since today" : days === 1 ? "1 day late" : `${days} days late`,
  until: (when: string) => `until ${when}`,
  title: () => "Equipment",
  scanFirst: () => "Scan the tag of a machine or gauge",
  scanFirstHow: () => "It shows whether it may be used now.",
  may: () => "May be used",
  mayNot: () => "Do not use",
  unknown: () => "Not known here",
  unknownWhy: () => "Nothing here says that it was ready. Look at the tag, or ask quality.",
  criticalWhy: () => "Critical: what is made on it while it is not ready waits for a decision.",
  class: () => "Class",
  lastDone: (when: string) => `last ${when}`,
  duties: () => "What falls due",
  noDuties: () => "Nothing falls due on this piece.",
  cleaned: () => "It is clean now",
  dirty: () => "It is dirty",
  maintained: () => "Maintenance done",
  maintainedWhat: () => "What was done",
  recorded: {
    clean: () => "Recorded: clean",
    dirty: () => "Recorded: dirty",
    maintained: () => "Recorded: maintenance",
  },
  recordedWhy: () => "It counts from now, also without a network.",
};
