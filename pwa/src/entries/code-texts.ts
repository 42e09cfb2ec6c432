/**
 * What a refusal or exception code says to a person: what happened, why, what to do now. The texts come from
 * sync/codes, the one catalogue the server uses too.
 */

export interface CodeTexts {
  readonly what: string;
  readonly why: string;
  readonly now: string;
}

interface CatalogueEntry {
  readonly code: string;
  readonly severity: "stop" | "warn" | "info";
  readonly en: CodeTexts;
  readonly zh: CodeTexts;
}

export interface CodeText extends CodeTexts {
  readonly severity: CatalogueEntry["severity"];
}

export type CodeDetail = Readonly<Record<string, unknown>>;

const files = import.meta.glob<readonly CatalogueEntry[]>("../../../sync/codes/*.json", {
  eager: true,
  import: "default",
});

const CATALOGUE: ReadonlyMap<string, CatalogueEntry> = new Map(
  Object.values(files).flatMap((entries) => entries.map((entry) => [entry.code, entry] as const)),
);

export const KNOWN_CODES: readonly string[] = [...CATALOGUE.keys()];

/** Null for a code this build does not know. A value the detail lacks is shown as a dash. */
export function codeText(code: string, detail: CodeDetail, language: "zh" | "en"): CodeText | null {
  const entry = CATALOGUE.get(code);
  if (entry === undefined) {
    return null;
  }
  const { what, why, now } = entry[language];
  const filled = (text: string): string => fill(text, detail);
  return { severity: entry.severity, what: filled(what), why: filled(why), now: filled(now) };
}

export interface ExplainedCode extends CodeTexts {
  readonly code: string;
}

/** Several codes in words; one this build does not know is shown as it came. */
export function explain(
  codes: readonly { readonly code: string; readonly detail: CodeDetail }[],
  language: "zh" | "en",
): readonly ExplainedCode[] {
  return codes.map(({ code, detail }) => {
    const text = codeText(code, detail, language);
    return text === null ? { code, what: code, why: "", now: "" } : { ...text, code };
  });
}

function fill(text: string, detail: CodeDetail): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => shown(detail[name]));
}

function shown(value: unknown): string {
  if (value === undefined || value === null || value === "") {
    return "–";
  }
  if (Array.isArray(value)) {
    return value.map(shown).join(", ");
  }
  return typeof value === "object" ? Object.values(value).map(shown).join(" · ") : String(value);
}
