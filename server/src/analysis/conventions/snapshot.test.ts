import { describe, expect, test } from 'vitest';
import { toFileId } from '../../host/narrow.ts';
import { type LearnContext, learnQuestion, type QuestionStates } from './snapshot.ts';
import type { NumberedDecision } from './standing.ts';
import { type FileVotes, Tally } from './tally.ts';

const QUESTION = { convention: 0, language: 'typescript', population: 'source' } as const;

function context(more: Partial<LearnContext> = {}): LearnContext {
  return {
    minSites: 3,
    minFiles: 2,
    dominance: 0.6,
    packages: new Set(),
    decisions: [],
    leastShares: new Map(),
    feedback: new Map(),
    ...more,
  };
}

/** Files below a folder that give an answer, four sites each, spread over directories of eight files. */
function files(folder: string, value: string, count: number): FileVotes[] {
  return Array.from({ length: count }, (_, i) => vote(`${folder}/d${Math.floor(i / 8)}/f${i}.ts`, { [value]: 4 }));
}

function vote(file: string, counts: Record<string, number>): FileVotes {
  const sites = new Map(Object.entries(counts).map(([value, count]) => [value, { count, start: 0, end: 1 }]));
  return { ...QUESTION, file: toFileId(file), abstained: 0, sites };
}

function learn(votes: readonly FileVotes[], more: Partial<LearnContext> = {}): QuestionStates {
  const ordered = [...votes].sort((a, b) => (a.file < b.file ? -1 : 1));
  return learnQuestion(QUESTION, ordered, context(more));
}

function summary(states: QuestionStates): string[] {
  return states.map((s) => {
    const told = s.enforcement === null ? 'silent' : `${s.enforcement.severity} ${s.enforcement.expected}`;
    return `${s.scope.path || '.'} ${s.leader.value} ${s.tier} ${s.category}: ${told}`;
  });
}

const decision = (more: Partial<NumberedDecision>): NumberedDecision => ({
  convention: 0,
  key: 'naming-function',
  status: 'approved',
  value: 'camel',
  ...more,
});

describe('the posterior mean of the leader among three answers', () => {
  // Golden means of the specification: a prior of 2/3 for each; every file lies in a directory of its own.
  const mean = (counts: Readonly<Record<string, number>>): number =>
    learn(
      Object.entries(counts).flatMap(([value, n]) =>
        Array.from({ length: n }, (_, i) => vote(`${value}${i}/f.ts`, { [value]: 4 })),
      ),
    )[0]?.mean ?? 0;

  test.each([
    [{ camel: 35, snake: 33, pascal: 32 }, 0.35],
    [{ camel: 80, snake: 15, pascal: 5 }, 0.791],
  ])('%j', (counts, expected) => {
    expect(mean(counts)).toBeCloseTo(expected, 3);
  });
});

describe('categories', () => {
  test('eight of ten files: listed, not enforced', () => {
    expect(summary(learn([...files('a', 'camel', 8), ...files('b', 'snake', 2)]))).toEqual([
      '. camel uncertain projectSpecific: silent',
    ]);
  });

  test('62 of 64 files: enforced', () => {
    expect(summary(learn([...files('a', 'camel', 62), ...files('b', 'snake', 2)]))).toEqual([
      '. camel established universal: warning camel',
    ]);
  });

  test('a convention that asks for a larger share is silent below it', () => {
    const votes = [...files('a', 'camel', 62), ...files('b', 'snake', 2)];
    const told = (share: number): string[] => summary(learn(votes, { leastShares: new Map([[0, share]]) }));
    expect(told(0.96)).toEqual(['. camel established universal: warning camel']);
    expect(told(0.97)).toEqual(['. camel established universal: silent']);
    const approved = { leastShares: new Map([[0, 0.97]]), decisions: [decision({})] };
    expect(summary(learn(votes, approved))).toEqual(['. camel established universal: error camel']);
  });

  test('45 to 55: contested and silent', () => {
    const votes = [...files('a', 'camel', 45), ...files('b', 'snake', 55)];
    const mixed = votes.map((v, i) => ({ ...v, file: toFileId(`d${i % 10}/f${i}.ts`) }));
    expect(summary(learn(mixed))).toEqual(['. snake tentative contested: silent']);
  });

  test('80 % among three styles leads by Dirichlet', () => {
    const [state] = learn(
      [...files('a', 'camel', 80), ...files('a', 'snake', 15), ...files('a', 'pascal', 5)].map((v, i) => ({
        ...v,
        file: toFileId(`src/d${i % 12}/f${i}.ts`),
      })),
    );
    expect(state?.leader.value).toBe('camel');
    expect(state?.leader.share).toBeCloseTo(0.8, 6);
    expect(state?.category).toBe('projectSpecific');
  });

  test('the prior mass stays two however many values there are', () => {
    const votes = [...files('a', 'camel', 80), ...files('b', 'snake', 15), ...files('c', 'pascal', 5)];
    const [state] = learn(votes.map((v, i) => ({ ...v, file: toFileId(`d${i}/f.ts`) })));
    expect(state?.mean).toBeCloseTo(0.791, 3);
  });
});

