// Applies every fix of a workspace in memory and looks at what each leaves behind.
import type { FileId, Finding } from '@drift/shared';
import type { Host } from '../../server/src/host/host.ts';
import { applyEdits } from '../../server/src/session/apply-edits.ts';
import type { FileAnalyzer } from '../../server/src/session/file-analyzer.ts';
import { editsFor, fixOf } from '../../server/src/session/fixes.ts';
import { isNamingFinding, renameOf } from '../../server/src/session/rename.ts';
import type { Workspace } from '../../server/src/session/workspace.ts';
import type { Random } from '../support/random.ts';

/** What came of one fix. */
export interface Tried {
  readonly ruleId: string;
  readonly language: string;
  readonly file: string;
  readonly outcome: 'applied' | 'refused' | 'broken';
  /** Why it was refused, or what it broke. */
  readonly why: string;
  /** True for all fixes of a file together. */
  readonly together: boolean;
  readonly round: Round;
}

/** What is asked of the code: what was learned of it, what a decision says, or less than its outliers have. */
export type Round = 'learned' | 'decided' | 'lowered';

export interface Scene {
  readonly workspace: Workspace;
  readonly analyzer: FileAnalyzer;
  readonly host: Host;
}

/** What is tried of a workspace. */
export interface Extent {
  /** Fixes of one rule; the rest is left out. */
  readonly perRule: number;
  readonly random: Random;
  readonly round: Round;
  /** Which rules are tried; the others only judge. */
  readonly wants: (ruleId: string) => boolean;
}

type Outcome = Omit<Tried, 'round'>;

/** Tries the fixes of every file, those of a rule in random order up to a number. */
export async function tryFixes(scene: Scene, extent: Extent, listener: (tried: Tried) => void): Promise<void> {
  const { workspace } = scene;
  const told = (outcome: Outcome): void => listener({ ...outcome, round: extent.round });
  const chosen = await choose(workspace, extent);
  const tallies = new Map<string, Tally>();
  for (const file of workspace.files()) {
    const text = await workspace.textOf(file);
    if (text === null) continue;
    await workspace.prepare([file]);
    const language = workspace.analysisOf(file)?.facts.language ?? '';
    const fixable = workspace.judgementOf(file, true).uncut.filter((f) => f.fixable !== undefined);
    for (const finding of fixable) {
      if (!chosen.has(finding.id) || isHopeless(tallies, `${finding.ruleId} ${language}`)) continue;
      const tried = await tryOne(scene, finding, text);
      count(tallies, `${finding.ruleId} ${language}`, tried);
      told(tried);
    }
    const others = fixable.filter((f) => !isNamingFinding(f) && extent.wants(f.ruleId));
    if (others.length > 1 && others.some((f) => chosen.has(f.id))) told(await tryTogether(scene, file, others, text));
  }
}

/** What came of the fixes of one rule in one language so far. */
interface Tally {
  readonly applied: number;
  readonly refused: number;
}

/** Refusals after which a rule that refuses more than it mends is left alone for the rest of the workspace. */
const MAX_REFUSED = 10;

function isHopeless(tallies: ReadonlyMap<string, Tally>, key: string): boolean {
  const { applied, refused } = tallies.get(key) ?? { applied: 0, refused: 0 };
  return refused >= MAX_REFUSED && refused > applied;
}

function count(tallies: Map<string, Tally>, key: string, { outcome }: Outcome): void {
  const { applied, refused } = tallies.get(key) ?? { applied: 0, refused: 0 };
  tallies.set(key, {
    applied: applied + (outcome === 'applied' ? 1 : 0),
    refused: refused + (outcome === 'refused' ? 1 : 0),
  });
}

