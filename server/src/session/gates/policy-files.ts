import { byCodeUnit, POLICY_FOLDER, type Problem, type Result } from '@drift/shared';
import {
  type NamedPolicy,
  type PolicyText,
  type PolicyTexts,
  resolvePolicy,
  resolvePolicyText,
} from '../../enforcement/policy/resolve-policy.ts';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { decodeText } from '../../syntax/decode-text.ts';
import { readInside } from '../read-inside.ts';

const ENDING = '.toml';
/** Policy files that are read at most. */
const MAX_FILES = 200;

/** The policy files of a root by name, in order; what could not be read is told. */
export async function policyTexts(
  host: Host,
  root: string,
): Promise<{ readonly texts: PolicyTexts; readonly problems: readonly Problem[] }> {
  const listed = await host.readDirectory(joinPath(root, POLICY_FOLDER));
  if (!listed.ok) return { texts: new Map(), problems: listed.reason === 'missing' ? [] : listed.problems };
  const names = listed.value
    .filter((e) => e.kind !== 'directory' && e.name.endsWith(ENDING) && e.name !== ENDING)
    .map((e) => e.name.slice(0, -ENDING.length))
    .sort(byCodeUnit);
  const texts = new Map<string, PolicyText>();
  const problems: Problem[] = [];
  for (const name of names.slice(0, MAX_FILES)) {
    const read = await policyText(host, root, `${POLICY_FOLDER}/${name}${ENDING}`);
    if (read.ok) texts.set(name, read.value);
    else problems.push(...read.problems);
  }
  if (names.length > MAX_FILES)
    problems.push({
      code: 'CONFIG_ERROR',
      message: `only the first ${MAX_FILES} of ${names.length} policies were read`,
      file: POLICY_FOLDER,
    });
  return { texts, problems };
}

async function policyText(host: Host, root: string, path: string): Promise<Result<PolicyText>> {
  const read = await readInside(host, root, path);
  if (read.ok) return { ok: true, value: { path, text: decodeText(read.value).text } };
  const problems = read.problems.map((p): Problem => ({ ...p, code: 'CONFIG_ERROR', file: path }));
  return { ok: false, problems };
}

/** The policy of a name, or of the root-relative path of a file. */
export async function policyOf(host: Host, root: string, id: string): Promise<Result<NamedPolicy>> {
  const { texts, problems } = await policyTexts(host, root);
  if (!id.endsWith(ENDING)) {
    const found = resolvePolicy(id, texts);
    return found.ok ? found : { ok: false, problems: [...found.problems, ...problems] };
  }
  const read = await policyText(host, root, id);
  if (!read.ok) return read;
  const name = id.slice(id.lastIndexOf('/') + 1, -ENDING.length);
  return resolvePolicyText(name, read.value, texts);
}