describe('files that lie together', () => {
  test.each([
    [64, 8, 47.4],
    [64, 2, 25.1],
    [100, 50, 95.2],
  ])('%i files in %i directories count as %d', (count, directories, effective) => {
    const votes = Array.from({ length: count }, (_, i) => vote(`d${i % directories}/f${i}.ts`, { camel: 3 }));
    const [state] = learn(votes);
    expect((state?.alpha ?? 0) + (state?.beta ?? 0) - 2).toBeCloseTo(effective, 1);
  });

  test('a flat project is told as information', () => {
    const votes = Array.from({ length: 64 }, (_, i) => vote(`src/f${i}.ts`, i < 62 ? { camel: 3 } : { snake: 3 }));
    expect(summary(learn(votes))[0]).toContain('info camel');
  });
});

describe('scopes', () => {
  test('a directory that does it differently is a scope of its own, its sibling is not', () => {
    const votes = [...files('src/api', 'camel', 60), ...files('src/gen', 'snake', 30)];
    expect(summary(learn(votes))).toEqual([
      'src/gen snake established universal: warning snake',
      '. camel established universal: warning camel',
    ]);
  });

  test('eight files are too few for a directory of its own, and a package needs five', () => {
    const votes = [...files('src/api', 'camel', 60), ...files('src/utils', 'snake', 8)];
    expect(summary(learn(votes)).map((s) => s.split(' ')[0])).toEqual(['.']);
    const packages = new Set(['src/utils']);
    expect(learn(votes, { packages }).map((s) => s.scope)).toEqual([
      { kind: 'package', path: 'src/utils' },
      { kind: 'project', path: '' },
    ]);
  });

  test('two halves that disagree are two scopes, not a contest', () => {
    const states = learn([...files('left', 'camel', 60), ...files('right', 'snake', 60)]);
    expect(states.map((s) => `${s.scope.path}:${s.leader.value}:${s.category}`).sort()).toEqual(
      [':camel:universal', 'right:snake:universal'].sort(),
    );
  });

  test('a majority in one directory does not hide behind scattered others', () => {
    const scattered = Array.from({ length: 40 }, (_, i) => vote(`p${i}/f.ts`, { camel: 4 }));
    const states = learn([...files('core', 'snake', 60), ...scattered]);
    expect(states.find((s) => s.scope.path === 'core')?.leader.value).toBe('snake');
  });

  test('the order of the files does not matter', () => {
    const votes = [
      ...files('src/api', 'camel', 60),
      ...files('src/gen', 'snake', 30),
      vote('x.ts', { camel: 1, snake: 2 }),
    ];
    const backwards = learnQuestion(QUESTION, [...votes].reverse(), context());
    expect(backwards.map((s) => ({ ...s, examples: [] }))).toEqual(learn(votes).map((s) => ({ ...s, examples: [] })));
  });
});

