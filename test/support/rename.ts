import { type FileId, grammarOfPath, type TextEdit } from '@drift/shared';
import { lookAt, planRename } from '../../server/src/analysis/rename/plan-rename.ts';
import { publicEntries } from '../../server/src/analysis/rename/public-entry.ts';
import { type RenameWorld, type SourceText, wordStarts } from '../../server/src/analysis/rename/source-text.ts';
import { nameSites } from '../../server/src/facts/name-sites.ts';
import { filesOf, indexOf } from '../../server/src/index/text-project.ts';
import { applyEdits } from '../../server/src/session/apply-edits.ts';
import { classifyRole } from '../../server/src/session/scan/role.ts';
import { factsOf, testEngine } from './facts.ts';

/** One text with the places of its names. */
export async function sourceOf(file: FileId, text: string): Promise<SourceText> {
  const grammar = grammarOfPath(file);
  if (grammar === null) throw new Error(`${file} has no grammar`);
  const facts = await factsOf(grammar, text);
  const engine = await testEngine();
  return {
    file,
    language: facts.language,
    role: classifyRole(file),
    facts,
    text,
    sites: (name) => engine.withTree(grammar, text, (tree) => nameSites(tree, name)) ?? [],
  };
}

/**
 * Renames the name after `$0` in a project text (`//- path` starts a file) and gives the files that changed as such a
 * text, or `refused: ` with the reason.
 */
export async function renamed(project: string, to: string): Promise<string> {
  const marked = project.includes('//- ') ? project : `//- ${project}`;
  const plain = marked.replace('$0', '');
  const files = filesOf(plain);
  const at = [...filesOf(marked)].find(([, text]) => text.includes('$0'));
  if (at === undefined) throw new Error('no $0');
  const [file, text] = at;
  const start = text.indexOf('$0');
  const from = /^#?[\w]+/.exec(text.slice(start + 2))?.[0] ?? '';
  const index = await indexOf(plain);
  const mentions: SourceText[] = [];
  for (const [f, t] of files) {
    if (grammarOfPath(f) !== null && wordStarts(t, from).length > 0) mentions.push(await sourceOf(f, t));
  }
  const source = mentions.find((m) => m.file === file);
  if (source === undefined) throw new Error(`${from} is not in ${file}`);
  const request = { source, start, from, to };
  const found = lookAt(request);
  const naming: SourceText[] = [];
  for (const [f, t] of files) {
    if (found.kind !== 'member' || grammarOfPath(f) === null || wordStarts(t, found.type.name).length === 0) continue;
    naming.push(await sourceOf(f, t));
  }
  const others = [...files].filter(([f]) => grammarOfPath(f) === null);
  const manifests = new Map(others.filter(([f]) => f.endsWith('package.json')));
  const entries = publicEntries(manifests, [...files.keys()]);
  const world: RenameWorld = {
    index,
    mentions,
    naming,
    others: others.filter(([, t]) => wordStarts(t, from).length > 0).map(([f]) => f),
    isPublic: (f) => entries.has(f),
  };
  const plan = planRename(request, found, world);
  return plan.ok ? changedFiles(files, plan.edits) : `refused: ${plan.reason}`;
}

async function changedFiles(files: ReadonlyMap<FileId, string>, edits: readonly TextEdit[]): Promise<string> {
  let out = '';
  for (const [file, text] of files) {
    const own = new Map(edits.filter((e) => e.file === file).map((e) => [e.start, e]));
    if (own.size === 0) continue;
    const after = applyEdits(text, [...own.values()]);
    const damage = (await sourceOf(file, after)).facts.table('damage').length;
    if (damage > 0) throw new Error(`damaged: ${after}`);
    out += files.size === 1 ? after : `//- ${file}\n${after}`;
  }
  return out;
}
