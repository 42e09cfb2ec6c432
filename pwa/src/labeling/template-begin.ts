/**
 * What a new template begins with, without a screen: the form of its number, an empty label, a copy of another.
 */

import { MARKETS, type RevisionView, type Template } from "./template.ts";

export type NewTemplate = Pick<
  Template,
  "number" | "name_zh" | "name_en" | "use" | "width_um" | "height_um"
>;

const NUMBER = /^[A-Z][A-Z0-9]*(-[A-Z0-9]+){0,3}$/;
const NUMBER_MOST = 20;

/** As `labels/templates/model.py` has it: LT-UNIT, up to four parts of capitals and digits. */
export function isNumber(text: string): boolean {
  return text.length <= NUMBER_MOST && NUMBER.test(text);
}

/** Of a copy, all but number and names stay as they are in the origin. */
export function begunWith(
  asked: NewTemplate,
  origin: Pick<RevisionView, "content"> | null,
): Template {
  if (origin !== null) {
    const { number, name_zh, name_en } = asked;
    return { ...(JSON.parse(origin.content) as Template), number, name_zh, name_en };
  }
  const markets = asked.use === "healthcare" ? MARKETS : [];
  return { ...asked, markets, mandatory: [], elements: [] };
}

/** The shipped template whose example fits labels of a use. */
export function exampleFor(use: Template["use"]): string {
  return {
    healthcare: "LT-UNIT",
    direct_marking: "LT-UNIT",
    logistics: "LT-CARTON",
    internal: "LT-LOT",
  }[use];
}