describe('decisions', () => {
  const most = files('a', 'camel', 60);

  test('an approved answer counts one severity more', () => {
    expect(summary(learn(most, { decisions: [decision({})] }))[0]).toContain('error camel');
  });

  test('an approved answer that the code does not follow yet is a hint in new code', () => {
    const [state] = learn(
      [...files('a', 'camel', 70), ...files('b', 'snake', 30)].map((v, i) => ({
        ...v,
        file: toFileId(`d${i % 20}/${i}.ts`),
      })),
      {
        decisions: [decision({ value: 'snake' })],
      },
    );
    expect(state?.enforcement).toEqual({ expected: 'snake', severity: 'hint', newOnly: true });
  });

  test('a rejected answer is silent, and a rejection of the question too', () => {
    for (const value of ['camel', undefined]) {
      const { value: _, ...rest } = decision({ status: 'rejected' });
      const rejected = value === undefined ? rest : { ...rest, value };
      expect(learn(most, { decisions: [rejected] })[0]?.enforcement).toBeNull();
    }
    expect(
      learn(most, { decisions: [decision({ status: 'rejected', value: 'snake' })] })[0]?.enforcement,
    ).not.toBeNull();
  });

  test('a pinned answer holds without any evidence', () => {
    const states = learn([], { decisions: [decision({ status: 'pinned', value: 'snake' })] });
    expect(summary(states)).toEqual(['. snake uncertain unsettled: warning snake']);
  });

  test('a pinned answer is never contested, and holds in narrower habits too', () => {
    const votes = [...files('left', 'camel', 60), ...files('right', 'snake', 60)];
    const states = learn(votes, { decisions: [decision({ status: 'pinned', value: 'pascal' })] });
    expect(states.every((s) => s.enforcement?.expected === 'pascal')).toBe(true);
  });

  test('a decision for a directory holds there alone', () => {
    const states = learn(most, { decisions: [decision({ status: 'pinned', value: 'snake', scope: 'a/d1' })] });
    expect(states.map((s) => `${s.scope.path}:${s.enforcement?.expected}`)).toEqual(['a/d1:snake', ':camel']);
  });

  test('a directory that holds nothing yet can be decided about', () => {
    const { value: _, ...rejected } = decision({ status: 'rejected', scope: 'b' });
    expect(learn(most, { decisions: [rejected] }).map((s) => `${s.scope.path}:${s.enforcement?.expected}`)).toEqual([
      'b:undefined',
      ':camel',
    ]);
    const approved = decision({ value: 'snake', scope: 'b' });
    // What is approved there has nothing to depart from before anybody does it.
    expect(learn(most, { decisions: [approved] })[0]).toMatchObject({ scope: { path: 'b' }, enforcement: null });
    const pinned = decision({ status: 'pinned', value: 'snake', scope: 'b' });
    expect(learn(most, { decisions: [pinned] })[0]?.enforcement).toMatchObject({ expected: 'snake', newOnly: false });
  });

  test('a decision for another language does not matter', () => {
    expect(
      learn(most, { decisions: [decision({ status: 'rejected', language: 'python' })] })[0]?.enforcement,
    ).not.toBeNull();
  });
});

describe('tallies', () => {
  test('subtracting takes back exactly what was added', () => {
    const third = vote('a.ts', { camel: 1, snake: 1, pascal: 1 });
    const tally = new Tally();
    tally.addFile(third);
    const more = tally.copy();
    more.add(tally);
    more.subtract(tally);
    expect(more).toEqual(tally);
    more.subtract(tally);
    expect(more.values.size).toBe(0);
  });
});

describe('feedback', () => {
  test('rejections lower the posterior, and nothing said changes nothing', () => {
    const plain = learn(files('a', 'camel', 40))[0];
    const said = { alpha: 0, beta: 5, implicitAlpha: 0, implicitBeta: 0 };
    const lowered = learn(files('a', 'camel', 40), { feedback: new Map([[0, said]]) })[0];
    expect(lowered?.mean ?? 1).toBeLessThan(plain?.mean ?? 0);
    expect(learn(files('a', 'camel', 40), { feedback: new Map([[1, said]]) })[0]).toEqual(plain);
  });
});
