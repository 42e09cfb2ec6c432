/**
 * Whose a scanned text is: what a symbol or an RFID tag says, and every reading where a separator was lost on the way.
 * The twin of labels/scanned.py.
 */

import { looksLikeTag, readTag } from "./epc/epc.ts";
import type { Identity } from "./gs1/identity.ts";
import { parseUdi } from "./gs1/udi.ts";

export function identitiesIn(text: string, year: number): readonly Identity[] {
  if (looksLikeTag(text)) {
    const tag = readTag(text, year);
    if (tag.ok) {
      return [tag.identity];
    }
  }
  const { identity, ambiguous } = parseUdi(text, { year });
  return ambiguous.length > 0 ? ambiguous.map((each) => each.identity) : [identity];
}
