// What judging costs once texts are parsed: the numbers of the specification of rules.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toFileId } from '../../server/src/host/narrow.ts';
import { openWorkspace } from '../fixes/open-workspace.ts';
import { at, clock, ms, type Row } from './measure.ts';

const REPETITIONS = 7;
const EDITS = 100;

/** Judges every file of a project with many findings anew, then one file after each of many edits. */
export async function measureJudging(row: Row, root: string, edited: string): Promise<void> {
  const { workspace, analyzer, close } = await openWorkspace(root);
  const files = workspace.files();
  const all: number[] = [];
  let findings = 0;
  for (let k = 0; k < REPETITIONS; k++) {
    await workspace.load(() => {}, new AbortController().signal);
    await workspace.prepare(files);
    const taken = clock();
    findings = files.reduce((sum, file) => sum + workspace.judgementOf(file, true).uncut.length, 0);
    all.push(taken());
  }
  row(`${findings} findings judged anew, parsed: first / median`, `${ms(all[0] ?? 0)} / ${ms(at(all, 50))}`, '100 ms');
  const file = toFileId(edited);
  const identity = workspace.identityOf(file);
  const text = readFileSync(join(root, edited), 'utf8');
  if (identity === null) throw new Error(`${edited} takes no part`);
  await analyzer.ensure(identity.grammar);
  const one: number[] = [];
  const told = new Set<number>();
  for (let k = 0; k < EDITS; k++) {
    const next = k % 2 === 0 ? text : text.replace("'md5'", "'sha256'");
    const analysis = analyzer.analyze(identity, next);
    const taken = clock();
    const others = workspace.setOverlay(file, next, analysis);
    await workspace.prepare([file, ...others]);
    for (const each of [file, ...others]) told.add(workspace.judgementOf(each, true).uncut.length);
    one.push(taken());
  }
  await close();
  // Two texts in turn: a judgement that did not follow the document would have been quick.
  if (told.size < 2) throw new Error('the judgement did not follow the edits');
  const times = [50, 95].map((p) => ms(at(one, p))).join(' / ');
  row(`one of ${files.length} documents judged anew, parsed: p50 / p95`, times, '20 ms');
}
