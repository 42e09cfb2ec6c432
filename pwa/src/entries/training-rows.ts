/**
 * Skills and who was trained in them, as the feed carries them, in the form of rows.ts.
 */

export interface SkillRow {
  readonly code: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly document: string;
  /** The revision of the document that counts from `effective_from` on; until then the one before it counts too. */
  readonly revision: string;
  readonly revision_before: string | null;
  readonly effective_from: string;
  readonly valid_months: number | null;
  /** False: whoever has read the document is trained. Missing in rows that were sent before it was asked. */
  readonly assessed?: boolean;
}

export interface TrainingRow {
  readonly id: string;
  /** `person|skill`. */
  readonly holder: string;
  readonly person: string;
  readonly skill: string;
  readonly document: string;
  readonly revision: string;
  readonly assigned_at: string | null;
  readonly due: string | null;
  /** Null: assigned, and not done yet. */
  readonly qualified_at: string | null;
  /** That day included; null: without end. */
  readonly valid_to: string | null;
  readonly evidence: readonly string[];
  readonly text: string;
  readonly assessed_by: string | null;
  readonly revoked_at: string | null;
  readonly revoked_by: string | null;
  readonly revoke_reason: string | null;
  /** Missing in rows that were sent before readings were known. */
  readonly read_at?: string | null;
}
