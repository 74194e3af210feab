import { createHash } from 'node:crypto';
import { byCodeUnit, type ProjectInfo, type RegistryLine, registryLineSchema } from '@drift/shared';
import type { Host, HostResult } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { DRIFT_FOLDER } from '../drift-folder.ts';

/** Where the projects of a user are noted, from the home. */
const REGISTRY = `${DRIFT_FOLDER}/registry.jsonl`;
/** A registry larger than this is no registry; lines are short and written only when something changes. */
const MAX_BYTES = 4_000_000;
const ID_DIGITS = 16;

/**
 * One line for each thing that happened, only ever added at the end: two processes at once lose nothing and wait for
 * nobody, and a line that a crash cut off is skipped.
 */
export async function readProjects(host: Host): Promise<readonly ProjectInfo[]> {
  const file = registryFile(host);
  if (file === null) return [];
  const read = await host.readHead(file, MAX_BYTES);
  if (!read.ok) return [];
  const paths = new Set<string>();
  let active = '';
  for (const line of new TextDecoder().decode(read.value).split('\n')) {
    const entry = lineOf(line);
    if (entry === null) continue;
    paths.add(entry.path);
    if (entry.event === 'switched') active = entry.path;
  }
  const projects = [...paths].sort(byCodeUnit).map(async (path): Promise<ProjectInfo> => {
    const found = await host.stat(path);
    const exists = found.ok && found.value.kind === 'directory';
    return { id: projectId(path), name: projectName(path), path, active: path === active, exists };
  });
  return Promise.all(projects);
}

/** Notes a project for this user; one that is known costs nothing. */
export async function registerProject(host: Host, root: string): Promise<HostResult<null>> {
  const known = await readProjects(host);
  if (known.some((p) => p.path === root)) return { ok: true, value: null };
  return note(host, root, 'added');
}

/** Notes which project a user works on. */
export function switchTo(host: Host, project: ProjectInfo): Promise<HostResult<null>> {
  return note(host, project.path, 'switched');
}

/** The id of a project: the same wherever it is asked, and of the path alone. */
export function projectId(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, ID_DIGITS);
}

/** A project is called as its folder. */
export function projectName(path: string): string {
  return path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
}

async function note(host: Host, path: string, event: RegistryLine['event']): Promise<HostResult<null>> {
  const file = registryFile(host);
  // A user without a home has no list of projects, and misses nothing else.
  if (file === null) return { ok: true, value: null };
  return host.appendLines(file, `${JSON.stringify({ path, event, at: host.stamp().at })}\n`);
}

function registryFile(host: Host): string | null {
  const home = host.homeDirectory();
  return home === null ? null : joinPath(home, REGISTRY);
}

function lineOf(line: string): RegistryLine | null {
  try {
    const parsed = registryLineSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
