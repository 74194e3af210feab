import type { Fix, RuleFinding } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import type { FixContext } from '../../engine/rule.ts';

type Api = 'it' | 'test';

const CALLEE = /^(it|test)(?:\.(?:only|skip|concurrent|failing|fails|each\(.*))?$/s;
/** What both names can do alike; `test` of Node.js has more. */
const SHARED =
  /^(?:it|test)(?:$|\.(?:only|skip|todo|concurrent|sequential|failing|fails|each|for|if|skipIf|runIf|todoIf|extend)(?![\w$]))/;
/** Runners that know both names for one thing. Others know one, and a name from elsewhere is what it is there. */
const RUNNERS: ReadonlySet<string> = new Set(['vitest', '@jest/globals', 'test', 'bun:test', 'mocha', '@rstest/core']);
const GROUPS: readonly string[] = ['describe', 'suite', 'context'];

/** Which of two names the calls have that declare a test. */
export const testApi = defineConvention({
  id: 'drift/pattern/test-api',
  title: 'Calls that declare tests',
  languages: ['javascript', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['typescript'],
  since: '0.1.0',
  fix: 'safe',
  precision: {
    corpus: '1 package: ra-core',
    sample: 10,
    precision: 1,
  },
  sites: 'tests',
  // Below it, whole suites use the other name on purpose.
  leastShare: 0.95,
  answers: ['it', 'test'],
  describe: (value) => `\`${value}\``,
  observe(view, report) {
    if (view.role !== 'test') return;
    const grouped = GROUPS.some((name) => view.callsNamed(name).length > 0);
    for (const call of view.table('calls')) {
      const api = apiOf(view, call);
      // Many use `it` within a group and `test` beside it.
      if (api === null || (grouped && call.symbol < 0)) continue;
      report({ value: api, start: call.start, end: call.start + api.length });
    }
  },
  fixFor: (context, finding, expected) => rename(context, finding, expected),
});

/** The name a test is declared by, where the other name would do as well. */
function apiOf(view: FileView, call: Row<'calls'>): Api | null {
  const written = CALLEE.exec(call.callee)?.[1];
  if (written === undefined) return null;
  const api: Api = written === 'it' ? 'it' : 'test';
  const [title, ...rest] = view.argumentsOf(call);
  if (title === undefined || (title.shape !== 'string' && title.shape !== 'template')) return null;
  if (!rest.some((a) => a.shape === 'function')) return null;
  return isFromRunner(view, api) ? api : null;
}

function isFromRunner(view: FileView, api: Api): boolean {
  const imported = view.imported.get(api);
  if (imported !== undefined) return imported.endsWith(`.${api}`) && RUNNERS.has(imported.slice(0, -api.length - 1));
  return isUnbound(view, api);
}

function isUnbound(view: FileView, name: string): boolean {
  for (const s of view.table('specifiers')) if ((s.alias === '' ? s.name : s.alias) === name) return false;
  for (const p of view.table('parameters')) if (p.name === name) return false;
  const bound = view.bindingsOf(name).some((b) => b.kind !== 'pair' && b.kind !== 'keyword');
  return !bound && view.symbolsNamed(name).every((s) => s.kind === 'method');
}

/** Takes the other name: here where it is there already, in the import and the whole file where it is not. */
function rename(context: FixContext, finding: RuleFinding, expected: string): Fix | string {
  const { view } = context;
  if (expected !== 'it' && expected !== 'test') return `\`${expected}\` declares no test`;
  const other: Api = expected === 'it' ? 'test' : 'it';
  const isImported = view.imported.has(other);
  if (isImported && isUnbound(view, expected)) return renameImport(context, other, expected);
  const isThere = isImported ? view.imported.has(expected) : isUnbound(view, expected);
  if (!isThere) return `\`${expected}\` means something else in this file`;
  if (!isFromRunner(view, expected)) return `\`${expected}\` is not known to come from the test runner`;
  const { start } = finding;
  const edits = [{ file: view.file, start, end: start + other.length, newText: expected }];
  return { title: `Use ${expected}`, kind: 'safe', edits };
}

/** Imports the other name instead, and uses it in the whole file: both at once, as one needs the other. */
function renameImport({ view, identifiers }: FixContext, other: Api, expected: Api): Fix | string {
  const named = [...view.table('specifiers')].filter((s) => s.name === other && s.alias === '' && s.kind === 'named');
  const [imported, ...more] = named.filter((s) => s.end - s.start === other.length);
  if (imported === undefined || more.length > 0 || named.length > 1)
    return `\`${expected}\` is not imported here, and the import of \`${other}\` is no plain one`;
  if (view.table('imports').get(imported.import)?.kind !== 'static')
    return `\`${expected}\` is not loaded here, and the loading of \`${other}\` is no import`;
  const calls = new Set<number>();
  for (const c of view.table('calls')) if (c.callee.startsWith(other) && SHARED.test(c.callee)) calls.add(c.start);
  const texts = [...view.table('strings')];
  const edits = [{ file: view.file, start: imported.start, end: imported.end, newText: expected }];
  for (const { start, end, isMember } of identifiers(other, { start: 0, end: view.facts.textLength })) {
    if (isMember || start === imported.start || texts.some((t) => t.start <= start && end <= t.end)) continue;
    if (!calls.has(start)) return `\`${other}\` is more than a call in this file, so its import has to stay`;
    edits.push({ file: view.file, start, end, newText: expected });
  }
  return { title: `Use ${expected}, in the import too`, kind: 'safe', edits };
}
