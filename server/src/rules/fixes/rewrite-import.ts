import type { Fix, RuleFinding } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FixContext } from '../engine/rule.ts';

/** Where a file lies in what it is imported as. */
export interface ModulePlace {
  /** Folders of its own package or library, from its outermost one on; `null` where that cannot be told. */
  readonly own: readonly string[] | null;
}

const UNKNOWN = 'which package the file belongs to cannot be told';

/** Imports the same module by its other path, as the convention has it: from where the file lies, or by its whole name. */
export function rewriteImport(
  context: FixContext,
  finding: RuleFinding,
  expected: string,
  { own }: ModulePlace,
): Fix | string {
  const { view, text } = context;
  const row = [...view.table('imports')].find((r) => r.sourceStart === finding.start && r.sourceEnd === finding.end);
  if (row === undefined) return 'the import is not there any more';
  if (view.language !== 'python' && view.language !== 'ruby') return 'where an alias leads is up to the build';
  if (own === null) return UNKNOWN;
  const written = view.language === 'python' ? pythonPath(text, row, expected, own) : rubyPath(row, expected, own);
  if (written === null) return UNKNOWN;
  const { start, end } = written.from === 'source' ? { start: row.sourceStart, end: row.sourceEnd } : row;
  return {
    title: expected === 'relative' ? 'Import it from where the file lies' : 'Import it by its whole name',
    kind: 'unsafe',
    edits: [{ file: view.file, start, end, newText: written.newText }],
  };
}

interface Written {
  readonly from: 'source' | 'statement';
  readonly newText: string;
}

function pythonPath(text: string, row: Row<'imports'>, expected: string, own: readonly string[]): Written | null {
  if (!text.startsWith('from', row.start)) return null;
  const name = row.source;
  if (expected === 'absolute')
    return /^\.(?!\.)/.test(name)
      ? { from: 'source', newText: [...own, name.slice(1)].filter((p) => p !== '').join('.') }
      : null;
  const target = name.split('.');
  const isBelow = own.every((d, i) => d === target[i]);
  return expected === 'relative' && isBelow
    ? { from: 'source', newText: `.${target.slice(own.length).join('.')}` }
    : null;
}

function rubyPath(row: Row<'imports'>, expected: string, own: readonly string[]): Written | null {
  const parts = row.source.split('/');
  if (expected === 'relative') {
    let shared = 0;
    while (shared < own.length && shared < parts.length - 1 && own[shared] === parts[shared]) shared++;
    const path = [...own.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
    return { from: 'statement', newText: `require_relative '${path}'` };
  }
  const whole = [...own];
  for (const part of parts) {
    if (part === '..') {
      if (whole.pop() === undefined) return null;
    } else if (part !== '.') whole.push(part);
  }
  return { from: 'statement', newText: `require '${whole.join('/')}'` };
}
