/** Whose badge stands for a step that is left out. A view only: the server judges the record. */
export const RUNS_DEVIATIONS: ReadonlySet<string> = new Set(["supervisor", "quality"]);
