import { readFileSync } from 'node:fs';
import { type ReportFinding, reportEnvelopeSchema } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

let project = new TemporaryProject();
afterEach(() => project.remove());

function findingsOf(rule: string): readonly ReportFinding[] {
  const run = drift(project.root, ['check', '--all', '--json', '--set', 'analysis.incubating=all']);
  return reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data.findings.filter((f) => f.ruleId === rule);
}

/** What `drift fix` says of the first finding of a rule. */
function fix(rule: string): string {
  const [first] = findingsOf(rule);
  const args = ['fix', '--unsafe', '--id', first?.id ?? 'none', '--set', 'analysis.incubating=all'];
  return drift(project.root, args).stderr;
}

const read = (path: string): string => readFileSync(`${project.root}/${path}`, 'utf8');

test('a query gets placeholders by `drift fix`', () => {
  project = new TemporaryProject({
    'src/users.js':
      "const { Client } = require('pg');\nexports.load = (db, req) => db.query('SELECT id FROM users WHERE id = ' + req.params.id);\n",
  });
  expect(fix('drift/taint/sql-query')).toContain('1 finding fixed, 0 refused');
  expect(read('src/users.js')).toContain("db.query('SELECT id FROM users WHERE id = $1', [req.params.id])");
  expect(findingsOf('drift/taint/sql-query')).toEqual([]);
});

test('a fix after which a rule would find more is refused with the reason, and the file stays as it is', () => {
  project = new TemporaryProject({ 'a/shop.go': GO, '.drift/conventions.json': PINNED });
  expect(fix('drift/error-handling/ignored-error')).toContain('the edit would make drift/pattern/error-catch-binding');
  expect(read('a/shop.go')).toBe(GO);
});

const GO = `package shop

import "encoding/json"

func Decode(body []byte, order *Order) error {
	json.Unmarshal(body, order)
	return nil
}
`;
const PINNED = JSON.stringify({
  version: 1,
  conventions: [{ key: 'error-catch-binding', status: 'pinned', value: 'failure', language: 'go' }],
});

test('a declaration without documentation gets the frame of it, as a scaffold', () => {
  project = new TemporaryProject({
    'shop/orders.py': `def load(name, town):\n${'    first(name)\n'.repeat(4)}    return town\n`,
    '.drift/conventions.json': JSON.stringify({
      version: 1,
      conventions: [{ key: 'doc-style', status: 'pinned', value: 'docstring' }],
    }),
  });
  expect(fix('drift/pattern/doc-style')).toContain('1 finding fixed, 0 refused');
  expect(read('shop/orders.py')).toContain(
    '    """Describe load.\n\n    Args:\n        name:\n        town:\n    """\n    first(name)',
  );
});

test('types that may be anything are exchanged in Go, grouped parameters and results alike', () => {
  project = new TemporaryProject({
    'shop/orders.go':
      'package shop\n\nfunc Load(a, b interface{}, rest ...interface{}) (interface{}, error) {\n\treturn a, nil\n}\n',
    '.drift/conventions.json': JSON.stringify({
      version: 1,
      conventions: [{ key: 'type-any', status: 'pinned', value: 'any', language: 'go' }],
    }),
  });
  for (let n = findingsOf('drift/pattern/type-any').length; n > 0; n--) fix('drift/pattern/type-any');
  expect(read('shop/orders.go')).toContain('func Load(a, b any, rest ...any) (any, error) {');
});

test('a function that nests too deep gives a part of it away, which becomes a method', () => {
  const plain = Array.from({ length: 60 }, (_, i) => `    def step_${i}(self, rows):\n        return rows[${i}]\n`);
  const deep = [
    '    def load(self, rows, town):',
    ...[
      'for row in rows:',
      'if row.town:',
      'for item in row.items:',
      'if item.price:',
      'while item.left():',
      'if town:',
    ].map((line, depth) => `${' '.repeat(8 + depth * 4)}${line}`),
    `${' '.repeat(32)}self.total += item.take(town)`,
  ];
  project = new TemporaryProject({
    'shop/orders.py': `class Orders:\n${[...plain, `${deep.join('\n')}\n`].join('\n')}`,
  });
  expect(fix('drift/pattern/outlier-nesting-depth')).toContain('1 finding fixed, 0 refused');
  expect(read('shop/orders.py')).toContain('    def _load_part(self, town');
  expect(findingsOf('drift/pattern/outlier-nesting-depth')).toEqual([]);
});

test('a secret is drawn from a secure generator, which is imported', () => {
  project = new TemporaryProject({
    'keys.rb': "require 'json'\n\nreset_token = rand(36**20).to_s(36)\nputs reset_token\n",
  });
  expect(fix('drift/crypto/insecure-random')).toContain('1 finding fixed, 0 refused');
  expect(read('keys.rb')).toBe(
    "require 'json'\nrequire 'securerandom'\n\nreset_token = SecureRandom.random_number(36**20).to_s(36)\nputs reset_token\n",
  );
});
