import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { generated } from '../scripts/generate.mjs';
import { COMMAND_IDS } from './commands/command-ids.ts';
import { DOCUMENT_LANGUAGES } from './document-languages.ts';

const CLIENT = fileURLToPath(new URL('../', import.meta.url));
const when = z.object({ command: z.string(), when: z.string().optional() });
const manifest = z
  .object({
    activationEvents: z.array(z.string()),
    capabilities: z.object({ untrustedWorkspaces: z.object({ restrictedConfigurations: z.array(z.string()) }) }),
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.literal('Drift') })),
      menus: z.record(z.string(), z.array(when)),
      keybindings: z.array(when.extend({ key: z.string(), when: z.string() })),
      configuration: z.object({
        properties: z.record(z.string(), z.object({ default: z.unknown(), scope: z.string().optional() })),
      }),
      viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string() })),
      walkthroughs: z.array(
        z.object({ steps: z.array(z.object({ description: z.string(), media: z.object({ markdown: z.string() }) })) }),
      ),
    }),
  })
  .parse(JSON.parse(readFileSync(`${CLIENT}package.json`, 'utf8')));
const { contributes } = manifest;
const sources = (file: string): string => readFileSync(`${CLIENT}src/${file}`, 'utf8');

test('the commands of the manifest are those of the extension, and each is on the page', () => {
  const page = readFileSync(`${CLIENT}../docs/vscode.md`, 'utf8');
  const ids = contributes.commands.map((c) => c.command).sort();
  expect(ids).toEqual([...COMMAND_IDS].sort());
  expect(ids.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});

test('menus, keys, welcome texts and steps name commands that exist', () => {
  const linked = [
    ...contributes.viewsWelcome.map((w) => w.contents),
    ...contributes.walkthroughs.flatMap((w) => w.steps.map((s) => s.description)),
  ].flatMap((text) => [...text.matchAll(/\(command:([\w.]+)\)/g)].map((m) => m[1] ?? ''));
  const named = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map((m) => m.command);
  const ids: readonly string[] = COMMAND_IDS;
  expect([...named, ...linked].filter((id) => id.startsWith('drift.') && !ids.includes(id))).toEqual([]);
  expect(linked.length).toBeGreaterThan(5);
});

test('keys are chords and hold only where Drift is connected', () => {
  expect(
    contributes.keybindings.filter((k) => !/^\S+ \S+$/.test(k.key) || !k.when.includes('drift.connected')),
  ).toEqual([]);
});

test('every setting is read, and what chooses a program is bound to the machine and restricted', () => {
  const all = ['settings.ts', 'drift-extension.ts'].map(sources).join('\n');
  const { properties } = contributes.configuration;
  expect(Object.keys(properties).filter((key) => !all.includes(`'${key.slice('drift.'.length)}'`))).toEqual([]);
  const machine = Object.keys(properties).filter((key) => properties[key]?.scope === 'machine');
  expect(machine).toEqual(['drift.server.path', 'drift.server.args']);
  expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toEqual(machine);
});

test('the languages that start the extension are those whose documents are sent', () => {
  const started = manifest.activationEvents.filter((e) => e.startsWith('onLanguage:')).map((e) => e.slice(11));
  expect(started).toEqual(DOCUMENT_LANGUAGES);
});

test('every picture and page of the walkthrough is there', () => {
  const pages = contributes.walkthroughs.flatMap((w) => w.steps.map((s) => s.media.markdown));
  expect(pages.map((p) => statSync(`${CLIENT}${p}`).size > 100)).toEqual(pages.map(() => true));
});

test('the schema of drift.toml and the tables of the page are fresh', async () => {
  for (const [path, text] of Object.entries(await generated())) {
    expect(readFileSync(`${CLIENT}../${path}`, 'utf8') === text, `${path} is stale: npm run generate`).toBe(true);
  }
});
