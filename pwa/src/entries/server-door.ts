/**
 * How desk screens read from the server: what they are answered, and what they are told when it refuses.
 */

import type { CodeDetail } from "./code-texts.ts";

export type Answered<T> =
  | { readonly step: "ok"; readonly value: T }
  /** A code of the catalogue with its values. */
  | { readonly step: "refused"; readonly code: string; readonly detail: CodeDetail }
  | { readonly step: "offline" };

/** A file or picture the server made. */
export interface Bytes {
  readonly blob: Blob;
  /** `X-Unitrail-Readback`: how often a symbol was read back without a fault; 0 for what has none. */
  readonly readback: number;
}

export interface ServerDoor {
  read<T>(path: string): Promise<Answered<T>>;
  readBytes(path: string): Promise<Answered<Bytes>>;
  /** Under the signed-in person's grant. */
  send<T>(path: string, body: Blob | object): Promise<Answered<T>>;
}
