import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeHost } from '../../host/node-host.ts';
import { parseIgnoreFile, verdictOf } from './ignore-rules.ts';

const SEED = 4_711;
const host = createNodeHost();
let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'drift-ignore-'));
  await host.run('git', ['init', '-q'], { cwd: root });
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('parseIgnoreFile', () => {
  it.each([
    ['*.log', 'a/b.log', 'ignore'],
    ['*.log', 'a/b.logs', null],
    ['/*.log', 'a/b.log', null],
    ['dir/', 'dir', null],
    ['dir/', 'dir/', 'ignore'],
    ['a/**/b', 'a/b', 'ignore'],
    ['a/**/b', 'a/x/y/b', 'ignore'],
    ['a/**', 'a/', null],
    ['**/foo', 'x/foo', 'ignore'],
    ['a\n!a', 'a', 'keep'],
    ['!a\na', 'a', 'ignore'],
    ['\\#a', '#a', 'ignore'],
    ['\\!a', '!a', 'ignore'],
    ['# a\n\n   \na', 'a', 'ignore'],
    ['a  \r', 'a', 'ignore'],
    ['a\\ ', 'a ', 'ignore'],
    ['[!a-c]x', 'dx', 'ignore'],
    ['[!a-c]x', 'ax', null],
    ['[]x]', ']', 'ignore'],
    ['[[:digit:]]', '7', 'ignore'],
    ['A', 'a', null],
    ['?', '😀', 'ignore'],
    ['数据*', '数据库', 'ignore'],
    ['$RECYCLE (1) &', '$RECYCLE (1) &', 'ignore'],
    ['\uFEFFa', 'a', 'ignore'],
  ])('%j on %j says %s', (text, path, expected) => {
    expect(verdict(text, path)).toBe(expected);
  });

  it('skips malformed lines with their number and keeps the others', () => {
    const { level, problems } = parseIgnoreFile(`a\n[b\n\\\n/\n${'x'.repeat(2_000)}\nc`, {
      file: '.gitignore',
      depth: 0,
    });
    expect(problems.map(({ code, file, line }) => `${code} ${file}:${line}`)).toEqual([
      'CONFIG_ERROR .gitignore:2',
      'CONFIG_ERROR .gitignore:3',
      'CONFIG_ERROR .gitignore:4',
      'CONFIG_ERROR .gitignore:5',
    ]);
    expect(verdictOf(level, ['c'], 'file')).toBe('ignore');
  });

  it('sees only what lies below the directory of the file', () => {
    const { level } = parseIgnoreFile('/a', { file: 'sub/.gitignore', depth: 1 });
    expect(verdictOf(level, ['sub', 'a'], 'file')).toBe('ignore');
    expect(verdictOf(level, ['sub', 'x', 'a'], 'file')).toBeNull();
  });

  it('answers at once for a pattern made to stall a backtracking matcher', () => {
    const hostile = `${'*a'.repeat(200)}b\n${'**/a*/'.repeat(100)}b`;
    const path = Array.from({ length: 100 }, () => 'a'.repeat(200)).join('/');
    const start = host.now();
    expect(verdict(hostile, path)).toBeNull();
    expect(host.now() - start).toBeLessThan(2_000);
  });

  it('agrees with git on random patterns and paths', async () => {
    const atom = fc.constantFrom('a', 'b', 'ab', '*', '**', '?', '/', '/', '[ab]', '[!a]', '\\a', '!', ' ');
    const pattern = fc
      .array(atom, { minLength: 1, maxLength: 6 })
      .map((atoms) => atoms.join(''))
      .filter(plain);
    const patterns = fc.array(pattern, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
    const samples = fc.sample(patterns, { seed: SEED, numRuns: 400 });
    const names = ['a', 'b', 'ab', 'ba', ' ', 'a '];
    // Paths of one segment and paths in a directory that git is told nothing about.
    const paths = [...names, ...names.map((name) => `a/${name}`), ...names.map((name) => `b/ab/${name}`)];
    // Each in a directory of its own, so that git is asked once.
    for (const [n, text] of samples.entries()) await host.writeFile(join(root, `${n}/.gitignore`), text);
    const ignored = new Set(await gitIgnored(samples.flatMap((_, n) => paths.map((path) => `${n}/${path}`))));
    for (const [n, text] of samples.entries()) {
      const expected = paths.filter((path) => ignored.has(`${n}/${path}`));
      const actual = paths.filter((path) => ignoredLikeGit(text, path));
      expect(actual, JSON.stringify(text)).toEqual(expected);
    }
    expect(ignored.size).toBeGreaterThan(samples.length);
  });
});

/**
 * KNOWN: git compares the literal start of a pattern first and then reads what is left as if it began there, so that
 * `x**` + `/` gains the meaning of a leading double star, against its own manual. We follow the manual.
 */
function plain(pattern: string): boolean {
  return !/[^/*]\*\*+\//.test(pattern);
}

function verdict(text: string, path: string): string | null {
  const { level } = parseIgnoreFile(text, { file: '.gitignore', depth: 0 });
  const kind = path.endsWith('/') ? 'directory' : 'file';
  return verdictOf(
    level,
    path.split('/').filter((part) => part !== ''),
    kind,
  );
}

/** A path is ignored when one of its directories is, or else when itself is. */
function ignoredLikeGit(text: string, path: string): boolean {
  const { level } = parseIgnoreFile(text, { file: '.gitignore', depth: 0 });
  const segments = path.split('/');
  return segments.some((_, index) => {
    const kind = index < segments.length - 1 ? 'directory' : 'file';
    return verdictOf(level, segments.slice(0, index + 1), kind) === 'ignore';
  });
}

async function gitIgnored(paths: readonly string[]): Promise<readonly string[]> {
  const input = paths.map((path) => `${path}\0`).join('');
  const result = await host.run('git', ['check-ignore', '--no-index', '--stdin', '-z'], { cwd: root, input });
  if (!result.ok) return [result.problems[0]?.message ?? 'failed'];
  return new TextDecoder().decode(result.value.stdout).split('\0').slice(0, -1);
}
