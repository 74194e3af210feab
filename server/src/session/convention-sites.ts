import type { FileId, WhereAnswer, WhereParams } from '@drift/shared';
import { stateFor } from '../analysis/conventions/snapshot.ts';
import { populationOf, say } from '../enforcement/convention-findings.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { snippetOf } from '../rules/engine/analyze-file.ts';
import { NOT_TOLD, type ObservedSite, siteAt, siteCount } from '../rules/engine/observation-set.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { isMeant, notAsked } from './not-asked.ts';
import { observationsOf } from './observations-of.ts';
import { linesOf, placeOf } from './positions-of.ts';
import { namedSecrets, secretsOfFile, shownPart } from './shown-text.ts';
import { underPaths } from './under-paths.ts';
import type { Workspace } from './workspace.ts';

/** Stands for an answer that could not be told. */
const UNTOLD = '(not told)';

/** Every place in the current texts where a convention's question arises, in order of path and place. */
export async function conventionSites(workspace: Workspace, number: number, params: WhereParams): Promise<WhereAnswer> {
  const convention = CONVENTIONS[number];
  if (convention === undefined) throw new Error('Bug: a convention was asked for by a number that none has');
  const sites: WhereAnswer['sites'][number][] = [];
  const counts = { places: 0, conforming: 0, deviating: 0 };
  const answering = new Set<FileId>();
  for (const file of workspace.files()) {
    if (!underPaths(file, params.paths)) continue;
    const analysis = workspace.analysisOf(file);
    const population = analysis === null ? null : populationOf(analysis.role);
    if (analysis === null || population === null) continue;
    const { language } = analysis.facts;
    if (!isMeant({ language, population }, params)) continue;
    const state = stateFor(workspace.conventions, { convention: number, language, population }, file);
    const isLeft = workspace.left.to(convention, language, file) !== null;
    const expected = isLeft ? undefined : (state?.enforcement?.expected ?? state?.leader.value);
    const observations = observationsOf(workspace, file);
    for (let i = 0; i < siteCount(observations); i++) {
      const site = siteAt(observations, i);
      if (site.convention !== number) continue;
      const value = site.value === NOT_TOLD ? UNTOLD : say(convention, site.value);
      const conforms = site.value === NOT_TOLD || expected === undefined ? null : site.value === expected;
      answering.add(file);
      counts.places++;
      if (conforms !== null) counts[conforms ? 'conforming' : 'deviating']++;
      if (params.value !== undefined && params.value !== site.value && params.value !== value) continue;
      sites.push({
        path: file,
        ...placeOf(linesOf(workspace, file), site.start),
        language,
        population,
        value,
        conforms,
        snippet: await shownSnippet(workspace, file, site),
      });
    }
  }
  return { counts, sites, notAsked: notAsked(workspace, convention, params, answering) };
}

/** What stands at a site. A snippet is cut where its room ends, so what holds a secret is cut from the text again. */
async function shownSnippet(workspace: Workspace, file: FileId, site: ObservedSite): Promise<string> {
  if (!namedSecrets(workspace, file).some((s) => s.start < site.end && site.start < s.end))
    return maskText(site.snippet);
  const text = (await workspace.textOf(file)) ?? '';
  const shown = shownPart(text, site, secretsOfFile(workspace, file, text));
  return snippetOf(shown, 0, shown.length);
}
