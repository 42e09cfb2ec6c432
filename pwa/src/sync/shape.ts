/**
 * Reads what came over the wire field by field: whatever is not of the protocol's shape is a
 * transport error (P23), never half understood.
 */

/** The bytes are not a well-formed answer of this protocol; a retry class. */
export class NotAnAnswer extends Error {
  override readonly name = "NotAnAnswer";
}

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new NotAnAnswer(`${what}: expected an object`);
  }
  return value as Fields;
}

export function jsonFields(text: string, what: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotAnAnswer(`${what}: not JSON`);
  }
  return fieldsOf(value, what);
}

/** The field as it came, undefined when absent. */
export function anyField(fields: Fields, key: string): unknown {
  return fields[key];
}

export function textField(fields: Fields, key: string): string {
  const value = fields[key];
  if (typeof value !== "string") throw new NotAnAnswer(`${key}: expected text`);
  return value;
}

export function numberField(fields: Fields, key: string): number {
  const value = fields[key];
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    throw new NotAnAnswer(`${key}: expected a whole number`);
  }
  return value;
}

export function flagField(fields: Fields, key: string): boolean {
  const value = fields[key];
  if (typeof value !== "boolean") throw new NotAnAnswer(`${key}: expected true or false`);
  return value;
}

export function listField(fields: Fields, key: string): readonly unknown[] {
  const value = fields[key];
  if (!Array.isArray(value)) throw new NotAnAnswer(`${key}: expected a list`);
  return value;
}

export function textsField(fields: Fields, key: string): string[] {
  return listField(fields, key).map((value) => {
    if (typeof value !== "string") throw new NotAnAnswer(`${key}: expected texts`);
    return value;
  });
}
