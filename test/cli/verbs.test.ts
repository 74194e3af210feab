import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { configAnswerSchema, fixAnswerSchema, reportEnvelopeSchema, rulesAnswerSchema } from '@drift/shared';
import { afterAll, describe, expect, test } from 'vitest';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { drift, driftAll, TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject(sampleProject());
/** For what does not depend on how much there is to learn from. */
const small = new TemporaryProject({ 'a.ts': ODD });
afterAll(() => {
  project.remove();
  small.remove();
});

describe('help', () => {
  test("names every command, and the version is the package's", () => {
    const help = drift(small.root, ['--help']);
    expect(help.code).toBe(0);
    for (const verb of ['check', 'explain', 'fix', 'rules', 'conventions', 'outliers', 'feedback', 'config', 'lsp'])
      expect(help.stdout).toContain(`  ${verb} `);
    expect(drift(small.root, ['check', '--help']).stdout).toContain('--fail-on');
    const version = drift(small.root, ['--version']);
    expect(version.code).toBe(0);
    const { version: expected }: { version: string } = JSON.parse(
      readFileSync(new URL('../../server/package.json', import.meta.url), 'utf8'),
    );
    expect(version.stdout.trim()).toBe(expected);
    expect(drift(small.root, []).code).toBe(2);
  });
});

describe('a word that is no verb', () => {
  test.each([
    [
      ['conventions', 'ignore', 'x'],
      "'drift conventions' has no verb 'ignore'; its verbs: list, show, diff, trends, approve, ",
    ],
    [['patterns', 'ignore', '--json'], "'drift patterns' has no verb 'ignore'; its verbs: list, duplicates"],
    [['projects', 'ignore'], "'drift projects' has no verb 'ignore'; its verbs: list, path, switch"],
    [['ws', 'ignore', 'x'], "'drift ws' has no verb 'ignore'; its verbs: verify, gc, size, "],
    [['backup', 'ignore'], "'drift backup' has no verb 'ignore'; its verbs: create, list, info, restore, delete"],
    [['feedback', 'ignore'], "'drift feedback' has no verb 'ignore'; its verbs: record, "],
    [['ignore'], "unknown command 'ignore'"],
  ])('%j gives 2 and what there is', (args, told) => {
    expect(drift(small.root, args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(told) });
  });

  test('is not taken for one where it is an argument or an option', () => {
    expect(drift(small.root, ['projects', '--json']).code).toBe(0);
    expect(drift(small.root, ['backup'])).toMatchObject({ code: 0, stdout: expect.stringContaining('  create ') });
    expect(drift(small.root, ['conventions', 'list', 'x']).stderr).toContain("too many arguments for 'list'");
  });
});

describe('explain', () => {
  const { data } = reportEnvelopeSchema.parse(JSON.parse(driftAll(project.root, ['check', '--json']).stdout));
  const finding = data.findings[0];

  test('takes an id, a prefix of one, in either case', () => {
    for (const id of [finding?.id ?? '', finding?.id.slice(0, 8) ?? '', finding?.id.toUpperCase() ?? '']) {
      const run = driftAll(project.root, ['explain', id]);
      expect(run.code).toBe(0);
      expect(run.stdout).toContain('src/odd.ts:7:12  info  Expected `error` (80 of 81 handlers), found `e`');
      expect(run.stdout).toContain('Conforming examples');
      expect(run.stdout).toContain('What it flags');
    }
    expect(JSON.parse(driftAll(project.root, ['explain', finding?.id ?? '', '--json']).stdout)).toMatchObject({
      id: finding?.id,
      isNew: true,
    });
  });

  test('an unknown id gives 2 and the nearest ones', () => {
    const run = driftAll(project.root, ['explain', `${finding?.id.slice(0, 5)}zzz`]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(`Nearest: ${finding?.id}`);
  });
});

describe('explain of a rule', () => {
  test.each([
    ['drift/taint/sqlquery', 'there is no rule "drift/taint/sqlquery". Nearest: drift/taint/sql-query'],
    ['security/sql-query', 'Nearest: drift/taint/sql-query'],
    ['sql-qurey', 'Nearest: drift/taint/sql-query'],
    ['drift/no/such-thing', 'drift rules lists them'],
  ])('%s gives 2 and %s', (name, told) => {
    const run = drift(small.root, ['explain', name]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(told);
  });
});

describe('--format json', () => {
  test.each([
    ['rules', ['rules']],
    ['explain', ['explain', 'taint/sql-query']],
    ['fix', ['fix', '--dry-run']],
    ['config', ['config']],
    ['feedback stats', ['feedback', 'stats']],
    ['feedback health', ['feedback', 'health']],
    ['feedback list', ['feedback', 'list']],
    ['feedback undo', ['feedback', 'undo']],
    ['feedback record', ['feedback', 'record', '0000', '--action', 'fixed']],
    ['feedback re-enable', ['feedback', 're-enable', 'no/such', '--reason', 'x']],
  ])('%s prints what --json prints, and something else as text', (_name, args) => {
    const json = drift(small.root, [...args, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toBeTypeOf('object');
    expect(json.stderr).toBe('');
    expect(drift(small.root, [...args, '--json'])).toEqual(json);
    const text = drift(small.root, [...args, '--format', 'text']);
    expect(text.code).toBe(json.code);
    expect(text.stdout).not.toBe(json.stdout);
  });
});

describe('fix', () => {
  test('--dry-run prints a diff and writes nothing; fix writes it and a second run finds nothing', () => {
    const own = new TemporaryProject(sampleProject());
    const read = (): string => readFileSync(`${own.root}/src/odd.ts`, 'utf8');
    const dry = driftAll(own.root, ['fix', '--dry-run']);
    expect(dry.code).toBe(0);
    expect(dry.stdout).toContain('--- a/src/odd.ts\n+++ b/src/odd.ts\n');
    expect(dry.stdout).toContain('-  } catch (e) {\n-    throw e;\n+  } catch (error) {\n+    throw error;\n');
    expect(read()).toBe(ODD);
    expect(driftAll(own.root, ['fix', 'src/m1.ts']).stderr).toContain('0 findings fixed');
    expect(driftAll(own.root, ['fix', '--rule', 'drift/crypto/weak-hash']).stderr).toContain('0 findings fixed');
    const json = fixAnswerSchema.parse(JSON.parse(driftAll(own.root, ['fix', '--json']).stdout));
    expect(json.applied).toMatchObject([{ path: 'src/odd.ts', line: 6 }]);
    expect(read()).toBe(ODD.replace('catch (e)', 'catch (error)').replace('throw e;', 'throw error;'));
    expect(driftAll(own.root, ['fix']).stderr).toContain('0 findings fixed');
    own.remove();
  });
});

describe('fix and the cut of what is shown', () => {
  const handlers = (name: string): string =>
    Array.from(
      { length: 6 },
      (_, i) => `  try {\n    work(${i});\n  } catch (${name}) {\n    throw ${name};\n  }\n`,
    ).join('');
  const many = (name: string): string =>
    `import { work } from './work.js';\n\nexport function many(): void {\n${handlers(name)}}\n`;

  test('all deviations of a file are mended, however few are listed and however equal they look', () => {
    const own = new TemporaryProject(sampleProject());
    own.commitAll();
    own.write('src/many.ts', many('e'));
    const { data } = reportEnvelopeSchema.parse(JSON.parse(drift(own.root, ['check', '--json']).stdout));
    const listed = data.findings.filter((f) => f.path === 'src/many.ts' && f.ruleId.endsWith('/error-catch-binding'));
    expect(listed.length).toBe(3);
    const run = fixAnswerSchema.parse(JSON.parse(drift(own.root, ['fix', '--json', 'src/many.ts']).stdout));
    expect(run.refused).toEqual([]);
    expect(run.applied.map((a) => a.line)).toEqual([5, 10, 15, 20, 25, 30]);
    expect(readFileSync(`${own.root}/src/many.ts`, 'utf8')).toBe(many('error'));
    own.remove();
  });

  test('an id names one of several equal ones, shown or not', () => {
    const own = new TemporaryProject(sampleProject());
    own.commitAll();
    own.write('src/many.ts', many('e'));
    const dry = drift(own.root, ['fix', '--dry-run', '--json', 'src/many.ts']);
    const last = fixAnswerSchema.parse(JSON.parse(dry.stdout)).applied.at(-1)?.id ?? '';
    expect(drift(own.root, ['explain', last]).stdout).toContain('src/many.ts:31:12');
    const run = fixAnswerSchema.parse(JSON.parse(drift(own.root, ['fix', '--id', last, '--json']).stdout));
    expect(run.applied).toMatchObject([{ id: last, line: 30 }]);
    own.remove();
  });
});

describe('lists', () => {
  test('rules', () => {
    const { rules } = rulesAnswerSchema.parse(JSON.parse(drift(small.root, ['rules', '--json']).stdout));
    expect(rules.map((r) => r.id)).toEqual([...rules.map((r) => r.id)].sort());
    expect(rules.some((r) => r.kind === 'convention')).toBe(true);
    expect(drift(small.root, ['rules']).stdout.split('\n').length).toBe(rules.length + 2);
  });

  test('conventions', () => {
    const run = driftAll(project.root, ['conventions']);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/error-catch-binding +typescript +`error` .* 80 of 81 .*info/);
    expect(run.stdout).toContain('learned from: the files as they are (not a git repository)');
  });

  test('conventions show says what becomes of new code, and that nothing becomes of better code', () => {
    const shown = driftAll(project.root, ['conventions', 'show', 'error-catch-binding']).stdout;
    expect(shown).toContain('new code that does otherwise is told: info');
    const bare = Array.from({ length: 60 }, (_, i): [string, string] => [
      `d${i % 12}/m${i}.py`,
      `class Cart${i}:\n    def add(self, item):\n        self.items.append(item)\n`,
    ]);
    const own = new TemporaryProject(Object.fromEntries(bare));
    const undocumented = drift(own.root, ['conventions', 'show', 'doc-style']).stdout;
    own.remove();
    expect(undocumented).toContain('no documentation');
    expect(undocumented).toMatch(/new code that does otherwise is not told\n/);
  });

  test('a setting given wrongly stops any verb before it does something, with the words of check', () => {
    const wrong = ['--set', 'backup.max_weekly=lots', '--set', 'foo=1'];
    const told = drift(small.root, ['check', ...wrong]);
    expect(told.code).toBe(2);
    for (const verb of [['backup', 'create'], ['status'], ['setup', '-y'], ['conventions', 'list'], ['doctor']]) {
      const run = drift(small.root, [...wrong, ...verb]);
      expect(run, verb.join(' ')).toMatchObject({ code: 2, stdout: '' });
      const lines = run.stderr.trimEnd().split('\n');
      expect(lines).toHaveLength(2);
      for (const line of lines) expect(told.stdout).toContain(line.replace(/^drift: /, ''));
    }
  });

  test('a drift.toml that cannot be used is told of by verbs that go on without it', () => {
    small.write('drift.toml', '[scan');
    try {
      for (const verb of [['status'], ['packages'], ['outliers']]) {
        const run = drift(small.root, verb);
        expect(run.code).toBe(0);
        expect(run.stderr).toMatch(
          /^drift: drift\.toml:1:\d+ .*\ndrift: Settings that cannot be used count as not given; /,
        );
      }
    } finally {
      rmSync(join(small.root, 'drift.toml'));
    }
  });

  test('config tells where each setting comes from', () => {
    const own = new TemporaryProject({ 'drift.toml': '[analysis]\nmin_files = 4\n' });
    const run = drift(own.root, ['config', '--set', 'scan.threads=3'], { DRIFT_ANALYSIS_MIN_OCCURRENCES: '7' });
    expect(run.code).toBe(0);
    const line = (key: string): string => run.stdout.split('\n').find((l) => l.includes(key)) ?? '';
    expect(line('min_files')).toMatch(/4.*drift\.toml/);
    expect(line('min_occurrences')).toMatch(/7.*DRIFT_ANALYSIS_MIN_OCCURRENCES/);
    expect(line('threads')).toMatch(/3.*(flag|--set)/);
    expect(line('dominance_threshold')).toMatch(/0\.6.*default/);
    const json = configAnswerSchema
      .pick({ settings: true, problems: true })
      .parse(JSON.parse(drift(own.root, ['config', '--json', '--set', 'scan.threads=3']).stdout));
    expect(json.settings).toContainEqual({ key: 'scan.threads', value: 3, origin: 'flag' });
    expect(json.settings).toContainEqual({ key: 'analysis.min_files', value: 4, origin: 'drift.toml:2' });
    own.write('drift.toml', '[analysis]\nmin_files = "x"\n');
    const bad = drift(own.root, ['config']);
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('drift.toml:2:13');
    own.remove();
  });
});
