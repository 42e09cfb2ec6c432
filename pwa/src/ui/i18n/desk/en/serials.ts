/** Serial numbers that a work order names for its units. */

export const serials = {
  title: () => "Serial numbers",
  why: () =>
    "One for each unit, where they are known: then the order is bound to the revision that holds for them. Without a last number, a row is counted up as far as the quantity goes.",
  first: () => "First serial number",
  last: () => "Last serial number",
  lastWhy: (quantity: string) =>
    `Empty: counted up from the first, ${quantity} in all. Several ranges are named when an order is planned.`,
  add: () => "Add serial numbers",
  open: () => "A number that does not end in digits cannot be counted up. Name the last one.",
  uncounted: (first: string) =>
    `From ${first}: first and last must be alike up to the digits at their end, the last one the larger.`,
  count: (count: number) => `These are ${count}. Name as many as the order makes, or none.`,
  planned: (named: string) => `Serial numbers named for it: ${named}.`,
  none: () =>
    "No serial numbers are named. A revision that starts by serial number then holds for none of its units; one that turns out to belong to it is put on hold as it is made.",
};
