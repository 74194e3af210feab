import { readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES } from '@drift/shared';
import { expect, test } from 'vitest';
import { Random } from '../support/random.ts';
import { readFixture } from '../support/rules.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { openWorkspace } from './open-workspace.ts';
import { decisionsOf } from './pinned.ts';
import { type Tried, tryFixes } from './try-fixes.ts';

const SEED = 20_011;
/** Fixes of one rule in one language that are tried. */
const PER_RULE = 3;
const FIXTURES = new URL('../../fixtures/rules/', import.meta.url);
/** Rules with fixes, in which all ten languages occur. */
const RULES = [
  'crypto/tls-verification-off',
  'error-handling/empty-handler',
  'error-handling/ignored-error',
  'error-handling/unawaited-promise',
  'owasp/insecure-cookie',
  'pattern/error-catch-binding',
  'pattern/doc-style',
  'pattern/type-any',
  'taint/sql-query',
];

test('every fix that is offered on the fixtures parses, removes its finding and adds none', async () => {
  const project = new TemporaryProject();
  for (const rule of RULES) {
    const folder = new URL(`${rule}/`, FIXTURES);
    for (const name of readdirSync(folder).filter((n) => !n.endsWith('.observations'))) {
      for (const f of readFixture(name, readFileSync(new URL(name, folder), 'utf8')).files)
        project.write(`${rule}/${name.replace('.', '-')}/${f.path}`, f.text);
    }
  }
  const decisions = decisionsOf(0);
  project.write(decisions.path, decisions.text);
  const scene = await openWorkspace(project.root);
  const tried: Tried[] = [];
  await tryFixes(scene, { perRule: PER_RULE, random: new Random(SEED), round: 'decided', wants: () => true }, (t) =>
    tried.push(t),
  );
  await scene.close();
  project.remove();
  expect(tried.filter((t) => t.outcome === 'broken')).toEqual([]);
  const applied = tried.filter((t) => t.outcome === 'applied');
  // Fixes for Rust are scaffolds of documentation, which needs a crate that offers what it declares.
  expect(LANGUAGES.filter((l) => l !== 'rust' && !applied.some((t) => t.language === l))).toEqual([]);
  expect(applied.length).toBeGreaterThan(60);
}, 60_000);
