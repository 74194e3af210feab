import type { Row } from '../../../facts/schema.ts';
import { BUILT_STRING, callTable, matchCalls } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { secureRandom } from '../../fixes/secure-random.ts';
import { isAmbiguous, mustBeUnguessable, wordsOf } from '../security-words.ts';
import { type Destination, destinationOf } from '../value-flow.ts';
import { DRAWS, GENERATORS, PICKS, SOURCES } from './rows.ts';

const TABLE = callTable(SOURCES);
const PICK_TABLE = callTable(PICKS);
const JOINS: ReadonlySet<string> = new Set(['join', 'joinToString', 'substr', 'implode']);

const SETS: ReadonlySet<string> = new Set(['set', 'with', 'update', 'assign', 'hash', 'encode', 'change', 'reset']);

/** Flags values of predictable generators that directly become a token, password, nonce or key. */
export const insecureRandom = defineRule({
  meta: {
    id: 'drift/crypto/insecure-random',
    title: 'Secret from a predictable generator',
    category: 'crypto',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'error',
    maturity: 'stable',
    since: '1.0.0',
    cwe: ['CWE-338', 'CWE-330'],
    owasp: ['A02:2021'],
    fix: 'unsafe',
    inTests: false,
    precision: {
      corpus: '10 packages with findings of 380: Horde, impacket, MediaWiki, Shaarli, Buildbot and others, Prawn',
      sample: 25,
      precision: 0.92,
    },
  },
  check(view, report) {
    const found: { call: Row<'calls'>; instead: string }[] = [];
    for (const { row, call } of matchCalls(view, TABLE))
      if (becomesSecret(destinationOf(view, call))) found.push({ call, instead: row.message ?? '' });
    for (const { row, call } of matchCalls(view, PICK_TABLE)) {
      const to = destinationOf(view, call);
      if (to?.through.some((n) => JOINS.has(n)) === true && becomesSecret(to))
        found.push({ call, instead: row.message ?? '' });
    }
    for (const call of drawsOf(view))
      if (becomesSecret(destinationOf(view, call))) found.push({ call, instead: insteadOf(view) });
    for (const { call, instead } of found) {
      // `uniqid(rand())` is one mistake, told at its outer call.
      if (found.some((f) => f.call !== call && f.call.start < call.start && call.end <= f.call.end)) continue;
      const { start, end } = call;
      report({ start, end, message: `This random value can be predicted; make secrets with ${instead}` });
    }
  },
  fix: secureRandom,
});

function becomesSecret(to: Destination | null): boolean {
  if (to === null || !mustBeUnguessable(to.name)) return false;
  if (to.kind === 'argument' && !SETS.has(wordsOf(to.name)[0] ?? '')) return false;
  // Elements and numbers called token or secret belong to lexers and games; a real one is a text.
  if (to.selectedFrom !== '') return !/s(?:\[\])?$/.test(to.selectedFrom) && !isAmbiguous(to.name);
  return !isAmbiguous(to.name) || BUILT_STRING.includes(to.shape) || to.through.some((n) => !NUMERIC.has(n));
}

const NUMERIC: ReadonlySet<string> = new Set([
  'abs',
  'ceil',
  'floor',
  'Floor',
  'int',
  'parseInt',
  'round',
  'Round',
  'trunc',
]);

/** Draws from a variable of the file that holds a predictable generator. */
function* drawsOf(view: FileView): Generator<Row<'calls'>> {
  for (const draw of DRAWS) {
    for (const call of view.callsNamed(draw)) {
      const receiver = call.callee.slice(0, -draw.length - 1);
      const field = receiver.replace(/^(?:this|self)\./, '');
      const holders = [...view.bindingsOf(receiver), ...(field === receiver ? [] : view.bindingsOf(field))];
      if (holders.length > 0 && holders.every((b) => isGenerator(view, b))) yield call;
    }
  }
}

function isGenerator(view: FileView, b: Row<'bindings'>): boolean {
  return b.kind !== 'pair' && GENERATORS.has(`${view.language} ${view.canonical(b.text)}`);
}

function insteadOf(view: FileView): string {
  return SOURCES.find((r) => r.languages.includes(view.language))?.message ?? 'a secure generator';
}
