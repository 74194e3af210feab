// Generates server/src/rules/registry.ts from the rule folders; a test compares the two.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rules = join(root, 'server/src/rules');
const byCodeUnit = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

export function registrySource() {
  const found = [];
  for (const area of readdirSync(rules, { withFileTypes: true })) {
    if (!area.isDirectory() || area.name === 'engine' || area.name === 'generated') continue;
    for (const rule of readdirSync(join(rules, area.name), { withFileTypes: true })) {
      if (!rule.isDirectory()) continue;
      const file = `./${area.name}/${rule.name}/rule.ts`;
      let text;
      try {
        text = readFileSync(join(rules, file), 'utf8');
      } catch {
        continue; // A folder without a rule file; the folder-shape test reports it.
      }
      const match = /export const (\w+)(?::\s*\w+)? = (defineRule|defineProjectRule|defineConvention)\(/.exec(text);
      if (match === null) throw new Error(`${file} exports no rule`);
      found.push({ id: `drift/${area.name}/${rule.name}`, file, name: match[1], kind: match[2] });
    }
  }
  found.sort((a, b) => byCodeUnit(a.id, b.id));
  const of = (kind) => found.filter((f) => f.kind === kind);
  const list = (items) => (items.length === 0 ? '[]' : `[\n${items.map((f) => `  ${f.name},`).join('\n')}\n]`);
  return [
    '// Generated from the rule folders by scripts/registry.mjs; do not edit.',
    "import type { Convention } from './engine/convention.ts';",
    "import type { FileRule, ProjectRule } from './engine/rule.ts';",
    ...[...found].sort((a, b) => byCodeUnit(a.file, b.file)).map((f) => `import { ${f.name} } from '${f.file}';`),
    '',
    '/** Rules that need one file, by id. */',
    `export const FILE_RULES: readonly FileRule[] = ${list(of('defineRule'))};`,
    '',
    '/** Rules that read other files through the index, by id. */',
    `export const PROJECT_RULES: readonly ProjectRule[] = ${list(of('defineProjectRule'))};`,
    '',
    '/** Convention keys, by id; their position is their number in an observation set. */',
    `export const CONVENTIONS: readonly Convention[] = ${list(of('defineConvention'))};`,
    '',
  ].join('\n');
}

/** The rules' pages by id, as a module, so that `drift explain` carries them. */
export function rulePagesSource() {
  const pages = [];
  for (const area of readdirSync(rules, { withFileTypes: true })) {
    if (!area.isDirectory()) continue;
    for (const rule of readdirSync(join(rules, area.name), { withFileTypes: true })) {
      if (!rule.isDirectory()) continue;
      try {
        pages.push([
          `drift/${area.name}/${rule.name}`,
          readFileSync(join(rules, area.name, rule.name, 'rule.md'), 'utf8'),
        ]);
      } catch {}
    }
  }
  pages.sort(([a], [b]) => byCodeUnit(a, b));
  return [
    '// Generated from the rule folders by scripts/registry.mjs; do not edit.',
    '',
    '/** The page of each rule, as Markdown. */',
    'export const RULE_PAGES: Readonly<Record<string, string>> = {',
    ...pages.map(([id, page]) => `  ${JSON.stringify(id)}: ${JSON.stringify(page)},`),
    '};',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(rules, 'registry.ts'), registrySource());
  mkdirSync(join(rules, 'generated'), { recursive: true });
  writeFileSync(join(rules, 'generated', 'rule-pages.ts'), rulePagesSource());
}
