/** How a lot stands, why it is held, and what a place is for: words of every screen that shows a lot. */

export const en = {
  holdReasons: {
    damaged: () => "Damaged",
    label_problem: () => "Label problem",
    wrong_goods: () => "Wrong goods",
    contaminated: () => "Contaminated or wet",
    cold_chain: () => "Storage condition",
    expired: () => "Expired",
    documents: () => "Papers missing",
    count_differs: () => "Count differs",
    other: () => "Something else",
  },
  lotStatus: {
    created: () => "Created",
    quarantine: () => "Quarantine",
    inspecting: () => "Being inspected",
    released: () => "Released",
    conditional: () => "Conditional",
    rejected: () => "Rejected",
    depleted: () => "Used up",
    expired: () => "Expired",
  },
  place: {
    quarantine: () => "quarantine",
    released: () => "released goods",
    rejected: () => "rejected goods",
    returned: () => "returned goods",
    production: () => "production",
    dispatch: () => "dispatch",
    unreconciled: () => "goods not accounted for",
  },
};
