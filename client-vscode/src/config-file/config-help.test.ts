import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { helpAt, proposals } from './config-help.ts';
import { type SchemaNode, schemaNode } from './config-schema.ts';

const level: SchemaNode = { type: 'string', enum: ['error', 'off'] };
const schema: SchemaNode = {
  properties: {
    scan: {
      description: 'Which files are read.',
      properties: {
        threads: { type: 'integer', description: 'Worker threads.', default: 0 },
        skip_binary: { type: 'boolean', default: true },
        default_ignores: { enum: ['smart', 'all'], default: 'smart' },
        include: { type: 'array', items: { type: 'string', enum: ['src', 'lib'] } },
      },
    },
    analysis: { properties: { severity: { properties: { 'drift/a/b': level }, additionalProperties: level } } },
  },
};

/** `|` marks the cursor. */
function at(marked: string): readonly [text: string, line: number, character: number] {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  return [marked.replace('|', ''), before.length - 1, before.at(-1)?.length ?? 0];
}
const offered = (marked: string) => proposals(schema, ...at(marked))?.items.map((i) => i.insert) ?? null;

describe('what can be written', () => {
  test.each<[string, string[] | null]>([
    ['[|', ['scan', 'analysis', 'analysis.severity']],
    ['[scan]\n[an|', ['analysis', 'analysis.severity']],
    ['[scan]\n|', ['threads = ', 'skip_binary = ', 'default_ignores = ', 'include = ']],
    ['[scan]\nthreads = 2\nsk|\n[analysis]\n', ['skip_binary = ', 'default_ignores = ', 'include = ']],
    ['[scan]\nskip_binary = |', ['true', 'false']],
    ['[scan]\ndefault_ignores = |', ['"smart"', '"all"']],
    ['[scan]\ndefault_ignores = "s|"', ['smart', 'all']],
    ['[scan]\ninclude = [\n  |\n]', ['"src"', '"lib"']],
    ['[analysis.severity]\n|', ['"drift/a/b" = ']],
    ['[analysis.severity]\n"own/rule" = |', ['"error"', '"off"']],
    ['[scan] # a |', null],
    ['[nothing]\n|', null],
    ['[scan]\nno_such = |', null],
    ['|', []],
  ])('%j', (marked, expected) => {
    expect(offered(marked)).toEqual(expected);
  });

  test('takes the place of the word the cursor is in', () => {
    expect(proposals(schema, ...at('[scan]\n  thr|eads = 1'))).toMatchObject({ from: 2, to: 9 });
  });
});

test('a key tells what it is for and what stands without it', () => {
  expect(helpAt(schema, ...at('[scan]\nthre|ads = 1'))).toEqual(['scan.threads', 'Worker threads.', 'Default: 0']);
  expect(helpAt(schema, ...at('[sc|an]'))).toEqual(['scan', 'Which files are read.']);
  expect(helpAt(schema, ...at('[scan]\nno|thing = 1'))).toBeNull();
});

describe('the schema of the package', () => {
  const text = readFileSync(new URL('../../schemas/drift-toml.schema.json', import.meta.url), 'utf8');
  const real = schemaNode.parse(JSON.parse(text));
  const labels = (marked: string) => proposals(real, ...at(marked))?.items.map((i) => i.label) ?? [];

  test('proposes tables, keys, rules and severities', () => {
    expect(labels('[|')).toEqual(expect.arrayContaining(['scan', 'analysis', 'analysis.severity', 'quality_gates']));
    expect(labels('[analysis]\nincubating = "all"\n\n[scan]\n|')).toContain('threads');
    expect(labels('[analysis.severity]\n|')).toContain('drift/pattern/naming-function');
    expect(labels('[analysis.severity]\n"drift/pattern/naming-function" = |')).toContain('"off"');
    expect(labels('[quality_gates]\nfail_on = |')).toEqual(['"error"', '"warning"', '"info"', '"none"']);
  });
});
