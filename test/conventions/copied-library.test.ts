import { DECISIONS_FILE, reportEnvelopeSchema, whereAnswerSchema } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { report, rowsOf } from '../support/habits.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// A library that somebody copied among the assets of a project is not the project's: it neither teaches nor is told of.
let project: TemporaryProject;

afterEach(() => project.remove());

const KEY = 'error-catch-binding';
const BANNER = '/*!\n * jQuery JavaScript Library v1.7.1\n * http://jquery.com/\n *\n * Copyright 2011\n */\n';

/** A script that catches two errors and drops a third. */
function script(name: string, i: number): string {
  const once = (verb: string): string =>
    `export function ${verb}${i}(work) {\n  try {\n    work(${i});\n  } catch (${name}) {\n    throw new Error('${verb}', { cause: ${name} });\n  }\n}\n`;
  return `${once('load')}\n${once('save')}\nexport function quiet${i}(work) {\n  try {\n    work();\n  } catch (${name}) {}\n}\n`;
}

function start(library: string): void {
  const decided = { version: 1, conventions: [{ key: KEY, status: 'pinned', value: 'error' }] };
  const own = Array.from({ length: 6 }, (_, i) => [`src/d${i % 3}/m${i}.js`, script('error', i)] as const);
  project = new TemporaryProject({
    ...Object.fromEntries(own),
    'web/static/jquery.js': library,
    [DECISIONS_FILE]: JSON.stringify(decided),
  });
}

function rulesIn(path: string): readonly string[] {
  return report(project.root).findings.flatMap((f) => (f.path === path ? [f.ruleId] : []));
}

/** Numbers of files behind what is known about the key. */
function teaching(): readonly number[] {
  return rowsOf(project.root, KEY).flatMap((r) => (r.files === 0 ? [] : [r.files]));
}

test('the same script is told of without its banner, and not with it', () => {
  start(script('e', 9));
  expect(rulesIn('web/static/jquery.js')).toContain(`drift/pattern/${KEY}`);
  expect(rulesIn('web/static/jquery.js')).toContain('drift/error-handling/empty-handler');
  project.write('web/static/jquery.js', BANNER + script('e', 9));
  expect(rulesIn('web/static/jquery.js')).toEqual([]);
});

test('a password in what looks like the copy of a library, and a hole in what looks generated, are told all the same', () => {
  const library = `${BANNER}${script('e', 9)}const CACHE = 'redis://:Tk7wqLm29@cache.acme.io:6379/0';\n`;
  start(library);
  // Tests of others hold made-up passwords as one's own do.
  project.write('vendor/lib/tests/m.js', library);
  project.write(
    'src/api.generated.js',
    'export function run(req) {\n  try {\n    eval(req.body.code);\n  } catch (e) {}\n}\n',
  );
  const run = drift(project.root, ['check', '--json', '--threads', '1']);
  const { findings, summary } = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
  const others = findings.filter((f) => !f.path.startsWith('src/d'));
  expect(others.map((f) => `${f.path} ${f.ruleId} ${f.severity}`)).toEqual([
    'src/api.generated.js drift/taint/code-eval warning',
    'web/static/jquery.js drift/secret/url-credentials error',
  ]);
  expect(summary.setApart).toEqual([
    { role: 'generated', files: 1, named: ['src/api.generated.js'] },
    { role: 'vendored', files: 2, named: ['vendor/lib/tests/m.js', 'web/static/jquery.js'] },
  ]);
  expect(drift(project.root, ['check', '--no-color', '--threads', '1']).stdout).toContain(
    '3 files not of your own writing (1 generated, 2 vendored): security rules only, --format json names them',
  );
});

test('a submodule is a repository of its own: it neither teaches nor is told of, but for its secrets', () => {
  start('');
  project.write('sub/a/m.js', `${script('e', 8)}const CACHE = 'redis://:Tk7wqLm29@cache.acme.io:6379/0';\n`);
  expect(rulesIn('sub/a/m.js')).toContain(`drift/pattern/${KEY}`);
  project.write('.gitmodules', '[submodule "a"]\n\tpath = sub/a\n\turl = https://git.example.invalid/a\n');
  expect(rulesIn('sub/a/m.js')).toEqual(['drift/secret/url-credentials']);
  expect(teaching()).toEqual([6]);
});

test('a copied library does not teach, and `drift where` says why it is silent there', () => {
  start(script('e', 9));
  expect(teaching()).toEqual([7]);
  project.write('web/static/jquery.js', BANNER + script('e', 9));
  expect(teaching()).toEqual([6]);
  const run = drift(project.root, ['where', KEY, '--json', '--threads', '1']);
  expect(whereAnswerSchema.parse(JSON.parse(run.stdout)).notAsked).toEqual([
    { reason: 'vendored code follows habits of its own', partly: false, files: 1, examples: ['web/static/jquery.js'] },
  ]);
});
