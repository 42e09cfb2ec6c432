/**
 * Rows that only this device has, made from what it has recorded and the server has not confirmed.
 */

/** A value or a check, so that a correction finds what it corrects. */
export interface ObservedRow {
  readonly id: string;
  readonly order: string;
  readonly lot: string | null;
  readonly serial: string | null;
  readonly step: number;
  readonly code: string;
  readonly failed: boolean;
}
