// Generates what the extension's package says twice: the schema of drift.toml and the tables of docs/vscode.md. `--check` only compares.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const client = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(client);
const START = (name) => `<!-- generated: ${name} -->`;
const END = '<!-- end -->';

/** A module of the sources, as it is now. */
async function load(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'drift-generate-'));
  const outfile = join(folder, 'module.cjs');
  await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile,
    logLevel: 'error',
  });
  const found = createRequire(import.meta.url)(outfile);
  rmSync(folder, { recursive: true });
  return found;
}

/** The schema of drift.toml; where severities of rules are set, with the rules there are. */
async function schemaFile() {
  const { configJsonSchema, RULES } = await load(
    `export { configJsonSchema } from './shared/src/index.ts';
     export { RULES } from './server/src/enforcement/rule-settings.ts';`,
  );
  const schema = structuredClone(configJsonSchema());
  const { severity } = schema.properties.analysis.properties;
  const ids = [...RULES.keys()].sort();
  severity.properties = Object.fromEntries(
    ids.map((id) => [id, { ...severity.additionalProperties, description: RULES.get(id).title }]),
  );
  return `${JSON.stringify(schema, null, 2)}\n`;
}

const row = (cells) => `| ${cells.map((c) => String(c).replaceAll('|', '\\|')).join(' | ')} |`;

function tables(manifest) {
  const { commands, configuration, keybindings, menus, views } = manifest.contributes;
  const hidden = new Set(menus.commandPalette.filter((m) => m.when === 'false').map((m) => m.command));
  const keyOf = (command) => keybindings.find((k) => k.command === command)?.key ?? '';
  const shown = commands.filter((c) => !hidden.has(c.command));
  const inner = commands.filter((c) => hidden.has(c.command));
  return {
    settings: [
      row(['setting', 'default', 'what it does']),
      '|---|---|---|',
      ...Object.entries(configuration.properties).map(([key, s]) =>
        row([`\`${key}\``, `\`${JSON.stringify(s.default)}\``, s.markdownDescription ?? s.description]),
      ),
    ],
    commands: [
      row(['command', 'title', 'keys']),
      '|---|---|---|',
      ...shown.map((c) => row([`\`${c.command}\``, c.title, keyOf(c.command) === '' ? '' : `\`${keyOf(c.command)}\``])),
    ],
    'inner commands': [row(['command', 'title']), '|---|---|', ...inner.map((c) => row([`\`${c.command}\``, c.title]))],
    views: [row(['view', 'id']), '|---|---|', ...views.drift.map((v) => row([v.name, `\`${v.id}\``]))],
  };
}

function withTables(page, manifest) {
  let text = page;
  for (const [name, lines] of Object.entries(tables(manifest))) {
    const start = text.indexOf(START(name));
    const end = text.indexOf(END, start);
    if (start < 0 || end < 0) throw new Error(`docs/vscode.md has no place for ${name}`);
    text = `${text.slice(0, start)}${START(name)}\n${lines.join('\n')}\n${text.slice(end)}`;
  }
  return text;
}

/** Every generated file of the extension with the text it should have, by its path in the checkout. */
export async function generated() {
  const manifest = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'));
  return {
    'client-vscode/schemas/drift-toml.schema.json': await schemaFile(),
    'docs/vscode.md': withTables(readFileSync(join(root, 'docs/vscode.md'), 'utf8'), manifest),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(await generated())) {
    const before = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
    if (before === text) continue;
    if (process.argv.includes('--check')) {
      console.error(`${path} is stale: npm run generate`);
      process.exitCode = 1;
    } else writeFileSync(join(root, path), text);
  }
}
