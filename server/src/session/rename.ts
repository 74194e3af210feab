// "Change to the convention": a rename over all files, or the one sentence that says why it is not certain.
import type { FileId, Finding, RuleId, TextEdit } from '@drift/shared';
import { lookAt, planRename } from '../analysis/rename/plan-rename.ts';
import { remark } from '../analysis/rename/private-mark.ts';
import { deviations } from '../enforcement/convention-findings.ts';
import { NOTHING_LEFT } from '../enforcement/left-to-tools.ts';
import type { TableName } from '../facts/schema.ts';
import { MASK, maskText } from '../knowledge/secrets/mask-text.ts';
import { FileView } from '../rules/engine/file-view.ts';
import { restyle } from '../rules/engine/restyle.ts';
import { applyEdits } from './apply-edits.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import { adds } from './fix-contract.ts';
import { openSource, type RenameScene, worldOf } from './rename-world.ts';

/** The keys whose deviations are mended by another name. */
const NAMING: ReadonlySet<RuleId> = new Set<RuleId>([
  'drift/pattern/naming-function',
  'drift/pattern/naming-variable',
  'drift/pattern/naming-constant',
  'drift/pattern/naming-type',
  'drift/pattern/naming-enum-member',
  'drift/pattern/naming-private-member',
]);
/** Tables whose number of rows no rename changes. */
const STEADY: readonly TableName[] = ['symbols', 'parameters', 'imports', 'specifiers', 'exports', 'calls', 'strings'];

/** One file of a rename. */
export interface RenamedFile {
  readonly file: FileId;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly TextEdit[];
}

/** A rename over all files, or why it is refused, as part of a sentence. */
export type RenameResult =
  | { readonly ok: true; readonly title: string; readonly files: readonly RenamedFile[] }
  | { readonly ok: false; readonly reason: string };

/** The name a finding is about and the one its convention asks for. */
export interface NewName {
  readonly from: string;
  readonly to: string;
}

/** Whether a finding is mended by a rename. */
export function isNamingFinding(finding: Finding): boolean {
  return NAMING.has(finding.ruleId) && finding.evidence !== undefined;
}

/** The new name for a finding in the text it was found in, sigils included; `null` where there is none. */
export function newNameFor(finding: Finding, text: string): NewName | null {
  if (!isNamingFinding(finding)) return null;
  const from = text.slice(finding.start, finding.end);
  const expected = finding.evidence?.expected ?? '';
  const isJvm = /\.(?:java|kts?)$/.test(finding.file);
  const to = finding.ruleId.endsWith('/naming-private-member')
    ? remark(from, expected, isJvm)
    : restyle(from, expected);
  return to === null || to === from ? null : { from, to };
}

/** What a rename is called where it is offered. */
export function renameTitle({ from, to }: NewName): string {
  // The new name is made from the old one.
  const isShown = maskText(from) === from;
  return `Rename \`${isShown ? from : MASK}\` to \`${isShown ? to : MASK}\` (convention)`;
}

/** Computes the rename of one finding over all files; nothing is changed. */
export async function renameOf(scene: RenameScene, finding: Finding): Promise<RenameResult> {
  const text = await scene.workspace.textOf(finding.file);
  if (text === null) return no('the file could not be read');
  const name = newNameFor(finding, text);
  if (name === null) return no(unnamed(finding));
  const source = await openSource(scene, finding.file, text);
  if (typeof source === 'string') return no(source);
  const sigil = source.language === 'php' && name.from.startsWith('$') ? 1 : 0;
  const from = name.from.slice(sigil);
  const request = { source, start: finding.start + sigil, from, to: name.to.slice(sigil) };
  const found = lookAt(request);
  if (found.kind === 'refused') return no(found.reason);
  const { index } = scene.workspace;
  const world =
    found.reach === 'project'
      ? await worldOf(scene, index, from, found.kind === 'member' ? found.type.name : null)
      : { index, mentions: [source], naming: [], others: [], isPublic: () => false };
  if (typeof world === 'string') return no(world);
  const plan = planRename(request, found, world);
  if (!plan.ok) return plan;
  const files = await appliedTo(scene, plan.edits, from);
  if (typeof files === 'string') return no(files);
  const wrong = files.map((f) => checked(scene, f, finding, request)).find((w) => w !== null);
  return wrong === undefined || wrong === null ? { ok: true, title: renameTitle(name), files } : no(wrong);
}

