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
  starts: {
    date: {
      label: () => "First day",
      why: () => "A day at the factory. Orders released on it or later are bound to this revision.",
    },
    lot: {
      label: () => "First lot",
      why: () =>
        "Lots are compared as people count: digits as a number, everything else as text. An order whose lots are on both sides is not released.",
    },
    serial: {
      label: () => "First serial number",
      why: () =>
        "Serial numbers are compared as people count: digits as a number, everything else as text. An order whose units are on both sides is not released; a unit that turns out to be beyond is put on hold.",
    },
  },
  why: {
    date: () => "For orders released from a day on. Orders that run keep what they have.",
    lot: () => "For lots from a number on, whenever they are made.",
    serial: () => "For units from a serial number on, whenever they are made.",
    next_order: () =>
      "For orders released after the approval. Orders that run keep what they have.",
    stop_now: () =>
      "For orders released after the approval. Steps begun by the earlier revision after it open a deviation and hold what is made.",
  },
};
