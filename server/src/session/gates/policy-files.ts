import { byCodeUnit, POLICY_FOLDER, type Problem, type Result } from '@drift/shared';
import {
  type NamedPolicy,
  type PolicyText,
  type PolicyTexts,
  resolvePolicy,
  resolvePolicyText,
} from '../../enforcement/policy/resolve-policy.ts';
import { type Repository, refused, runGit, textOf } from '../../host/git.ts';
import { readPlaces } from '../../host/git-blobs.ts';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { decodeText } from '../../syntax/decode-text.ts';
import { MAX_STEERING_BYTES, readInside } from '../read-inside.ts';

const ENDING = '.toml';
/** Policy files that are read at most. */
const MAX_FILES = 200;

/** Where policy files lie: in the root, or in a commit. */
export interface PolicyPlace {
  /** Names in the folder of policies; none where there is no such folder. */
  readonly names: () => Promise<Result<readonly string[]>>;
  /** Texts of root-relative paths, or why each cannot be had. */
  readonly texts: (paths: readonly string[]) => Promise<readonly Result<PolicyText>[]>;
}

/** The policy files as they lie in a root. */
export function policiesIn(host: Host, root: string): PolicyPlace {
  return {
    names: async () => {
      const listed = await host.readDirectory(joinPath(root, POLICY_FOLDER));
      if (listed.ok) return { ok: true, value: listed.value.flatMap((e) => (e.kind === 'directory' ? [] : [e.name])) };
      return listed.reason === 'missing' ? { ok: true, value: [] } : { ok: false, problems: listed.problems };
    },
    texts: (paths) =>
      Promise.all(
        paths.map(async (path): Promise<Result<PolicyText>> => {
          const read = await readInside(host, root, path);
          if (read.ok) return { ok: true, value: { path, text: decodeText(read.value).text } };
          return unread(path, read.problems);
        }),
      ),
  };
}

/** The policy files as a commit has them. */
export function policiesAt(repo: Repository, commit: string): PolicyPlace {
  return {
    names: async () => {
      const folder = `${repo.prefix}${POLICY_FOLDER}/`;
      const listed = await runGit(repo, ['ls-tree', '-z', '--full-tree', '--name-only', commit, folder]);
      if (!listed.ok) return listed;
      if (listed.value.code !== 0) return refused(listed.value);
      const paths = textOf(listed.value).split('\0');
      return { ok: true, value: paths.map((path) => path.slice(folder.length)) };
    },
    texts: async (paths) => {
      const read = await readPlaces(
        repo,
        paths.map((path) => ({ commit, path })),
      );
      return paths.map((path, i): Result<PolicyText> => {
        if (!read.ok) return unread(path, read.problems);
        const bytes = read.value[i] ?? null;
        if (bytes === null || bytes.length > MAX_STEERING_BYTES)
          return unread(path, [{ code: 'CONFIG_ERROR', message: `${path} is not at the commit compared with` }]);
        return { ok: true, value: { path, text: decodeText(bytes).text } };
      });
    },
  };
}

function unread(path: string, problems: readonly Problem[]): Result<never> {
  return { ok: false, problems: problems.map((p): Problem => ({ ...p, code: 'CONFIG_ERROR', file: path })) };
}

/** The policy files of a place by name, in order; what could not be read is told. */
export async function policyTexts(
  place: PolicyPlace,
): Promise<{ readonly texts: PolicyTexts; readonly problems: readonly Problem[] }> {
  const listed = await place.names();
  if (!listed.ok) return { texts: new Map(), problems: listed.problems };
  const names = listed.value
    .filter((name) => name.endsWith(ENDING) && name !== ENDING && !name.includes('/'))
    .map((name) => name.slice(0, -ENDING.length))
    .sort(byCodeUnit);
  const texts = new Map<string, PolicyText>();
  const problems: Problem[] = [];
  const wanted = names.slice(0, MAX_FILES);
  const read = await place.texts(wanted.map((name) => `${POLICY_FOLDER}/${name}${ENDING}`));
  wanted.forEach((name, i) => {
    const text = read[i];
    if (text?.ok === true) texts.set(name, text.value);
    else problems.push(...(text?.problems ?? []));
  });
  if (names.length > MAX_FILES)
    problems.push({
      code: 'CONFIG_ERROR',
      message: `only the first ${MAX_FILES} of ${names.length} policies were read`,
      file: POLICY_FOLDER,
    });
  return { texts, problems };
}

/** The policy of a name, or of the root-relative path of a file. */
export async function policyOf(place: PolicyPlace, id: string): Promise<Result<NamedPolicy>> {
  const { texts, problems } = await policyTexts(place);
  if (!id.endsWith(ENDING)) {
    const found = resolvePolicy(id, texts);
    return found.ok ? found : { ok: false, problems: [...found.problems, ...problems] };
  }
  const [read] = await place.texts([id]);
  if (read === undefined || !read.ok) return read ?? { ok: false, problems };
  const name = id.slice(id.lastIndexOf('/') + 1, -ENDING.length);
  return resolvePolicyText(name, read.value, texts);
}
