// What learning costs, measured inside one process: facts are there already, as they are when the server learns. Times are
// the smaller of processor and wall time: one counts the helpers of the engine, the other what else runs on the machine.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DEFAULT_CONFIG, type FileId, type GrammarId, grammarOfPath } from '@drift/shared';
import { votesOf } from '../../server/src/analysis/conventions/file-votes.ts';
import { NO_PATTERNS } from '../../server/src/analysis/shapes/pattern-snapshot.ts';
import { judgement } from '../../server/src/enforcement/judge.ts';
import { NOTHING_LEFT } from '../../server/src/enforcement/left-to-tools.ts';
import { NO_OUTLIERS } from '../../server/src/enforcement/outlier-findings.ts';
import { activeRules } from '../../server/src/enforcement/rule-settings.ts';
import type { ActiveRules } from '../../server/src/rules/engine/active-rules.ts';
import { analyzeFile } from '../../server/src/rules/engine/analyze-file.ts';
import { FileView } from '../../server/src/rules/engine/file-view.ts';
import { NOT_TOLD, siteAt, siteCount } from '../../server/src/rules/engine/observation-set.ts';
import { type FileAnalysis, FileAnalyzer } from '../../server/src/session/file-analyzer.ts';
import { Learner } from '../../server/src/session/learner.ts';
import { classifyRole } from '../../server/src/session/scan/role.ts';
import { SyntaxEngine } from '../../server/src/syntax/syntax-engine.ts';
import { readInstalledWasm } from '../support/wasm.ts';
import { at, clock, ms, pacer, type Row } from './measure.ts';
import { measurePatterns } from './patterns.ts';

const KEYSTROKES = 240;
const REPETITIONS = 5;
const LINES = 2_000;
/** Keystrokes before the code is compiled for good. */
const WARM_UP = 60;

interface Source {
  readonly file: FileId;
  readonly path: string;
  readonly grammar: GrammarId;
}

/** What an editor observes without settings; rules that report by themselves are not what is measured. */
const ACTIVE: ActiveRules = { ...activeRules(DEFAULT_CONFIG, []), rules: new Map() };

/** Measures learning over a tree of real code. */
export async function measureLearning(root: string, row: Row): Promise<void> {
  const analyzer = new FileAnalyzer(SyntaxEngine.create(readInstalledWasm));
  const files = sourcesOf(root);
  const teachers = new Map<FileId, FileAnalysis>();
  const whole = new Map<FileId, FileAnalysis>();
  const big = new Map<string, { source: Source; text: string; distance: number; lines: number }>();
  for (const source of files) {
    const text = readFileSync(source.path, 'utf8').replace(/^\ufeff/, '');
    await analyzer.ensure(source.grammar);
    const analysis = analyzer.analyze({ ...source, role: classifyRole(source.file), active: ACTIVE }, text);
    whole.set(source.file, analysis);
    // Facts are not what learning keeps: only their language is read.
    const { language } = analysis.facts;
    teachers.set(source.file, { ...analysis, facts: { language } as FileAnalysis['facts'] });
    const lines = text.split('\n').length;
    const distance = Math.abs(lines - LINES);
    if (text.length > 250_000 || analysis.role !== 'source') continue;
    if (distance < (big.get(source.grammar)?.distance ?? LINES / 2))
      big.set(source.grammar, { source, text, distance, lines });
  }
  const learner = await snapshots(teachers, files.length, row);
  const all: number[] = [];
  for (const [grammar, { source, text, lines }] of [...big].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const times = await keystrokes(analyzer, source, text, learner);
    all.push(...times);
    row(
      `convention update at a keystroke, ${grammar}, ${lines} lines: p50 / p95`,
      `${ms(at(times, 50))} / ${ms(at(times, 95))}`,
      '- / 5 ms',
    );
  }
  row(
    'convention update at a keystroke, all languages: p50 / p95',
    `${ms(at(all, 50))} / ${ms(at(all, 95))}`,
    '- / 5 ms',
  );
  analyzer.dispose();
  await measurePatterns(whole, row);
}

