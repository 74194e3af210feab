import type { Problem } from '@drift/shared';
import { compileGlob, type Glob, matchesGlob } from '../../index/glob.ts';

/** One line of an ignore file. */
interface IgnoreRule {
  readonly glob: Glob;
  /** Without a slash in the pattern, only the last segment of a path counts. */
  readonly byName: boolean;
  readonly directoriesOnly: boolean;
  readonly reincludes: boolean;
}

/** The rules of one ignore file, which see paths from `depth` segments below the root on. */
export interface IgnoreLevel {
  readonly depth: number;
  readonly rules: readonly IgnoreRule[];
}

/** What a level says about a path: leave it out, keep it, or nothing. */
export type Verdict = 'ignore' | 'keep' | null;

const MAX_RULES = 5_000;
const MAX_PATTERN_LENGTH = 1_024;

/**
 * Reads an ignore file with git's syntax. A line that is malformed or too long is left out and reported with its
 * number; the others count.
 */
export function parseIgnoreFile(
  text: string,
  source: { readonly file: string; readonly depth: number },
): { readonly level: IgnoreLevel; readonly problems: readonly Problem[] } {
  const rules: IgnoreRule[] = [];
  const problems: Problem[] = [];
  const report = (message: string, line: number): void => {
    problems.push({ code: 'CONFIG_ERROR', message, file: source.file, line });
  };
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = trimmedLine(raw);
    if (line === '' || line.startsWith('#')) continue;
    if (rules.length >= MAX_RULES) {
      report(`only the first ${MAX_RULES} ignore patterns count`, index + 1);
      break;
    }
    const rule = line.length > MAX_PATTERN_LENGTH ? null : parseRule(line);
    if (rule === null) report('malformed ignore pattern, skipped', index + 1);
    else rules.push(rule);
  }
  return { level: { depth: source.depth, rules }, problems };
}

/** What the last matching rule of a level says; `path` is counted from the root. */
export function verdictOf(level: IgnoreLevel, path: readonly string[], kind: 'file' | 'directory'): Verdict {
  for (let index = level.rules.length - 1; index >= 0; index--) {
    const rule = level.rules[index];
    if (rule === undefined || (rule.directoriesOnly && kind !== 'directory')) continue;
    if (matchesGlob(rule.glob, path, rule.byName ? path.length - 1 : level.depth)) {
      return rule.reincludes ? 'keep' : 'ignore';
    }
  }
  return null;
}

/** Takes off a carriage return before the line break and trailing spaces, except a space after a backslash. */
function trimmedLine(raw: string): string {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ' && !isEscaped(line, end - 1)) end -= 1;
  return line.slice(0, end);
}

function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (at - backslashes > 0 && line[at - backslashes - 1] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function parseRule(line: string): IgnoreRule | null {
  const reincludes = line.startsWith('!');
  let pattern = reincludes ? line.slice(1) : line;
  const directoriesOnly = pattern.endsWith('/');
  if (directoriesOnly) pattern = pattern.slice(0, -1);
  const byName = !pattern.includes('/');
  if (pattern.startsWith('/')) pattern = pattern.slice(1);
  // A name is one segment, so `**` is no more than `*` there.
  if (byName && /^\*+$/.test(pattern)) pattern = '*';
  const glob = pattern === '' ? null : compileGlob(pattern);
  return glob === null ? null : { glob, byName, directoriesOnly, reincludes };
}
