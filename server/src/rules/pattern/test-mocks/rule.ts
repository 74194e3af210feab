import type { Span } from '@drift/shared';
import { defineConvention } from '../../engine/convention.ts';
import { type FileView, moduleName } from '../../engine/file-view.ts';
import { MOCK_LIBRARIES, type MockLibrary } from './libraries.ts';

const FAKES = 'fakes';
/** Types that are written to stand for another one. */
const FAKE_TYPE = /^_*(?:Fake|Mock|Stub|Spy)[A-Z]|[a-z](?:Fake|Mock|Stub|Spy)$/;
/** Separates the parts of a module's name. */
const BELOW = /^[./:\\]/;

/** What test doubles are made with. */
export const testMocks = defineConvention({
  id: 'drift/pattern/test-mocks',
  title: 'Test doubles',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'files with test doubles',
  answers: [...MOCK_LIBRARIES.map((l) => l.value), FAKES],
  describe: (value) => (value === FAKES ? 'hand-written doubles' : value),
  // A double written by hand needs no library and does no harm.
  deviates: (actual) => actual !== FAKES,
  observe(view, report) {
    if (view.role !== 'test') return;
    const found = new Map<string, Span>();
    const included = new Set<string>();
    for (const library of MOCK_LIBRARIES) {
      const sign = library.languages.includes(view.language) ? signOf(view, library) : null;
      if (sign === null) continue;
      found.set(library.value, sign);
      for (const value of library.includes ?? []) included.add(value);
    }
    // A library's name beside a class by hand tells nothing about how the file prefers to do it.
    const fake = found.size === 0 ? fakeOf(view) : null;
    if (fake !== null) found.set(FAKES, fake);
    for (const [value, { start, end }] of found) if (!included.has(value)) report({ value, start, end });
  },
});

/** The first place of a file that shows the use of a library. */
function signOf(view: FileView, library: MockLibrary): Span | null {
  const modules = library.modules ?? [];
  for (const row of modules.length === 0 ? [] : view.table('imports')) {
    if (row.sourceEnd > row.sourceStart && modules.some((m) => names(view, row.index, m)))
      return { start: row.sourceStart, end: row.sourceEnd };
  }
  const { calls, parameter } = library;
  for (const c of calls === undefined ? [] : view.table('calls')) {
    if (calls?.test(view.canonical(c.callee)) === true) return { start: c.start, end: c.nameEnd };
  }
  for (const p of parameter === undefined ? [] : view.table('parameters')) {
    if (p.name === parameter) return { start: p.start, end: p.start + p.name.length };
  }
  return null;
}

/** True when an import brings in a module, something below it, or the module as a name of what it lies in. */
function names(view: FileView, index: number, module: string): boolean {
  const row = view.table('imports').get(index);
  if (row === null) return false;
  const source = moduleName(row.source);
  if (source === module || (source.startsWith(module) && BELOW.test(source.slice(module.length)))) return true;
  for (const s of view.table('specifiers')) {
    if (s.import === index && s.kind === 'named' && `${source}.${s.name}` === module) return true;
  }
  return false;
}

/** A type of the file that is written to stand for another one. */
function fakeOf(view: FileView): Span | null {
  for (const s of view.table('symbols')) {
    if ((s.kind === 'class' || s.kind === 'struct') && FAKE_TYPE.test(s.name) && s.nameStart >= 0)
      return { start: s.nameStart, end: s.nameEnd };
  }
  return null;
}
