/**
 * Labels as the server makes them: their addresses, and a refusal in the words of the label's own rules.
 */

import { type ExplainedCode, explain } from "../entries/code-texts.ts";
import type { ServerDoor } from "../entries/server-door.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { language } from "../ui/i18n/language.ts";

/** As `backend/labeling/routes.py` bounds it. */
export const MAX_COPIES = 100;

export interface LabelWish {
  readonly language: string;
  readonly copies: string;
  readonly dpi: string;
}

export type LabelAnswer =
  /** `address` is of this page only and must be revoked. */
  | { readonly step: "ready"; readonly address: string; readonly readback: number }
  | { readonly step: "refused"; readonly texts: readonly ExplainedCode[] };

/** A record that has a label of its own. */
export interface Labelled {
  readonly kind: "lots" | "equipment";
  readonly key: string;
}

export function labelPath(of: Labelled, file: "preview" | "pdf", wish: LabelWish): string {
  const query = new URLSearchParams({ language: wish.language, dpi: wish.dpi });
  if (file === "pdf") {
    query.set("copies", wish.copies);
  }
  return `/labels/${of.kind}/${encodeURIComponent(of.key)}/${file}?${query}`;
}

export async function readLabel(server: ServerDoor, path: string): Promise<LabelAnswer> {
  const answer = await server.readBytes(path);
  if (answer.step === "ok") {
    const { blob, readback } = answer.value;
    return { step: "ready", address: URL.createObjectURL(blob), readback };
  }
  if (answer.step === "offline") {
    const what = d().act.offline();
    return { step: "refused", texts: [{ code: "", what, why: "", now: "" }] };
  }
  return { step: "refused", texts: explain([answer], language.value) };
}
