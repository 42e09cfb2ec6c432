/**
 * What each entry type shows on a device before the server has judged it: here what most devices record, the rest in
 * reducers-later.ts, so that the start stays small and nothing that waits is unseen.
 */
import {
  consumeMaterial,
  finishStep,
  openContainer,
  recordCheck,
  recordReading,
  startStep,
} from "../production/reduce.ts";
import type { Reducer, Reducers } from "../sync/view.ts";

const KNOWN: Record<string, Reducer> = {
  ConsumeMaterial: consumeMaterial,
  FinishStep: finishStep,
  OpenContainer: openContainer,
  RecordCheck: recordCheck,
  RecordReading: recordReading,
  StartStep: startStep,
};
let coming: Promise<void> | null = null;

export const REDUCERS: Reducers = KNOWN;

/** Resolves when what these entry types show is there. What cannot come is told; records are sent all the same. */
export async function prepareReducers(types: readonly string[]): Promise<void> {
  if (types.every((type) => type in KNOWN)) {
    return;
  }
  coming ??= import("./reducers-later.ts").then(
    ({ LATER }) => void Object.assign(KNOWN, LATER),
    (error: unknown) => {
      coming = null;
      reportError(error);
    },
  );
  await coming;
}
