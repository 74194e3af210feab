import { DEFAULT_CONFIG, parseConfig, type Template } from '@drift/shared';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from '../../host/memory-host.ts';
import { initialize } from './initialize.ts';
import { planSetup } from './planned-files.ts';
import { CONFIG_TEMPLATES } from './templates.ts';

const ALL = ['.drift/.gitignore', '.drift/.gitattributes', '.gitignore', '.driftignore', 'drift.toml'];

function hostWith(files: Readonly<Record<string, string>>, links: MemoryHostOptions['links'] = {}): MemoryHost {
  return createMemoryHost({ files: { '/w/': '', ...files }, links });
}

const set = (host: MemoryHost, template: Template = 'default', force = false) =>
  initialize(host, '/w', { template, force, isRepository: true });

test.each([
  ['default', {}],
  ['ci', { quality_gates: { fail_on: 'warning' } }],
  ['strict', { quality_gates: { fail_on: 'warning' }, conventions: { scope: 'all' } }],
] as const)('the template %s holds only settings that differ from the built-in ones', (template, settings) => {
  const text = CONFIG_TEMPLATES[template];
  expect(parseConfig(text, 'drift.toml', { knownRules: [] }).problems).toEqual([]);
  expect(parse(text)).toEqual(settings);
  for (const [table, values] of Object.entries(settings)) {
    for (const [name, value] of Object.entries(values))
      expect(DEFAULT_CONFIG).not.toMatchObject({ [table]: { [name]: value } });
  }
});

describe('setting up', () => {
  test('writes everything once and nothing twice', async () => {
    const host = hostWith({});
    expect(await set(host)).toMatchObject({ ok: true, isNew: true, written: ALL, kept: [] });
    expect(host.text('/w/drift.toml')).toBe(CONFIG_TEMPLATES.default);
    const before = host.operations();
    expect(await set(host)).toMatchObject({ ok: true, isNew: false, written: [], kept: [] });
    expect(host.operations()).toBeGreaterThan(before);
    expect(host.text('/home/.drift/registry.jsonl')?.split('\n')).toHaveLength(2);
  });

  test('keeps what a person wrote, unless forced, and completes ignore files in their own way', async () => {
    const own = {
      '/w/drift.toml': '[scan]\nthreads = 1\n',
      '/w/.driftignore': 'x\n',
      '/w/.gitignore': 'dist\r\n/.drift-backups',
      '/w/.drift/.gitignore': 'local\r\n/cache/**',
    };
    const host = hostWith(own);
    expect(await set(host, 'ci')).toMatchObject({
      ok: true,
      isNew: false,
      written: ['.drift/.gitignore', '.drift/.gitattributes'],
      kept: ['drift.toml'],
    });
    expect(host.text('/w/drift.toml')).toBe(own['/w/drift.toml']);
    expect(host.text('/w/.drift/.gitignore')).toBe(
      'local\r\n/cache/**\r\n/logs/\r\n/drift.db*\r\n/*.lock\r\n/*.journal\r\n',
    );
    expect(await set(host, 'ci', true)).toMatchObject({ ok: true, written: ['drift.toml'], kept: [] });
    expect(host.text('/w/drift.toml')).toBe(CONFIG_TEMPLATES.ci);
  });

  test('adds nothing to git where there is no git, and warns of a folder that is left out', async () => {
    const plan = await planSetup(hostWith({}), '/w', { template: 'default', isRepository: false });
    expect(plan.files.map((f) => f.path)).not.toContain('.gitignore');
    const hidden = await planSetup(hostWith({ '/w/.gitignore': '/.drift/\n' }), '/w', {
      template: 'default',
      isRepository: true,
    });
    expect(hidden.warnings).toEqual([expect.stringContaining('.gitignore leaves out .drift/')]);
  });

  test('writes through no link that leads out, and says so', async () => {
    for (const links of [{ '/w/.drift': '/out' }, { '/w/drift.toml': '/out/x' }, { '/w/.driftignore': '/nowhere' }]) {
      const host = hostWith({ '/out/x': 'theirs', '/out/.gitignore': '' }, links);
      expect(await set(host, 'default', true)).toMatchObject({ ok: false, error: { code: 'IO_ERROR' } });
      expect(host.text('/out/x')).toBe('theirs');
      expect(host.text('/out/.gitattributes')).toBeNull();
    }
  });

  test('whatever operation fails, every file is whole or not there, and the next run completes it', async () => {
    let completed = 0;
    for (let n = 1; n < 200; n++) {
      const host = hostWith({
        '/w/.drift/.gitignore': 'mine\n',
        '/w/.gitignore.77.1.tmp': 'half',
        '/w/mine.77.1.tmp': '',
      });
      host.failAt(n);
      const first = await set(host);
      host.failAt(0);
      if (first.ok && first.written.length === ALL.length) completed++;
      for (const path of ALL.filter((p) => p !== '.drift/.gitignore')) {
        const text = host.text(`/w/${path}`);
        expect(text === null || text.endsWith('\n')).toBe(true);
      }
      expect(host.text('/w/.drift/.gitignore')).toMatch(/^mine\n/);
      const isNamedLast = host.text('/w/drift.toml') === null || ALL.every((p) => host.text(`/w/${p}`) !== null);
      expect({ n, isNamedLast }).toEqual({ n, isNamedLast: true });
      expect(await set(host)).toMatchObject({ ok: true });
      expect(ALL.filter((p) => host.text(`/w/${p}`) === null)).toEqual([]);
      if (completed > 3) return;
    }
    throw new Error('Bug: no run came to its end');
  });

  test('takes away what a killed run left, and nothing else', async () => {
    const host = hostWith({
      '/w/drift.toml.77.1.tmp': 'half',
      '/w/mine.77.1.tmp': '',
      '/w/.drift/.gitignore.5.2.tmp': '',
    });
    await set(host);
    expect([host.text('/w/drift.toml.77.1.tmp'), host.text('/w/.drift/.gitignore.5.2.tmp')]).toEqual([null, null]);
    expect(host.text('/w/mine.77.1.tmp')).toBe('');
  });
});
