import type { FileId, PolicyScope } from '@drift/shared';
import { asksAboutFiles, type RunSubject } from '../../enforcement/policy/policy-scope.ts';
import type { HeadFacts } from './head-facts.ts';

/** How to find what scopes ask about; neither is done where no scope asks. */
export interface SubjectSource {
  /** The files the run is about. */
  readonly files: () => Promise<readonly FileId[]>;
  readonly head: () => Promise<HeadFacts>;
}

/** What the scopes of policies are compared with. */
export async function runSubject(
  scopes: ReadonlyMap<string, PolicyScope>,
  { files, head }: SubjectSource,
): Promise<RunSubject> {
  const asksGit = [...scopes.values()].some(({ branches, authors }) => (branches ?? authors) !== undefined);
  const { branch, author } = asksGit ? await head() : { branch: null, author: [] };
  return { branch, author, files: asksAboutFiles(scopes) ? await files() : [] };
}
