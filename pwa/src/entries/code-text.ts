/**
 * What a refusal or exception code says to a person, in one language: what happened, why, what to do now.
 */

export interface CodeTexts {
  readonly what: string;
  readonly why: string;
  readonly now: string;
}

export interface CodeText extends CodeTexts {
  readonly severity: "stop" | "warn" | "info";
}

export interface CatalogueEntry extends CodeText {
  readonly code: string;
}
