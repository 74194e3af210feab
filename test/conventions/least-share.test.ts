import { afterEach, describe, expect, test } from 'vitest';
import { report } from '../support/habits.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

// A convention that asks for a larger share than usual (`leastShare`) is told by the built program only from there on.
let project = new TemporaryProject();
afterEach(() => project.remove());

const DIRECTORIES = 10;
const ARGUMENTS = ['--all', '--set', 'analysis.incubating=all'];

/** How many tests are told for their name where so many files use `it` and so many `test`. */
function told(counts: { readonly it: number; readonly test: number }): number {
  const names = [...Array<string>(counts.it).fill('it'), ...Array<string>(counts.test).fill('test')];
  project = new TemporaryProject(
    Object.fromEntries(
      names.map((name, i) => [`src/d${i % DIRECTORIES}/m${i}.test.ts`, `${name}('adds ${i}', () => {});\n`]),
    ),
  );
  return report(project.root, ARGUMENTS).findings.filter((f) => f.ruleId === 'drift/pattern/test-api').length;
}

describe('names of tests', () => {
  test('are told where nearly all are the same', () => {
    expect(told({ it: 98, test: 2 })).toBe(2);
  });

  test('are not told where some suites have another', () => {
    expect(told({ it: 94, test: 6 })).toBe(0);
  });
});