/** Ids of the findings to try. */
async function choose(workspace: Workspace, { perRule, random, wants }: Extent): Promise<ReadonlySet<string>> {
  const byRule = new Map<string, string[]>();
  await workspace.prepare(workspace.files());
  for (const file of workspace.files()) {
    const language = workspace.analysisOf(file)?.facts.language ?? '';
    for (const { fixable, ruleId, id } of workspace.judgementOf(file, true).uncut) {
      const key = `${ruleId} ${language}`;
      if (fixable !== undefined && wants(ruleId)) byRule.set(key, [...(byRule.get(key) ?? []), id]);
    }
  }
  const out = new Set<string>();
  for (const ids of byRule.values()) {
    for (let n = 0; n < perRule && ids.length > 0; n++)
      for (const id of ids.splice(random.below(ids.length), 1)) out.add(id);
  }
  return out;
}

async function tryOne(scene: Scene, finding: Finding, text: string): Promise<Outcome> {
  const { workspace, analyzer } = scene;
  const { file, ruleId } = finding;
  const language = workspace.analysisOf(file)?.facts.language ?? '';
  const base = { ruleId, language, file, together: false };
  if (isNamingFinding(finding)) {
    const result = await renameOf(scene, finding);
    if (!result.ok) return { ...base, outcome: 'refused', why: result.reason };
    const texts = new Map(result.files.map((f) => [f.file, f.after]));
    return { ...base, ...(await outcomeOf(scene, [finding], texts)) };
  }
  const fix = await fixOf(workspace, analyzer, finding, text);
  if (!fix.ok) return { ...base, outcome: 'refused', why: fix.reason };
  return { ...base, ...(await outcomeOf(scene, [finding], new Map([[file, applyEdits(text, fix.fix.edits)]]))) };
}

async function tryTogether(scene: Scene, file: FileId, findings: readonly Finding[], text: string): Promise<Outcome> {
  const language = scene.workspace.analysisOf(file)?.facts.language ?? '';
  const base = { ruleId: 'all of a file together', language, file, together: true };
  const made = await editsFor(scene.workspace, scene.analyzer, findings, text);
  if (typeof made === 'string') return { ...base, outcome: 'refused', why: made };
  return { ...base, ...(await outcomeOf(scene, made.mended, new Map([[file, applyEdits(text, made.edits)]]))) };
}

/** Lays texts over their files, judges each anew, and takes them away. */
async function outcomeOf(
  { workspace, analyzer }: Scene,
  mended: readonly Finding[],
  texts: ReadonlyMap<FileId, string>,
): Promise<Pick<Tried, 'outcome' | 'why'>> {
  const files = [...texts.keys()];
  await workspace.prepare(files);
  const before = files.map((f) => stateOf(workspace, f));
  for (const [file, text] of texts) {
    const identity = workspace.identityOf(file);
    if (identity === null) return { outcome: 'broken', why: `${file} is not of the workspace` };
    await analyzer.ensure(identity.grammar);
    workspace.setOverlay(file, text, analyzer.analyze(identity, text));
  }
  await workspace.prepare(files);
  const after = files.map((f) => stateOf(workspace, f));
  for (const file of files) workspace.removeOverlay(file);
  await workspace.prepare(files);
  for (const [i, was] of before.entries()) {
    const is = after[i];
    if (is === undefined || is.damage > was.damage) return { outcome: 'broken', why: `${files[i]} does not parse` };
    for (const [rule, n] of is.found)
      if (n > (was.found.get(rule) ?? 0)) return { outcome: 'broken', why: `${rule} finds more in ${files[i]}` };
  }
  for (const { ruleId, file } of mended) {
    const i = files.indexOf(file);
    const less = (before[i]?.found.get(ruleId) ?? 0) - (after[i]?.found.get(ruleId) ?? 0);
    if (less < mended.filter((m) => m.ruleId === ruleId).length) return { outcome: 'broken', why: `${ruleId} stays` };
  }
  return { outcome: 'applied', why: '' };
}

function stateOf(
  workspace: Workspace,
  file: FileId,
): { readonly damage: number; readonly found: ReadonlyMap<string, number> } {
  const found = new Map<string, number>();
  for (const { ruleId } of workspace.judgementOf(file, true).uncut) found.set(ruleId, (found.get(ruleId) ?? 0) + 1);
  return { damage: workspace.analysisOf(file)?.facts.table('damage').length ?? 0, found };
}
