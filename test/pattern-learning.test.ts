import { DEFAULT_CONFIG, type FileId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import type { PatternSnapshot } from '../server/src/analysis/shapes/pattern-snapshot.ts';
import { activeRules } from '../server/src/enforcement/rule-settings.ts';
import { createMemoryHost } from '../server/src/host/memory-host.ts';
import { NO_MEASURES } from '../server/src/rules/engine/measure-set.ts';
import { packObservations } from '../server/src/rules/engine/observation-set.ts';
import type { FileAnalysis } from '../server/src/session/file-analyzer.ts';
import { Pacer } from '../server/src/session/pacer.ts';
import { PatternKeeper } from '../server/src/session/pattern-keeper.ts';
import { Random } from './support/random.ts';
import { viewOf } from './support/rules.ts';

// Learning patterns from texts: how many make one, and that order and history do not matter.
const pacer = new Pacer(createMemoryHost());

function handler(entity: string, steps: readonly string[] = ['authorize(request);']): string {
  return [
    `export async function handle${entity}(request: Request, response: Response): Promise<void> {`,
    ...steps,
    `  const found = await load${entity}(request.id);`,
    '  reply(response, found);',
    '}',
    '',
  ].join('\n');
}

type Teachers = Map<FileId, FileAnalysis>;

async function teachersOf(texts: Readonly<Record<string, string>>): Promise<Teachers> {
  const out: Teachers = new Map();
  for (const [path, text] of Object.entries(texts)) {
    const { file, facts, role } = await viewOf(path, text, path.endsWith('.test.ts') ? 'test' : 'source');
    out.set(file, {
      facts,
      role,
      findings: [],
      observations: packObservations([]),
      measures: NO_MEASURES,
      problems: [],
    });
  }
  return out;
}

async function learned(teachers: Teachers, keeper = new PatternKeeper()): Promise<PatternSnapshot> {
  await keeper.relearn(teachers, activeRules(DEFAULT_CONFIG, []), pacer);
  return keeper.ask(pacer);
}

/** `files` files with `each` handlers each. */
function project(files: number, each: number, ext = 'ts'): Record<string, string> {
  const out: Record<string, string> = {};
  for (let f = 0; f < files; f++)
    out[`src/h${f}.${ext}`] = Array.from({ length: each }, (_, i) => handler(`Thing${'abcdefghij'[i]}`)).join('\n');
  return out;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map((x) => x.item);
}

function render(snapshot: PatternSnapshot): string {
  return JSON.stringify(
    [...snapshot].map(([key, p]) => [key, p.matcher.kinds.map((k) => ({ ...k, signature: [...k.signature] }))]),
  );
}

/** Sizes of all patterns: functions and files. */
async function sizes(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const snapshot = await learned(await teachersOf(texts));
  return [...snapshot].flatMap(([key, p]) => p.matcher.kinds.map((k) => `${key} ${k.members.length} ${k.fileCount}`));
}

describe('a pattern', () => {
  test('is nothing in nothing, and not one function', async () => {
    expect(await sizes({})).toEqual([]);
    expect(await sizes(project(1, 1))).toEqual([]);
  });

  test('needs ten functions in five files', async () => {
    expect(await sizes(project(5, 2))).toEqual(['typescript/source 10 5']);
    expect(await sizes(project(9, 1))).toEqual([]);
    expect(await sizes(project(4, 5))).toEqual([]);
  });

  test('never spans languages, nor product and test code', async () => {
    const js = Object.fromEntries(Object.entries(project(6, 2)).map(([p, t]) => [p.replace('.ts', '.test.ts'), t]));
    expect(await sizes({ ...project(6, 2), ...js })).toEqual(['typescript/source 12 6', 'typescript/test 12 6']);
  });
});

describe('a step', () => {
  test.each([
    [29, 'emerging', false],
    [45, 'established', true],
  ])('that %i functions take and one leaves out is %s', async (taking, tier, told) => {
    const snapshot = await learned(await teachersOf({ ...project(taking, 1), 'src/odd.ts': handler('Odd', []) }));
    const steps = [...snapshot.values()].flatMap((p) => p.matcher.kinds.flatMap((k) => k.steps));
    const step = steps.find((s) => s.text === 'authorize');
    expect(step).toMatchObject({ having: taking, total: taking + 1, tier, isTold: told });
  });
});

describe('learning', () => {
  test('gives the same whatever the order of the files', async () => {
    const teachers = await teachersOf(project(20, 2));
    const expected = render(await learned(teachers));
    const random = new Random(11);
    for (let round = 0; round < 5; round++)
      expect(render(await learned(new Map(shuffled([...teachers], random))))).toBe(expected);
  });

  test('step by step equals learning at once, and taking a change back restores the same', async () => {
    const keeper = new PatternKeeper();
    const before = await teachersOf(project(12, 2));
    const first = render(await learned(before, keeper));
    const changed = await teachersOf({ ...project(12, 2), 'src/h3.ts': handler('Other', []) });
    const merged: Teachers = new Map(before);
    for (const [file, analysis] of changed) if (file === 'src/h3.ts') merged.set(file, analysis);
    expect(render(await learned(merged, keeper))).toBe(render(await learned(changed)));
    expect(render(await learned(before, keeper))).toBe(first);
  });

  test('keeps the same snapshot where nothing changed, and judges by none while no rule is on', async () => {
    const keeper = new PatternKeeper();
    const snapshot = await learned(await teachersOf(project(12, 2)), keeper);
    expect(await learned(await teachersOf(project(12, 2)), keeper)).toBe(snapshot);
    expect(keeper.law.size).toBe(0);
    const on = { ...DEFAULT_CONFIG, analysis: { ...DEFAULT_CONFIG.analysis, incubating: 'all' as const } };
    await keeper.relearn(await teachersOf(project(12, 2)), activeRules(on, []), pacer);
    expect(keeper.law).toBe(snapshot);
  });

  test('costs nothing until somebody asks', async () => {
    const keeper = new PatternKeeper();
    await keeper.relearn(await teachersOf(project(12, 2)), activeRules(DEFAULT_CONFIG, []), pacer);
    expect(keeper.current).toBeNull();
  });
});