/** Why there is no new name. */
function unnamed({ ruleId, evidence }: Finding): string {
  return ruleId.endsWith('/naming-private-member') && evidence?.expected === 'hash'
    ? 'a name with `#` is another kind of member, private by the language itself, so this would be no mere rename'
    : 'no name shows that convention with the same words';
}

function no(reason: string): RenameResult {
  return { ok: false, reason };
}

/** The texts with their edits; a text says which edit does not fit. */
async function appliedTo(
  { workspace }: RenameScene,
  edits: readonly TextEdit[],
  from: string,
): Promise<RenamedFile[] | string> {
  const out: RenamedFile[] = [];
  for (const file of [...new Set(edits.map((e) => e.file))].sort()) {
    const before = await workspace.textOf(file);
    if (before === null) return `${file} could not be read`;
    const own = new Map<number, TextEdit>();
    for (const e of edits) {
      if (e.file !== file) continue;
      const same = own.get(e.start);
      if (same !== undefined && same.newText !== e.newText) return `two edits in ${file} do not agree`;
      own.set(e.start, e);
    }
    const sorted = [...own.values()].sort((a, b) => a.start - b.start);
    if (sorted.some((e) => before.slice(e.start, e.end) !== from)) return `${file} has changed meanwhile`;
    out.push({ file, before, after: applyEdits(before, sorted), edits: sorted });
  }
  return out;
}

/** What a rename did to one file that no rename does, or `null`. */
function checked(
  { workspace, analyzer }: RenameScene,
  renamed: RenamedFile,
  finding: Finding,
  { from, to }: NewName,
): string | null {
  const { file, before, after, edits } = renamed;
  const identity = workspace.identityOf(file);
  if (identity === null) return `${file} was not analysed`;
  const [old, next] = [analyzer.analyze(identity, before), analyzer.analyze(identity, after)];
  const rows = (a: FileAnalysis, t: TableName): number => a.facts.table(t).length;
  if (rows(next, 'damage') > rows(old, 'damage')) return `${file} would not parse`;
  const grown = analyzer.sites(identity, after, to).length - analyzer.sites(identity, before, to).length;
  const places = new Set(analyzer.sites(identity, before, from).map((s) => s.start));
  if (grown !== edits.filter((e) => places.has(e.start)).length || STEADY.some((t) => rows(next, t) !== rows(old, t)))
    return `${file} would mean something else`;
  const moved = (offset: number): number =>
    edits.reduce((at, e) => (e.start < offset ? at + e.newText.length - (e.end - e.start) : at), offset);
  const known = new Set(namingIn(workspace, file, old).map((d) => `${d.ruleId} ${moved(d.start)}`));
  const now = namingIn(workspace, file, next);
  if (file === finding.file && now.some((d) => d.ruleId === finding.ruleId && d.start === moved(finding.start)))
    return 'the new name would depart from the convention too';
  // What counts elsewhere only now, since its surroundings have another name, says nothing about the new one.
  const spelled = edits.map((e) => moved(e.start) + e.newText.length - to.length);
  const other = now.find(
    (d) => spelled.some((at) => d.start <= at && at < d.end) && !known.has(`${d.ruleId} ${d.start}`),
  );
  if (other !== undefined) return `\`${to}\` would depart from ${other.ruleId} in ${file}`;
  return adds(workspace, file, old, next);
}

/** Deviations from naming conventions in a text, against the snapshot that stands. */
function namingIn(
  workspace: RenameScene['workspace'],
  file: FileId,
  analysis: FileAnalysis,
): readonly { readonly ruleId: RuleId; readonly start: number; readonly end: number }[] {
  const settings = workspace.config;
  if (settings === null) return [];
  const view = new FileView(file, analysis.role, analysis.facts);
  // A new name must not depart even in a file that goes its own way.
  const context = {
    snapshot: workspace.conventions,
    config: settings.config,
    hasBaseline: true,
    mayCite: () => false,
    left: NOTHING_LEFT,
  };
  return deviations(view, analysis.observations, context)
    .map((d) => d.finding)
    .filter((f) => f.ruleId.startsWith('drift/pattern/naming-'));
}
