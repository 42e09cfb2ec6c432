/**
 * Where a device stands in one stream (P27). The device only ever reads which stream a cursor
 * belongs to; the rest is the server's.
 */

export interface Cursor {
  readonly epoch: string;
  readonly stream: string;
  readonly position: number;
  readonly ordinal: number;
}

/** A stream's code may hold dots, so the numbers are found from the end. */
const CURSOR = /^v1\.([^.]+)\.(.+)\.(0|[1-9]\d{0,15})\.(0|[1-9]\d{0,15})$/;

/** Null when the text is not a v1 cursor. */
export function parseCursor(text: string): Cursor | null {
  const match = CURSOR.exec(text);
  const [, epoch, stream, position, ordinal] = match ?? [];
  if (epoch === undefined || stream === undefined) return null;
  return { epoch, stream, position: Number(position), ordinal: Number(ordinal) };
}

export function formatCursor(cursor: Cursor): string {
  return `v1.${cursor.epoch}.${cursor.stream}.${cursor.position}.${cursor.ordinal}`;
}
