import type { FileId } from '@drift/shared';
import { expect, test } from 'vitest';
import { lookAt, planRename } from '../../server/src/analysis/rename/plan-rename.ts';
import type { SourceText } from '../../server/src/analysis/rename/source-text.ts';
import { TABLE_NAMES } from '../../server/src/facts/schema.ts';
import { ProjectIndex } from '../../server/src/index/project-index.ts';
import { restyle } from '../../server/src/rules/engine/restyle.ts';
import { applyEdits } from '../../server/src/session/apply-edits.ts';
import { fixtureFiles } from '../support/fixture-project.ts';
import { Random } from '../support/random.ts';
import { sourceOf } from '../support/rename.ts';

const SEED = Number(process.env['RENAME_SEED'] ?? '1');
const ROUNDS = 150;
const STYLES = ['camel', 'snake', 'pascal', 'screaming'] as const;

/** Where locals and parameters are named, sigils left out. */
function localsOf({ facts, text }: SourceText): { start: number; name: string }[] {
  const parameters = [...facts.table('parameters')].map((p) => ({ start: p.start, name: p.name }));
  const variables = [...facts.table('bindings')].filter((b) => b.kind === 'variable' && b.symbol >= 0);
  return [...parameters, ...variables.map((b) => ({ start: b.targetStart, name: b.target }))]
    .map(({ start, name }) => (name.startsWith('$') ? { start: start + 1, name: name.slice(1) } : { start, name }))
    .filter(({ start, name }) => name !== '' && text.startsWith(name, start));
}

function attempt(source: SourceText, at: { start: number; name: string }, to: string): string | null {
  const index = new ProjectIndex();
  index.replace(source.file, source.facts);
  const request = { source, start: at.start, from: at.name, to };
  const plan = planRename(request, lookAt(request), {
    index,
    mentions: [source],
    others: [],
    isPublic: () => false,
    naming: [],
  });
  if (!plan.ok) return null;
  const once = new Map(plan.edits.map((e) => [e.start, e]));
  return applyEdits(source.text, [...once.values()]);
}

/** Facts that do not depend on what a name is: `err` makes a handler, a short property a binding. */
const TABLES = TABLE_NAMES.filter((t) => !/^(?:bindings|handlers|environment|nullChecks|elements)$/.test(t));
const rowsOf = ({ facts }: SourceText): string => TABLES.map((t) => `${t} ${facts.table(t).length}`).join('\n');

test(`a random local keeps the counts of the facts, and its way back (seed ${SEED})`, async () => {
  const random = new Random(SEED);
  const files = [...fixtureFiles()];
  let done = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const [file, text] = random.pick(files);
    const source = await sourceOf(file as FileId, text);
    const locals = localsOf(source);
    if (locals.length === 0) continue;
    const local = random.pick(locals);
    const to = restyle(local.name, random.pick(STYLES)) ?? `fresh_${local.name}`;
    const after = to === local.name ? null : attempt(source, local, to);
    if (after === null) continue;
    done++;
    const next = await sourceOf(file as FileId, after);
    const what = `${file} ${local.name} -> ${to}\n`;
    expect(what + rowsOf(next)).toBe(what + rowsOf(source));
    const isWritten = after.includes(`${local.name}: ${to}`);
    const moved = localsOf(next).find((l) => l.name === to && l.start <= local.start + after.length - text.length);
    const back = moved === undefined || isWritten ? text : attempt(next, moved, local.name);
    expect(back === null || back === text ? '' : what + back).toBe('');
  }
  expect(done).toBeGreaterThan(ROUNDS / 10);
});
