import { ASCENDING_RUN, MIN_DISTINCT, REPEATED_RUN } from './parameters.ts';

/** Words nobody's random token holds; the last is how the sample payload of the JWT debugger begins. */
const FILLER_WORDS =
  /example|placeholder|your[-_]|xxxx|changeme|change[-_]me|replace|redacted|insert|dummy|fake|sample|foobar|\.{3}|eyJzdWIiOiIxMjM0NTY3ODkw/i;

/** Keys that vendors print in their own documentation or ship in emulators, in parts. */
const DOCUMENTED_KEYS: ReadonlySet<string> = new Set(
  [
    ['AKIAIOSFODNN7', 'EXAMPLE'],
    ['AKIAI44QH8DHB', 'EXAMPLE'],
    ['wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY'],
    ['Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq', '/K1SZFPTOtr/KBHBeksoGMGw=='],
    ['C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGG', 'yPMbIZnqMsEcaGQy67XIw/Jw=='],
    ['sk_test_', '4eC39HqLyjWDarjtT1zdp7dc'],
    ['sk_test_', 'BQokikJOvBiI2HlWgH4olfQ2'],
    ['110201543:', 'AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'],
    ['MTk4NjIyNDgzNDcxOTI1MjQ4.', 'Cl2FMQ.', 'ZnCjm1XVW7vRze4b7Cq4se7kKWs'],
  ].map((parts) => parts.join('')),
);

/**
 * True for a token that stands for one: a documented vendor key, filler words, one character or one short unit
 * repeated, or an ascending run. `body` is the token without its vendor prefix. Linear in the token.
 */
export function isPlaceholderToken(secret: string, body: string): boolean {
  return DOCUMENTED_KEYS.has(secret) || FILLER_WORDS.test(secret) || isMadeUpBody(body);
}

function isMadeUpBody(body: string): boolean {
  return (
    new Set(body).size < MIN_DISTINCT ||
    hasRun(body, 0, REPEATED_RUN) ||
    hasRun(body, 1, ASCENDING_RUN) ||
    repeatsItself(body)
  );
}

/** True when `length` neighbouring code units of the lower-cased text each exceed the one before by `step`. */
function hasRun(text: string, step: number, length: number): boolean {
  const lower = text.toLowerCase();
  let run = 1;
  for (let index = 1; index < lower.length; index++) {
    run = lower.charCodeAt(index) - lower.charCodeAt(index - 1) === step ? run + 1 : 1;
    if (run >= length) return true;
  }
  return false;
}

/** True when the text is one unit written at least twice, the last time perhaps cut short. */
function repeatsItself(text: string): boolean {
  const borders: number[] = [0];
  let border = 0;
  for (let index = 1; index < text.length; index++) {
    while (border > 0 && text.charAt(index) !== text.charAt(border)) border = borders[border - 1] ?? 0;
    if (text.charAt(index) === text.charAt(border)) border += 1;
    borders.push(border);
  }
  return text.length > 0 && text.length - border <= text.length / 2;
}
