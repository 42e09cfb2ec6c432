/**
 * Exact decimal arithmetic on the strings that travel (P04): quantities are never floats.
 */

const DECIMAL = /^-?(0|[1-9]\d{0,17})(\.\d{1,9})?$/;
const MAX_SCALE = 9;

interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

function parse(text: string): Scaled {
  if (!isDecimal(text)) throw new RangeError(`not a decimal: ${text}`);
  const point = text.indexOf(".");
  const scale = point < 0 ? 0 : text.length - point - 1;
  return { units: BigInt(text.replace(".", "")), scale };
}

function format({ units, scale }: Scaled): string {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const part = scale === 0 ? "" : `.${digits.slice(-scale)}`;
  return `${sign}${whole}${part}`;
}

function lift({ units, scale }: Scaled, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

export function addDecimals(left: string, right: string): string {
  const [a, b] = [parse(left), parse(right)];
  const scale = Math.max(a.scale, b.scale);
  return format({ units: lift(a, scale) + lift(b, scale), scale });
}

export function negateDecimal(text: string): string {
  const { units, scale } = parse(text);
  return format({ units: -units, scale });
}

export function compareDecimals(left: string, right: string): -1 | 0 | 1 {
  const [a, b] = [parse(left), parse(right)];
  const scale = Math.max(a.scale, b.scale);
  const difference = lift(a, scale) - lift(b, scale);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** `text` × numerator / denominator, with as few decimals as are exact, nine at most (cut). */
export function multiplyDecimal(text: string, numerator: number, denominator: number): string {
  const { units, scale } = parse(text);
  let product = units * BigInt(numerator);
  let places = scale;
  while (product % BigInt(denominator) !== 0n && places < MAX_SCALE) {
    product *= 10n;
    places += 1;
  }
  return format(trimmed({ units: product / BigInt(denominator), scale: places }, scale));
}

function trimmed(value: Scaled, least: number): Scaled {
  let { units, scale } = value;
  while (scale > least && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units, scale };
}

/** The exact product; null where it needs more than nine decimals. */
export function productOf(left: string, right: string): string | null {
  const [a, b] = [parse(left), parse(right)];
  const product = trimmed({ units: a.units * b.units, scale: a.scale + b.scale }, 0);
  return product.scale > MAX_SCALE ? null : format(product);
}

/** Whether `text` is a whole number of times `step`. */
export function isMultipleOf(text: string, step: string): boolean {
  const [a, b] = [parse(text), parse(step)];
  const scale = Math.max(a.scale, b.scale);
  return lift(a, scale) % lift(b, scale) === 0n;
}
