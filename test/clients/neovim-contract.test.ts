import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DISMISSAL_REASONS, Method } from '@drift/shared';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { EXECUTABLE } from '../../server/src/protocol/execute-command.ts';
import { CLIENT, DRIFT, inNeovim, neovims } from '../support/neovim.ts';
import { ODD_RULES } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { sample } from './neovim-projects.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const texts = z.array(z.string());
const namesSchema = z.object({
  methods: texts,
  commands: texts,
  reasons: texts,
  filetypes: texts,
  defined: texts,
  run: texts,
  tags: texts,
});

const made: TemporaryProject[] = [];
afterEach(() => {
  for (const project of made.splice(0)) project.remove();
});

function kept(project: TemporaryProject): TemporaryProject {
  made.push(project);
  return project;
}

/** The Lua of the plugin, without its tests. */
function luaFiles(): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(CLIENT, { recursive: true, withFileTypes: true })
    .map((e) => ({ entry: e, path: join(e.parentPath, e.name) }))
    .filter(({ entry, path }) => entry.isFile() && path.endsWith('.lua') && !path.includes('/tests/'))
    .map(({ path }) => ({ path: path.slice(CLIENT.length + 1), text: readFileSync(path, 'utf8') }));
}

/** The blocks of the Neovim part of docs/editors.md. */
function recipes(): string[] {
  const page = readFileSync(join(ROOT, 'docs/editors.md'), 'utf8');
  const part = /^## Neovim[\s\S]*?(?=^## )/m.exec(page)?.[0] ?? '';
  return [...part.matchAll(/```lua\n([\s\S]*?)```/g)].map((m) => m[1] ?? '');
}

describe.each(neovims())('Neovim $version', (neovim) => {
  test('shares its names with the server, and tells of every command in the help', async () => {
    const project = kept(new TemporaryProject());
    const doc = join(project.root, 'doc');
    cpSync(join(CLIENT, 'doc'), doc, { recursive: true });
    const names = await inNeovim(neovim, { script: 'names', root: project.root, args: { doc } }, namesSchema);
    const methods: readonly string[] = Object.values(Method);
    expect(names.methods.filter((m) => !methods.includes(m))).toEqual([]);
    expect(names.commands.filter((c) => !EXECUTABLE.includes(c))).toEqual([]);
    expect([...names.reasons].sort()).toEqual([...DISMISSAL_REASONS].sort());
    expect([...names.defined].sort()).toEqual(names.run.map((name) => `Drift${name}`).sort());
    const documented = names.tags.filter((t) => t.startsWith(':Drift')).map((t) => t.slice(1));
    expect(documented.sort()).toEqual([...names.defined].sort());
    expect(names.tags).toContain('drift-options');
  });

  test('tells of the root a document lies in, not of one whose name begins alike', async () => {
    const project = kept(new TemporaryProject());
    const args = {
      roots: ['file:///p/app', 'file:///p/app/web', 'file:///p/b/'],
      documents: ['file:///p/app/x.py', 'file:///p/app2/x.py', 'file:///p/app/web/x.py', 'file:///p/b/x.py'],
    };
    const owners = await inNeovim(neovim, { script: 'roots', root: project.root, args }, texts);
    expect(owners).toEqual(['file:///p/app', '', 'file:///p/app/web', 'file:///p/b/']);
  });

  test.each([0, 1])('block %i of the page on editors works as it stands', async (number) => {
    const project = kept(sample());
    const bin = kept(new TemporaryProject()).root;
    symlinkSync(DRIFT, join(bin, 'drift'));
    const block = (recipes()[number] ?? '').replace('/path/to/drift/', ROOT);
    const args = { block, file: 'src/odd.ts', codes: ODD_RULES, newer: true };
    const env = { DRIFT_LSP: '', PATH: `${bin}:${process.env['PATH']}` };
    const schema = z.object({ found: z.number(), native: z.boolean() });
    const done = await inNeovim(neovim, { script: 'recipe', root: project.root, setup: false, args, env }, schema);
    expect(done).toEqual({ found: 3, native: Number(neovim.version.split('.')[1]) >= 11 });
  });
});

test('the blocks are short, and there is no other', () => {
  expect(recipes().map((b) => b.trimEnd().split('\n').length <= 10)).toEqual([true, true]);
});

test('names of the protocol stand in one file, and no file is long', () => {
  const files = luaFiles();
  expect(files.length).toBeGreaterThan(10);
  const elsewhere = files
    .filter((f) => f.path !== 'lua/drift/protocol.lua')
    .flatMap((f) =>
      (f.text.match(/'drift\/[^']*'|'drift\.(?:rescan|setup|doctor|backup|feedback)[^']*'/g) ?? []).map(
        (m) => `${f.path} ${m}`,
      ),
    );
  expect(elsewhere).toEqual([]);
  expect(files.filter((f) => f.text.split('\n').length > 300).map((f) => f.path)).toEqual([]);
  expect(files.filter((f) => !f.path.startsWith('plugin/') && !f.text.startsWith('-- ')).map((f) => f.path)).toEqual(
    [],
  );
});

test('the help keeps to its width', () => {
  const lines = readFileSync(join(CLIENT, 'doc/drift.txt'), 'utf8').split('\n');
  expect(lines.filter((l) => l.length > 79 || /\s$/.test(l))).toEqual([]);
});
