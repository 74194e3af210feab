import { byCodeUnit, keyName } from '@drift/shared';
import type { ConventionState } from '../analysis/conventions/snapshot.ts';
import { say } from '../enforcement/convention-findings.ts';
import { conventionSeverity } from '../enforcement/rule-settings.ts';
import type { Host } from '../host/host.ts';
import { conventionStates } from './convention-rows.ts';
import { ToldOnce } from './told-once.ts';
import type { Workspace } from './workspace.ts';

/** Files that must take a side before a question is worth a person's time. */
const MIN_FILES = 10;

/** A question on which the code base is divided, in words. */
export interface ContestedQuestion {
  readonly key: string;
  readonly language: string;
  readonly population: 'source' | 'test';
  readonly title: string;
  /** The two leading answers, as decisions name them and in words with their share. */
  readonly answers: readonly { readonly value: string; readonly text: string }[];
}

/** The undecided questions of a root that are worth asking, the one most files take a side in first. */
export function contestedQuestions(workspace: Workspace): readonly ContestedQuestion[] {
  const { config } = workspace.config ?? {};
  if (config === undefined) return [];
  const isOpen = (s: ConventionState): boolean =>
    s.category === 'contested' && s.scope.kind === 'project' && s.decision === null && s.files >= MIN_FILES;
  return conventionStates(workspace)
    .filter(({ convention, state }) => isOpen(state) && conventionSeverity(config, convention, state, 'info') !== null)
    .sort((a, b) => b.state.files - a.state.files || byCodeUnit(a.convention.id, b.convention.id))
    .map(({ convention, state }) => ({
      key: keyName(convention.id),
      language: state.language,
      population: state.population,
      title: convention.title,
      answers: state.values
        .slice(0, 2)
        .map((v) => ({ value: v.value, text: `${say(convention, v.value)} (${Math.round(v.share * 100)} %)` })),
    }));
}

/** The first question that was not asked on this machine, marked as asked before it is; `null` where there is none. */
export async function nextQuestion(workspace: Workspace, host: Host): Promise<ContestedQuestion | null> {
  const questions = contestedQuestions(workspace);
  if (questions.length === 0) return null;
  const told = new ToldOnce(host, workspace.root, 'asked.txt');
  const asked = await told.read();
  const next = questions.find((q) => !asked.has(nameOf(q)));
  return next !== undefined && (await told.note(nameOf(next))) ? next : null;
}

function nameOf({ key, language, population }: ContestedQuestion): string {
  return `${key} ${language} ${population}`;
}
