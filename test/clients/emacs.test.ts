import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Method } from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { EXECUTABLE } from '../../server/src/protocol/execute-command.ts';
import { DEMO_PROJECTS } from '../support/demo-project.ts';
import { CLIENT_EMACS, EMACS_CLIENTS, emacs, emacsScenario } from '../support/emacs.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { canonical, checked, demoParity, EMACS_PROJECTS, shown, shownFiles, underlined } from './emacs-parity.ts';

// Real Emacs in batch mode, set up as docs/editors.md says; without Emacs these tests fail.

const CLIENTS = ['eglot', 'lsp', 'flymake'] as const;
const elisp = (file: string): string => readFileSync(join(CLIENT_EMACS, file), 'utf8');
const SOURCES = readdirSync(CLIENT_EMACS).filter((f) => f.endsWith('.el') && !f.startsWith('.'));

describe('the package', () => {
  test('compiles without a warning and pleases checkdoc', () => {
    expect(emacs(['-l', join(CLIENT_EMACS, 'tests/lint.el'), CLIENT_EMACS])).toBe('');
  });

  test('has the commands that its page names, and no others', () => {
    const printed = emacs(['-l', join(CLIENT_EMACS, 'tests/commands-list.el'), CLIENT_EMACS]);
    const named = [...elisp('README.md').matchAll(/^\| `(drift-[a-z-]+)` \|/gm)].map((m) => m[1]);
    expect(named.sort()).toEqual(printed.split('\n'));
  });

  test('names no method and no command that the server does not have', () => {
    const text = SOURCES.map(elisp).join('\n');
    const methods = [...text.matchAll(/["':](drift\/[A-Za-z/.]+)/g)].map((m) => m[1] ?? '');
    const commands = [...text.matchAll(/drift-execute "([^"]+)"/g)].map((m) => m[1] ?? '');
    expect(methods.length).toBeGreaterThan(6);
    expect(methods.filter((m) => !Object.values<string>(Method).includes(m))).toEqual([]);
    expect(commands.length).toBeGreaterThan(1);
    expect(commands.filter((c) => !EXECUTABLE.includes(c))).toEqual([]);
  });

  test('is set up in at most ten lines', () => {
    const page = readFileSync(join(CLIENT_EMACS, '../docs/editors.md'), 'utf8');
    for (const heading of Object.values(EMACS_CLIENTS)) {
      const block = page.split(`## ${heading}\n`)[1]?.split('```')[1] ?? '';
      expect(block.trim().split('\n').length - 1).toBeGreaterThan(2);
      expect(block.trim().split('\n').length - 1).toBeLessThanOrEqual(10);
    }
  });
});

describe.each(Object.entries(EMACS_PROJECTS))('in the project %s', (_name, make) => {
  const { project, files } = make();
  const expected = checked(project);
  afterAll(() => project.remove());

  test.each(CLIENTS)('%s shows in every file what check says', (client) => {
    const seen = shownFiles(emacsScenario('parity', client, project, files));
    expect(canonical(seen.flatMap((file) => shown(file)))).toEqual(canonical(expected));
    expect(expected.length).toBeGreaterThan(1);
    // lsp-mode 8 counts a character beyond the basic plane as one, so what it underlines is its own affair.
    if (client !== 'lsp') for (const file of seen) expect(underlined(file)).toEqual(underlined(file, project));
  });
});

test.each(DEMO_PROJECTS)('eglot hands flymake of %s what check says', (name) => {
  const { project, files, expected } = demoParity(name);
  try {
    const seen = shownFiles(emacsScenario('parity', 'eglot', project, files));
    expect(canonical(seen.flatMap((file) => shown(file)))).toEqual(canonical(expected));
    expect(expected.length).toBeGreaterThan(1);
  } finally {
    project.remove();
  }
});

const toldSchema = z.record(z.string(), z.unknown());
const EMPTY = '2 drift/error-handling/empty-handler';
const NAMED = (severity: number): string => `${severity} drift/pattern/error-catch-binding`;
const FIXED = ODD.replace('catch (e) {\n    throw e;', 'catch (error) {\n    throw error;');

describe.each(CLIENTS)('through %s', (client) => {
  const project = new TemporaryProject(sampleProject());
  let told: Record<string, unknown> = {};
  beforeAll(() => {
    project.git('init', '-q');
    told = toldSchema.parse(emacsScenario('commands', client, project));
  });
  afterAll(() => project.remove());
  const text = (key: string): string => z.string().parse(told[key]);

  test('the mode line tells the findings of the root', () => {
    expect(told['before']).toEqual([EMPTY, NAMED(3)]);
    expect(told['modeLine']).toBe(' Drift:1W 1I');
    expect(told['lighter']).toBe(true);
  });

  test('status and doctor say how things stand', () => {
    expect(text('status')).toContain(
      `${project.root}\n  ready, 42 of 42 files\n  findings: 1W 1I, 2 of them in new code`,
    );
    expect(text('doctor')).toMatch(/^warn {2}there is no drift\.toml/);
    expect(text('doctor')).toContain('ok    SQLite starts');
  });

  test('check lists the findings with the digest at the end, and next-error visits them', () => {
    const lines = text('check').trimEnd().split('\n');
    expect(lines[2]).toBe(
      'src/odd.ts:7:12: info: Expected `error` (80 of 81 handlers), found `e` [drift/pattern/error-catch-binding]',
    );
    expect(lines[3]).toMatch(/^src\/odd\.ts:19:5: warning: .* \[drift\/error-handling\/empty-handler\]$/);
    expect(lines.at(-1)).toMatch(/^digest [0-9a-f]{64}$/);
    expect(told['visited']).toEqual(['7:11', '19:4']);
  });

  test('explain shows the evidence and the page of the rule, and says where there is nothing', () => {
    expect(text('explain')).toMatch(/^Expected `error` \(80 of 81 handlers\), found `e` \(info\)\n/);
    expect(text('explain')).toContain('- this one uses e\n');
    expect(text('explain')).toContain('## What it flags');
    expect(told['nothing']).toBe('No finding here');
  });

  test('a fix gives the golden text and the finding goes; undone, it comes back', () => {
    expect(told['fixed']).toBe(FIXED);
    expect(told['afterFix']).toEqual([EMPTY]);
    expect(told['undone']).toEqual([EMPTY, NAMED(3)]);
    expect(told['fixedByClient']).toBe(FIXED);
  });

  test('ignoring takes a reason, writes it down and the finding goes', () => {
    expect(told['reasonless']).toBe('An ignore comment without a reason has no effect');
    expect(told['ignored']).toBe(
      FIXED.replace(
        '  } catch {}',
        '  // drift-ignore-next-line drift/error-handling/empty-handler: the work may fail\n  } catch {}',
      ),
    );
    expect(told['afterIgnore']).toEqual([]);
    expect(told['reverted']).toEqual([EMPTY, NAMED(3)]);
  });

  test('the list of conventions shows places and decides', () => {
    expect(text('conventions')).toMatch(/^ Name of the caught error +typescript +everywhere +`error` +98% +81 /);
    expect(text('places').split('\n')[0]).toMatch(/^ deviates +`e` +src\/odd\.ts:7 /);
    expect(text('places').match(/^ conforms/gm)?.length).toBe(80);
    expect(told['place']).toBe('odd.ts:7:11');
    expect(told['rejected']).toEqual([EMPTY]);
    expect(told['cleared']).toEqual([EMPTY, NAMED(3)]);
    expect(told['approved']).toEqual([EMPTY, NAMED(2)]);
    expect(told['approvedByClient']).toEqual([EMPTY, NAMED(2)]);
  });

  test('set-up and rescan do what they say', () => {
    expect(text('setup')).toContain('drift.toml');
    expect(readFileSync(join(project.root, 'drift.toml'), 'utf8')).not.toBe('');
    expect(told['rescan']).toBe('Drift: 43 files read');
    expect(told['late']).toBe(true);
  });

  test('a server that was killed is told of and started anew', () => {
    expect(told['off']).toBe(' Drift:off');
    expect(text('without')).toContain('No Drift server serves this buffer');
    expect(told['restarted']).toEqual([EMPTY, NAMED(2)]);
    expect(told['restartedAlive']).toEqual([EMPTY, NAMED(2)]);
  });
});

test('the lists lead to files whose names look like something else', () => {
  const names = ['evil/x:1:1: error: y.ts', '~/home.ts', 'src/a\u0001\nb.ts', 'src/odd.ts'];
  const project = new TemporaryProject({
    ...sampleProject(),
    ...Object.fromEntries(names.map((name) => [name, ODD])),
    'evil/x': 'not this one\n',
    'evil/x:1:1: error: work.ts': 'export const nothing = 1;\n',
  });
  try {
    project.git('init', '-q');
    const schema = z.object({
      walked: z.array(z.string()),
      returned: z.array(z.string()),
      places: z.array(z.string()),
    });
    const led = schema.parse(emacsScenario('names', 'flymake', project));
    const findings = checked(project).map(
      ({ path, range: { start } }) => `${path}:${start.line + 1}:${start.character}`,
    );
    expect(names.filter((name) => !findings.some((place) => place.startsWith(name)))).toEqual([]);
    expect(led.walked).toEqual(findings);
    expect(led.returned).toEqual(findings);
    expect(led.places.sort()).toEqual(names.map((name) => `${name}:7:11`).sort());
  } finally {
    project.remove();
  }
});

describe('a program that the project brought along', () => {
  const schema = z.array(z.object({ entry: z.string(), said: z.string(), found: z.string() }));

  test.each(CLIENTS)('%s does not start it unless it is allowed', (client) => {
    const texts = Object.fromEntries(Object.entries(sampleProject()).map(([p, text]) => [`packages/a/${p}`, text]));
    const project = new TemporaryProject({ ...texts, 'packages/a/drift.toml': '' });
    const marker = join(project.root, 'started');
    const plants = [
      'node_modules/.bin',
      'packages/a/node_modules/.bin',
      'packages/a/src/node_modules/.bin',
      'packages/a',
      'packages/a/src',
      '.',
    ];
    try {
      project.git('init', '-q');
      for (const folder of plants) {
        project.write(`${folder}/drift`, `#!/bin/sh\ntouch '${marker}'\n`);
        chmodSync(join(project.root, folder, 'drift'), 0o755);
      }
      symlinkSync('node_modules/.bin', join(project.root, 'linked'));
      const told = schema.parse(emacsScenario('planted', client, project));
      expect(existsSync(marker)).toBe(false);
      const ways = told.slice(0, 7);
      expect(ways.map((way) => [way.entry, way.said])).toEqual(
        ways.map((way) => [
          way.entry,
          expect.stringMatching(/not started: .*\/drift lies in .*customize .drift-command/),
        ]),
      );
      expect(ways.map((way) => way.found)).toEqual(
        ways.map(() => expect.stringMatching(/drift-emacs-[^/]*\/bin\/drift$/)),
      );
      expect(told[7]?.found).toBe(join(project.root, 'node_modules/.bin/drift'));
      expect(told[8]?.said).toMatch(/not started: there is no .drift. on .exec-path./);
    } finally {
      project.remove();
    }
  });
});

test('without Emacs the tests fail and say so', () => {
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    expect(() => emacs([])).toThrow(/emacs could not be run/);
  } finally {
    process.env['PATH'] = path;
  }
});
