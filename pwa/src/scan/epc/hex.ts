// The bits of an RFID tag, as the hexadecimal digits that readers deliver, both ways.
// Every field is checked: a tag whose bits are no key of GS1 is refused with the digits in which the fault stands.

import {
  CHARACTER_BITS,
  type Epc,
  EpcInvalid,
  FILTER_MAX,
  holdsSerial,
  isNumber,
  PREFIX_BITS,
  PREFIX_DIGITS_MAX,
  SCHEMES,
  type Scheme,
  schemeFor,
  TEXT_SERIAL_MAX,
} from "./schemes.ts";

const WORD = 16;

// Reads fields of a tag one after another; knows in which digits the last one stood.
class Bits {
  private readonly number: bigint;
  private readonly length: number;
  private position = 0;
  private last = 0;

  constructor(digits: string) {
    this.number = BigInt(`0x${digits}`);
    this.length = 4 * digits.length;
  }

  take(bits: number): bigint {
    this.last = this.position;
    this.position += bits;
    return (this.number >> BigInt(this.length - this.position)) & ((1n << BigInt(bits)) - 1n);
  }

  rest(): bigint {
    return this.take(this.length - this.position);
  }

  // The fault of the last field.
  fault(code: string, expected: string, found: string): EpcInvalid {
    return new EpcInvalid(
      code,
      Math.floor(this.last / 4),
      Math.ceil(this.position / 4),
      expected,
      found,
    );
  }
}

export function readHex(digits: string): Epc {
  const head = digits.slice(0, 2);
  const scheme = SCHEMES.find(({ header }) => header === Number.parseInt(head, 16));
  if (scheme === undefined) {
    const known = SCHEMES.map(({ header }) => header.toString(16).toUpperCase()).join(" ");
    throw new EpcInvalid("EPC_HEADER_UNKNOWN", 0, 2, known, head);
  }
  const lengths = lengthsOf(scheme);
  if (!lengths.includes(digits.length)) {
    const [expected, found] = [String(Math.max(...lengths)), String(digits.length)];
    throw new EpcInvalid("EPC_LENGTH_WRONG", 0, digits.length, expected, found);
  }
  const bits = new Bits(digits);
  bits.take(8);
  const filter = Number(bits.take(3));
  const partition = Number(bits.take(3));
  const prefixBits = PREFIX_BITS[partition];
  if (prefixBits === undefined) {
    throw bits.fault("EPC_PARTITION_INVALID", "0-6", String(partition));
  }
  const companyPrefix = padded(bits, prefixBits, PREFIX_DIGITS_MAX - partition);
  const reference = referenceIn(bits, scheme, scheme.keyBits - prefixBits, partition);
  const serial = serialIn(bits, scheme);
  if (bits.rest() !== 0n) throw bits.fault("EPC_RESERVED_NOT_ZERO", "0", "1");
  return { kind: scheme.kind, companyPrefix, reference, serial, scheme, filter };
}

// How many digits the tag may have: whole bytes, or whole words of 16 bits as memory is read.
function lengthsOf({ bits }: Scheme): number[] {
  return [8, WORD].map((unit) => Math.ceil(bits / unit) * (unit / 4));
}

function padded(bits: Bits, length: number, digits: number): string {
  const number = bits.take(length);
  if (number >= 10n ** BigInt(digits)) {
    throw bits.fault("EPC_FIELD_TOO_LARGE", "9".repeat(digits) || "0", String(number));
  }
  return digits === 0 ? "" : String(number).padStart(digits, "0");
}

function referenceIn(bits: Bits, scheme: Scheme, length: number, partition: number): string {
  if (scheme.referenceDigits === null) return String(bits.take(length));
  return padded(bits, length, scheme.referenceDigits + partition);
}

function serialIn(bits: Bits, scheme: Scheme): string {
  if (scheme.serialBits === 0) return "";
  const number = bits.take(scheme.serialBits);
  if (!scheme.serialIsText) return String(number);
  let text = "";
  for (let place = scheme.serialBits - CHARACTER_BITS; place >= 0; place -= CHARACTER_BITS) {
    text += String.fromCharCode(Number((number >> BigInt(place)) & 0x7fn));
  }
  while (text.endsWith("\u0000")) text = text.slice(0, -1);
  if (!/^[!"%-?A-Z_a-z]+$/.test(text)) throw bits.fault("EPC_SERIAL_INVALID", "CSET 82", text);
  return text;
}

// The digits of the tag, in whole words of 16 bits; throws EpcInvalid where a field has no room.
export function writeHex(epc: Epc): string {
  const scheme = schemeFor(epc);
  const partition = PREFIX_DIGITS_MAX - epc.companyPrefix.length;
  const prefixBits = PREFIX_BITS[partition] ?? 0;
  if (!holdsSerial(scheme, epc.serial)) {
    const expected = scheme.serialIsText ? "CSET 82" : `< 2^${scheme.serialBits}`;
    throw new EpcInvalid("EPC_SERIAL_INVALID", 0, 0, expected, epc.serial);
  }
  const referenceBits = scheme.keyBits - prefixBits;
  if (scheme.referenceDigits === null && !isNumber(epc.reference, referenceBits)) {
    throw new EpcInvalid("EPC_SERIAL_INVALID", 0, 0, `< 2^${referenceBits}`, epc.reference);
  }
  const filter = Math.min(epc.filter ?? 0, FILTER_MAX);
  const words = Math.ceil(scheme.bits / WORD);
  let number = BigInt((scheme.header << 6) | (filter << 3) | partition);
  number = (number << BigInt(prefixBits)) | BigInt(epc.companyPrefix);
  number = (number << BigInt(referenceBits)) | BigInt(epc.reference || "0");
  number = (number << BigInt(scheme.serialBits)) | serialNumber(epc, scheme);
  number <<= BigInt(words * WORD - (14 + scheme.keyBits + scheme.serialBits));
  return number
    .toString(16)
    .toUpperCase()
    .padStart((words * WORD) / 4, "0");
}

function serialNumber({ serial }: Epc, scheme: Scheme): bigint {
  if (scheme.serialBits === 0) return 0n;
  if (!scheme.serialIsText) return BigInt(serial);
  let number = 0n;
  for (const character of serial.padEnd(TEXT_SERIAL_MAX, "\u0000")) {
    number = (number << BigInt(CHARACTER_BITS)) | BigInt(character.charCodeAt(0));
  }
  return number;
}
