/** The words for values of closed sets that codes carry; only codes of the office's texts carry such. */

import words from "../../../sync/words.json";

type Named = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const USED: Named = words.used;
export const SETS: Readonly<Record<string, Named>> = words.sets;
