/** Every reducer from the beginning: a schedule that is run again must not wait for one the second time. */
import { REDUCERS as FIRST } from "../src/app/reducers.ts";
import { LATER } from "../src/app/reducers-later.ts";
import type { Reducers } from "../src/sync/view.ts";

export const REDUCERS: Reducers = { ...FIRST, ...LATER };