/** Time and memory of the snapshot of all files, on top of their observations. */
async function snapshots(teachers: ReadonlyMap<FileId, FileAnalysis>, count: number, row: Row): Promise<Learner> {
  const settings = {
    config: DEFAULT_CONFIG,
    active: ACTIVE,
    packages: new Set<string>(),
    manifests: new Map(),
    decisions: [],
    feedback: [],
    left: NOTHING_LEFT,
  };
  const times: number[] = [];
  for (let k = 0; k < REPETITIONS; k++) {
    // Votes are kept by analysis: a copy has none yet.
    const fresh = new Map([...teachers].map(([file, analysis]) => [file, { ...analysis }]));
    const spent = clock();
    await new Learner().learn(fresh, settings, pacer());
    times.push(spent());
  }
  row(`convention snapshot of ${count} files, votes included: median`, ms(at(times, 50)), '1000 ms');
  const before = heap();
  const kept = new Map([...teachers].map(([file, analysis]) => [file, { ...analysis }]));
  const learner = new Learner();
  await learner.learn(kept, settings, pacer());
  row(`memory that learning keeps, ${count} files: votes and snapshot`, `${mb(heap() - before)}`, '');
  let words = 0;
  let texts = 0;
  for (const { observations } of teachers.values()) {
    words += observations.rows.byteLength;
    for (const s of observations.strings) texts += s.length;
  }
  row(`memory of observations, ${count} files: rows / texts`, `${mb(words)} / ${mb(texts)}`, '');
  const again: number[] = [];
  const [first] = kept.keys();
  for (let k = 0; k < REPETITIONS && first !== undefined; k++) {
    // One file says something else in turn with what it said.
    const analysis = teachers.get(first);
    const none = { rows: new Int32Array(0), strings: [] };
    if (analysis !== undefined) kept.set(first, k % 2 === 0 ? { ...analysis, observations: none } : { ...analysis });
    const spent = clock();
    await learner.learn(kept, settings, pacer());
    again.push(spent());
  }
  row(`convention snapshot of ${count} files after one changed: median`, ms(at(again, 50)), '');
  return learner;
}

/** What conventions add to a keystroke: observing the new facts, counting votes, judging against the snapshot. */
async function keystrokes(
  analyzer: FileAnalyzer,
  source: Source,
  original: string,
  learner: Learner,
): Promise<number[]> {
  const id = { ...source, role: classifyRole(source.file), active: ACTIVE };
  const ends = [...original.matchAll(/\r?\n/g)].map((m) => m.index);
  const times: number[] = [];
  for (let k = 0; k < KEYSTROKES; k++) {
    const place = ends[Math.floor((k / KEYSTROKES) * ends.length)] ?? 0;
    const typed = k % 2 === 0 ? ' ' : '(';
    const text = original.slice(0, place) + typed + original.slice(place);
    const { facts, role } = analyzer.analyze(id, text);
    const view = new FileView(source.file, role, facts);
    const spent = clock();
    const local = analyzeFile(view, text, ACTIVE);
    votesOf(source.file, facts.language, 'source', sitesOf(local));
    judgement({
      view,
      local,
      project: [],
      snapshot: learner.snapshot,
      config: DEFAULT_CONFIG,
      isNewLine: () => true,
      hasBaseline: false,
      mayCite: () => true,
      outliers: NO_OUTLIERS,
      patterns: NO_PATTERNS,
    });
    times.push(spent());
  }
  return times.slice(WARM_UP);
}

function* sitesOf({
  observations,
}: {
  observations: FileAnalysis['observations'];
}): Generator<Parameters<typeof votesOf>[3] extends Iterable<infer V> ? V : never> {
  for (let i = 0; i < siteCount(observations); i++) {
    const site = siteAt(observations, i);
    yield { ...site, value: site.value === NOT_TOLD ? null : site.value };
  }
}

function sourcesOf(root: string): Source[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
    .sort()
    .flatMap((path) => {
      const grammar = grammarOfPath(path);
      if (grammar === null || statSync(path).size > 1_000_000) return [];
      return [{ file: relative(root, path).split(sep).join('/') as FileId, path, grammar }];
    });
}

/** Bytes of live objects after a collection of garbage. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

function mb(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
