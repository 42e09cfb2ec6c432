/** From when a revision holds. */

export const effectivity = {
  title: () => "Holds from",
  from: {
    date: (start: string) => `From ${start}`,
    lot: (start: string) => `From lot ${start}`,
    serial: (start: string) => `From serial number ${start}`,
    next_order: () => "Next work order",
    stop_now: () => "At once, running orders stop",
  },
  kind: {
    date: () => "From a date",
    lot: () => "From a lot number",
    serial: () => "From a serial number",
    next_order: () => "With the next work order",
    stop_now: () => "At once; running orders stop",
  },
  start: () => "Date, lot or serial number",
  startWhy: () => "Only for a start by date, lot or serial number.",
  startNeeded: () => "Say from which date, lot or serial number.",
  startNotUsed: () => "Leave this empty for this kind of start.",
};
