import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MIN_SCANNED_LENGTH } from './parameters.ts';
import { sample, token } from './sample.ts';
import { scanSecrets } from './scan-secrets.ts';
import { SECRET_FAMILIES } from './secret-families.ts';

const SEED = 20;
const LARGE = 100_000;
const WINDOW = 1_000;

const github = token('ghp_', sample('base64', 36));
const idsIn = (text: string) => scanSecrets(text).map((match) => match.family.id);

/** How many times any pattern runs over a text. */
function patternRuns(text: string): number {
  const exec = vi.spyOn(RegExp.prototype, 'exec');
  scanSecrets(text);
  const runs = exec.mock.calls.length;
  exec.mockRestore();
  return runs;
}

afterEach(() => vi.restoreAllMocks());

describe('scanSecrets', () => {
  it('reports offsets of the secret alone, in UTF-16 code units', () => {
    const text = `// 🔑 é\nconst key = '${github}';`;
    const [match] = scanSecrets(text);
    expect(text.slice(match?.start, match?.end)).toBe(github);
  });

  it('reports the captured value, not the name it is assigned to', () => {
    const secret = sample('base64', 40);
    const text = `aws_secret_access_key = ${secret}`;
    expect(scanSecrets(text).map(({ start, end }) => text.slice(start, end))).toEqual([secret]);
  });

  it('returns every secret of a text in order of position', () => {
    const stripe = token('sk_', 'live_', sample('base64', 24));
    expect(idsIn(`${stripe} ${github} ${stripe}`)).toEqual([
      'stripe-live-secret-key',
      'github-personal-access-token',
      'stripe-live-secret-key',
    ]);
  });

  it('gives the same answer however often it is asked', () => {
    const text = `${github}\n${github}`;
    expect(scanSecrets(text)).toEqual(scanSecrets(text));
    expect(scanSecrets(text)).toHaveLength(2);
  });

  it.each([
    ['a word before', `x${github}`],
    ['a word after', `${github}x`],
    ['an underscore before', `_${github}`],
    ['an underscore after', `${github}_`],
  ])('rejects a token with %s', (_, text) => {
    expect(scanSecrets(text)).toEqual([]);
  });

  it.each([
    ['filler words', token('ghp_', sample('base64', 29), 'EXAMPLE')],
    ['a change-me', token('ghp_', 'changeme', sample('base64', 28))],
    ['x marks', token('ghp_', 'x'.repeat(36))],
    ['one character', token('ghp_', 'a'.repeat(36))],
    ['a run of one character', token('ghp_', sample('base64', 28), '00000000')],
    ['an ascending run', token('ghp_', 'abcdefghijklmnopqrstuvwxyz', '0123456789')],
    ['digits in order', token('ghp_', sample('base64', 30), '123456')],
    ['a repeated unit', token('ghp_', 'k3Jw9Qz7Lp'.repeat(3), 'k3Jw9Q')],
    ['the AWS documentation key', token('AKIAIOSFODNN7', 'EXAMPLE')],
    [
      'the storage emulator key',
      token('AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq', '/K1SZFPTOtr/KBHBeksoGMGw=='),
    ],
    [
      'the token of the JWT debugger',
      token('eyJhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4ifQ.', sample('base64', 43)),
    ],
    ['a variable', `${'aws_secret_access_key='}${'$'}{AWS_SECRET_ACCESS_KEY}`],
    ['plain words', 'hello'],
    ['nothing', ''],
  ])('stays silent on %s', (_, text) => {
    expect(scanSecrets(text)).toEqual([]);
  });

  it('prefers the longest of overlapping matches', () => {
    const jwt = SECRET_FAMILIES.find((family) => family.id === 'jwt')?.positive() ?? '';
    expect(idsIn(`${jwt} `)).toEqual(['jwt']);
    const account = SECRET_FAMILIES.find((family) => family.id === 'gcp-service-account-key')?.positive() ?? '';
    expect(idsIn(account)).toEqual(['gcp-service-account-key']);
  });

  it('prefers a stable family over an incubating one on the same span', () => {
    const role = SECRET_FAMILIES.find((family) => family.id === 'supabase-service-role-key')?.positive() ?? '';
    expect(idsIn(role)).toEqual(['supabase-service-role-key']);
  });

  it('never returns overlapping or unordered spans', () => {
    const parts = fc.constantFrom(...SECRET_FAMILIES.map((family) => family.positive()), ' ', '"', '\n', '-', 'word');
    const texts = fc.array(parts, { maxLength: 12 }).map((chosen) => chosen.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const found = scanSecrets(text);
        return found.every((match, index) => match.start >= (found[index - 1]?.end ?? 0) && match.end > match.start);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('the cost of a scan', () => {
  it.each([
    ['one word', 'password '.repeat(LARGE / 9)],
    ['assignments', 'a='.repeat(LARGE / 2)],
    ['digits', '7'.repeat(LARGE)],
    ['dashes', '-'.repeat(LARGE)],
  ])('runs no pattern on 100 KB of %s', (_, text) => {
    expect(patternRuns(text)).toBe(0);
  });

  it('runs a family once, and once more for each stretch it matches, on 100 KB of base64', () => {
    expect(patternRuns(sample('base64', LARGE))).toBeLessThanOrEqual(SECRET_FAMILIES.length);
  });

  it('never runs a family more often than the text has room for matches, whatever repeats', () => {
    for (const family of SECRET_FAMILIES) {
      for (const unit of [...family.keywords, family.positive(), 'A']) {
        const text = unit.repeat(Math.ceil(LARGE / unit.length));
        const candidates = SECRET_FAMILIES.filter(({ keywords }) =>
          keywords.some((word) =>
            text
              .slice(0, 3 * WINDOW)
              .toLowerCase()
              .includes(word),
          ),
        );
        expect(patternRuns(text)).toBeLessThanOrEqual(candidates.length * (1 + text.length / MIN_SCANNED_LENGTH));
      }
    }
  });
});
