import { conventionsAnswerSchema } from '@drift/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catching, commit, habits, mixed, report } from '../support/habits.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// Whatever the state of the repository, the answer says what was learned from, and learning does not depend on the change under review.
let origin = new TemporaryProject();
let place = new TemporaryProject();

beforeEach(() => {
  origin = new TemporaryProject(habits({ error: 60 }));
  place = new TemporaryProject();
  origin.commitAll();
});
afterEach(() => {
  origin.remove();
  place.remove();
});

interface Seen {
  readonly check: string;
  readonly list: string;
  readonly told: number;
}

/** The baseline as both commands name it, and how many deviations in new code were told. */
function seenIn(root: string): Seen {
  const data = report(root, []);
  expect(data.notRun).toEqual([]);
  const list = drift(root, ['conventions', 'list', '--json', '--threads', '1']);
  return {
    check: data.summary.baseline.description,
    list: conventionsAnswerSchema.parse(JSON.parse(list.stdout)).baseline,
    told: data.findings.filter((f) => f.ruleId.endsWith('error-catch-binding') && f.isNew).length,
  };
}

/** Writes a deviating file into a checkout. */
function deviate(root: string): void {
  place.write(`${root}/src/d0/odd.ts`, catching('e', 900));
}

const both = (baseline: string): Seen => ({ check: baseline, list: baseline, told: 2 });

describe('the baseline', () => {
  test('of a shallow clone is its only commit', () => {
    origin.write('README.md', 'two commits\n');
    commit(origin, 'second');
    place.git('clone', '-q', '--depth', '1', `file://${origin.root}`, 'shallow');
    deviate('shallow');
    expect(seenIn(`${place.root}/shallow`)).toEqual(both('HEAD (on main)'));
  });

  test('of a shallow clone of a branch whose history does not reach the default branch is that branch', () => {
    origin.git('checkout', '-qb', 'topic');
    origin.write('src/d0/odd.ts', catching('e', 900));
    commit(origin, 'odd');
    place.git(
      'clone',
      '-q',
      '--depth',
      '1',
      '--no-single-branch',
      '--branch',
      'topic',
      `file://${origin.root}`,
      'shallow',
    );
    place.git('-C', 'shallow', 'remote', 'set-head', 'origin', 'main');
    expect(seenIn(`${place.root}/shallow`)).toEqual(both('tip of origin/main (no common commit in this history)'));
  });

  test('of a detached head is where it left the default branch', () => {
    origin.git('checkout', '-q', '--detach');
    origin.write('src/d0/odd.ts', catching('e', 900));
    commit(origin, 'odd');
    expect(seenIn(origin.root)).toEqual(both('merge base with main'));
  });

  test('of a worktree is where its branch left the default branch', () => {
    origin.git('worktree', 'add', '-q', `${place.root}/tree`, '-b', 'topic');
    deviate('tree');
    expect(seenIn(`${place.root}/tree`)).toEqual(both('merge base with main'));
  });

  test('of the only branch of another name is its head', () => {
    origin.git('branch', '-qm', 'feature');
    origin.write('src/d0/odd.ts', catching('e', 900));
    expect(seenIn(origin.root)).toEqual(both('HEAD (the only branch)'));
  });

  test('without git there is none: the texts themselves teach', () => {
    const own = new TemporaryProject({ ...habits({ error: 60 }), 'src/d0/odd.ts': mixed('error', 'e', 900) });
    expect(seenIn(own.root)).toEqual(both('none (not a git repository)'));
    own.remove();
  });

  test('before the first commit there is none', () => {
    const own = new TemporaryProject({ ...habits({ error: 60 }), 'src/d0/odd.ts': mixed('error', 'e', 900) });
    own.git('init', '-q');
    expect(seenIn(own.root)).toEqual(both('none (no commits yet)'));
    own.remove();
  });

  test('that cannot be told is no result, and says what to do', () => {
    origin.git('branch', '-qm', 'one');
    origin.git('branch', '-q', 'two');
    const run = drift(origin.root, ['check', '--json', '--threads', '1']);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('the default branch was not found');
    expect(run.stdout).toContain('--base');
  });
});
