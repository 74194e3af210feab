const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const MULTIPLIER = 48_271;
const MODULUS = 2_147_483_647;

/** Alphabets the token formats of vendors use. */
export const ALPHABETS = {
  base64: UPPER + LOWER + DIGITS,
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  digits: '123456789',
  hex: `${DIGITS}abcdef`,
  letters: UPPER + LOWER,
  lower: LOWER + DIGITS,
  upper: UPPER + DIGITS,
  upperBase32: `${UPPER}234567`,
} as const;

/** The same `length` scattered characters of an alphabet on every call: the body of an example token. */
export function sample(alphabet: keyof typeof ALPHABETS, length: number): string {
  const characters = ALPHABETS[alphabet];
  let state = MULTIPLIER + length;
  let body = '';
  while (body.length < length) {
    state = (state * MULTIPLIER) % MODULUS;
    body += characters.charAt(Math.floor((state / MODULUS) * characters.length));
  }
  return body;
}

/** An example UUID. */
export function sampleUuid(): string {
  return [8, 4, 4, 4, 12].map((length) => sample('hex', length)).join('-');
}

/** Glues the parts of an example token, so that no source file holds the whole of it. */
export function token(...parts: readonly string[]): string {
  return parts.join('');
}
