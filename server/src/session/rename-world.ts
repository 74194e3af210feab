// What a rename has to look at: every file that holds the name as a word.
import { type FileId, grammarOfPath } from '@drift/shared';
import { publicEntries } from '../analysis/rename/public-entry.ts';
import { type RenameWorld, type SourceText, wordStarts } from '../analysis/rename/source-text.ts';
import { FileFlag } from '../facts/file-facts.ts';
import type { NameSite } from '../facts/name-sites.ts';
import type { Host } from '../host/host.ts';
import { toFileId } from '../host/narrow.ts';
import { joinPath } from '../host/paths.ts';
import type { ProjectIndex } from '../index/project-index.ts';
import { decodeText } from '../syntax/decode-text.ts';
import type { FileAnalyzer } from './file-analyzer.ts';
import { scanWorkspace } from './scan/scan-workspace.ts';
import type { Workspace } from './workspace.ts';

/** Where a rename happens. */
export interface RenameScene {
  readonly workspace: Workspace;
  readonly analyzer: FileAnalyzer;
  readonly host: Host;
}

/** Texts for people, and files that tools write: a name in them binds nothing. */
const PROSE =
  /\.(?:md|markdown|mdx|txt|rst|adoc|lock|log|map|snap|svg|png|jpe?g|gif|ico|webp|pdf|zip|gz|woff2?|ttf|eot|wasm|jar|class|pyc|so|dll|exe|mp[34])$|(?:^|\/)(?:package-lock\.json|\.git\/|\.drift\/|LICENSE|CHANGELOG|AUTHORS)/i;
/** Larger files that are no source are data. */
const MAX_OTHER_BYTES = 4_000_000;

/** Problems of a scan after which a file or folder was not seen. */
const UNREAD: ReadonlySet<string> = new Set(['PERMISSION_DENIED', 'SCAN_ERROR']);

/** A file with its text, if both are as the workspace last saw them; a text says why not. */
export async function openSource(scene: RenameScene, file: FileId, text: string): Promise<SourceText | string> {
  const { workspace, analyzer } = scene;
  const identity = workspace.identityOf(file);
  const known = workspace.analysisOf(file);
  if (identity === null || known === null) return `${file} was not analysed`;
  await analyzer.ensure(identity.grammar);
  const { facts, role } = analyzer.analyze(identity, text);
  if (facts.has(FileFlag.unparsed)) return `${file} was not analysed`;
  if (facts.textLength !== known.facts.textLength || facts.interfaceHash !== known.facts.interfaceHash)
    return `${file} has changed on disk`;
  const sites = new Map<string, readonly NameSite[]>();
  return {
    file,
    language: facts.language,
    role,
    facts,
    text,
    sites: (name) => {
      const found = sites.get(name) ?? analyzer.sites(identity, text, name);
      sites.set(name, found);
      return found;
    },
  };
}

/**
 * Reads everything that mentions a name, or the type it is a member of (`null` for none); a text says why that was not
 * possible.
 */
export async function worldOf(
  scene: RenameScene,
  index: ProjectIndex,
  name: string,
  type: string | null,
): Promise<RenameWorld | string> {
  const unread = unreadPart(scene.workspace);
  if (unread !== null) return unread;
  const mentions: SourceText[] = [];
  const naming: SourceText[] = [];
  const pacer = scene.workspace.pacer();
  for (const file of scene.workspace.files()) {
    await pacer.pause();
    const text = await scene.workspace.textOf(file);
    if (text === null) return `${file} could not be read`;
    const isMentioned = wordStarts(text, name).length > 0;
    const isTypeNamed = type !== null && wordStarts(text, type).length > 0;
    if (!isMentioned && !isTypeNamed) continue;
    const source = await openSource(scene, file, text);
    if (typeof source === 'string') return source;
    if (isMentioned) mentions.push(source);
    if (isTypeNamed) naming.push(source);
  }
  const rest = await otherFiles(scene, name);
  if (typeof rest === 'string') return rest;
  const entries = publicEntries(rest.manifests, scene.workspace.files());
  return { index, mentions, naming, others: rest.mentioning, isPublic: (file) => entries.has(file) };
}

/** Why the files that are known may not be all there are, or `null`. */
function unreadPart({ loaded, lastScan }: Workspace): string | null {
  if (!loaded || lastScan === null) return 'the workspace is still being read';
  if (lastScan.status === 'partial') return 'the workspace could not be read completely';
  const problem = lastScan.problems.find((p) => p.file !== undefined && UNREAD.has(p.code));
  return problem === undefined ? null : `${problem.file} could not be read`;
}

interface OtherFiles {
  readonly mentioning: readonly FileId[];
  readonly manifests: ReadonlyMap<FileId, string>;
}

/** Markup, data and settings of the workspace that hold the name, and the manifests of its packages. */
async function otherFiles({ workspace, host }: RenameScene, name: string): Promise<OtherFiles | string> {
  const mentioning: FileId[] = [];
  const manifests = new Map<FileId, string>();
  for (const file of await listedFiles(workspace, host)) {
    if (PROSE.test(file) || workspace.has(file)) continue;
    const path = joinPath(workspace.root, file);
    const stat = await host.stat(path);
    if (!stat.ok || stat.value.kind !== 'file') continue;
    if (stat.value.size > MAX_OTHER_BYTES && grammarOfPath(file) === null) continue;
    const read = await host.readFile(path);
    if (!read.ok) return `${file} could not be read`;
    if (read.value.subarray(0, 8000).includes(0)) continue;
    const { text } = decodeText(read.value);
    if (/(?:^|\/)package\.json$/.test(file)) manifests.set(file, text);
    if (wordStarts(text, name).length > 0) mentioning.push(file);
  }
  return { mentioning, manifests };
}

/** Every file in the folders that a scan walks, whatever its kind. */
async function listedFiles(workspace: Workspace, host: Host): Promise<FileId[]> {
  const scan = workspace.config?.config.scan;
  if (scan === undefined) return [];
  const out: FileId[] = [];
  const listening: Host = {
    ...host,
    readDirectory: async (path) => {
      const listed = await host.readDirectory(path);
      const folder = path.slice(workspace.root.length).replaceAll('\\', '/').replace(/^\//, '');
      for (const e of listed.ok ? listed.value : []) {
        if (e.kind === 'file') out.push(toFileId(folder === '' ? e.name : `${folder}/${e.name}`));
      }
      return listed;
    },
  };
  const options = {
    maxFileSize: scan.max_file_size,
    include: scan.include,
    extraIgnore: scan.extra_ignore,
    followSymlinks: scan.follow_symlinks,
    defaultIgnores: scan.default_ignores,
  };
  await scanWorkspace(listening, workspace.root, options, new AbortController().signal);
  return out.sort();
}
