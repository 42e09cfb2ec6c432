// GS1 check digits (General Specifications 7.9.1) and check characters of the Global Model Number (7.9.5).

const PRIMES = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83,
];
const CSET82 =
  "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const CSET32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

// The check digit that follows `digits`: weights 3, 1, 3 … from the right.
export function checkDigit(digits: string): string {
  let total = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    total += place % 2 === 0 ? 3 * digit : digit;
  }
  return String((10 - (total % 10)) % 10);
}

export function hasCheckDigit(digits: string): boolean {
  return checkDigit(digits.slice(0, -1)) === digits.slice(-1);
}

// The two check characters that follow `text`, 1 to 23 characters of CSET 82.
export function checkPair(text: string): string {
  let total = 0;
  for (const [place, prime] of PRIMES.entries()) {
    if (place >= text.length) break;
    total += prime * CSET82.indexOf(text.charAt(text.length - 1 - place));
  }
  total %= 1021;
  return CSET32.charAt(Math.floor(total / 32)) + CSET32.charAt(total % 32);
}
