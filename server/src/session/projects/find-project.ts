import { type ProjectInfo, type WsError, wsFailed } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { hasDriftFolder } from '../drift-folder.ts';
import { projectId, projectName } from './registry.ts';

/** A project, or why none or several are meant. */
export type FoundProject =
  | { readonly ok: true; readonly project: ProjectInfo }
  | { readonly ok: false; readonly error: WsError };

/**
 * The project an identifier means: by exact name, path, id, the only name that holds the text, and last a folder that is
 * set up though nobody noted it. Several projects with one name are not guessed between.
 */
export async function findProject(
  host: Host,
  projects: readonly ProjectInfo[],
  identifier: string,
): Promise<FoundProject> {
  const text = identifier.toLowerCase();
  const ways: readonly ((p: ProjectInfo) => boolean)[] = [
    (p) => p.name === identifier,
    (p) => p.path === identifier,
    (p) => p.id === identifier,
    (p) => p.name.toLowerCase().includes(text),
  ];
  for (const way of ways) {
    const [first, ...others] = projects.filter(way);
    if (first === undefined) continue;
    return others.length === 0 ? { ok: true, project: first } : ambiguous(identifier, [first, ...others]);
  }
  const real = await host.realPath(identifier);
  if (real.ok && (await hasDriftFolder(host, real.value))) {
    const path = real.value;
    return { ok: true, project: { id: projectId(path), name: projectName(path), path, active: false, exists: true } };
  }
  return wsFailed('PROJECT_NOT_FOUND', `no project is called "${identifier}"`, '`drift projects` lists them.');
}

function ambiguous(identifier: string, meant: readonly ProjectInfo[]): FoundProject {
  const list = meant.map((p) => p.path).join(', ');
  return wsFailed('AMBIGUOUS_PROJECT', `"${identifier}" may mean ${list}`, 'Give the path or the id.');
}
