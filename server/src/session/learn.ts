import type { DriftConfig, FileId } from '@drift/shared';
import { byCodeUnit } from '@drift/shared';
import { type Vote, votesOf } from '../analysis/conventions/file-votes.ts';
import { buildSnapshot, type FileVotes, type Snapshot } from '../analysis/conventions/snapshot.ts';
import { populationOf } from '../enforcement/convention-findings.ts';
import { NOT_TOLD, siteAt, siteCount } from '../rules/engine/observation-set.ts';
import type { FileAnalysis } from './file-analyzer.ts';
import type { Pacer } from './pacer.ts';

const votesByAnalysis = new WeakMap<FileAnalysis, readonly FileVotes[]>();

/** Builds the convention snapshot from the texts that teach, in path order whatever order they are given in. */
export async function learn(
  teachers: ReadonlyMap<FileId, FileAnalysis>,
  config: DriftConfig,
  pacer: Pacer,
): Promise<Snapshot> {
  const files = [...teachers.keys()].sort(byCodeUnit);
  const { min_occurrences, min_files, dominance_threshold } = config.analysis;
  const votes: FileVotes[] = [];
  for (const file of files) {
    const analysis = teachers.get(file);
    if (analysis !== undefined) votes.push(...votesOfFile(file, analysis));
    await pacer.pause();
  }
  return buildSnapshot(votes, { minSites: min_occurrences, minFiles: min_files, dominance: dominance_threshold });
}

function votesOfFile(file: FileId, analysis: FileAnalysis): readonly FileVotes[] {
  const known = votesByAnalysis.get(analysis);
  if (known !== undefined) return known;
  const population = populationOf(analysis.role);
  const votes = population === null ? [] : votesOf(file, analysis.facts.language, population, sites(analysis));
  votesByAnalysis.set(analysis, votes);
  return votes;
}

function* sites({ observations }: FileAnalysis): Generator<Vote> {
  for (let i = 0; i < siteCount(observations); i++) {
    const site = siteAt(observations, i);
    yield { ...site, value: site.value === NOT_TOLD ? null : site.value };
  }
}
