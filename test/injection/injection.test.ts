import { LANGUAGES } from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../support/random.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { generatedProject } from './generated-project.ts';
import { type Outcome, Subject } from './harness.ts';
import type { Injection } from './plan.ts';
import { PRECISION_BAR, precisionOf, RECALL_BAR, recallOf, tableOf, totalsOf } from './score.ts';

// The small version of `npm run inject`: a generated project in ten languages, one seed, always the same sites.
const SEED = 20_011;
/** Keys that are rewritten in ten languages, on wherever they are asked: this tries the telling, not which keys are on. */
const KEYS = [
  'error-catch-binding',
  'import-order',
  'import-path',
  'log-api',
  'naming-constant',
  'naming-file',
  'naming-function',
  'naming-type',
  'naming-variable',
  'type-object-decl',
];
const ON = `analysis.incubating=${KEYS.map((k) => `drift/pattern/${k}`).join(',')}`;
const project = new TemporaryProject(generatedProject());
let outcome: Outcome;

beforeAll(() => {
  const subject = new Subject(project.root, { perKey: 5, decoys: 11, threads: 2, settings: [ON] });
  outcome = subject.try(new Random(SEED));
});
afterAll(() => project.remove());

/** A move changes no line, so the deviation counts as old. */
const isKnownMiss = (i: Injection): boolean => i.label === 'naming-file, moved';

/** Everything that a failure has to say. */
function wordsFor(o: Outcome): string {
  const missed = o.missed.map((m) => `${m.label} ${m.file}:${m.from} ${m.what}`);
  const wrong = o.wrong.map((w) => `${w.path}:${w.range.start.line + 1} ${w.message}: ${w.snippet.line}`);
  return `${tableOf(totalsOf([o]))}\nmissed:\n${missed.join('\n')}\nwrong:\n${wrong.join('\n')}`;
}

describe('injected deviations', () => {
  test('reach the bars in all and in every language', () => {
    const counted = { ...outcome, missed: outcome.missed.filter((m) => !isKnownMiss(m)) };
    const totals = totalsOf([counted]);
    expect(recallOf(totals.all), wordsFor(counted)).toBeGreaterThanOrEqual(RECALL_BAR);
    expect(precisionOf(totals.all), wordsFor(counted)).toBeGreaterThanOrEqual(PRECISION_BAR);
    for (const [language, counts] of totals.byLanguage)
      expect(recallOf(counts), `${language}\n${wordsFor(counted)}`).toBeGreaterThanOrEqual(RECALL_BAR);
  });

  test('are many, in every language', () => {
    const totals = totalsOf([outcome]);
    expect([...totals.byLanguage.keys()].sort()).toEqual([...LANGUAGES].sort());
    expect(totals.all.injected).toBeGreaterThan(150);
    for (const [language, counts] of totals.byLanguage) expect(counts.injected, language).toBeGreaterThanOrEqual(5);
  });

  test('another name of the error in Go is told', () => {
    const isThere = (i: Injection): boolean => i.language === 'go' && i.key === 'error-catch-binding';
    expect(outcome.found.filter(isThere)).not.toEqual([]);
    expect(outcome.missed.filter(isThere)).toEqual([]);
  });
});

test('decoys are many, and hardly any is told', () => {
  expect(outcome.decoys.length).toBeGreaterThanOrEqual(100);
  const told = outcome.fooled.map((d) => `${d.language}: ${d.name}`);
  expect(told.length / outcome.decoys.length, told.join('\n')).toBeLessThanOrEqual(0.05);
});
