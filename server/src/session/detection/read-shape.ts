import { byCodeUnit, type FileId, type PackageInfo, type WorkspaceShape } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { requiredBy } from '../../index/manifests/manifest-readers.ts';
import { type WorkspacePackage, workspaceLayout } from '../../index/manifests/workspace-packages.ts';
import { ancestors, basename, dirname } from '../../index/paths.ts';
import { frameworksAmong } from '../../knowledge/frameworks.ts';
import { TOOL_FOLDERS, toolsAmong } from '../../knowledge/project-tools.ts';
import { decodeText } from '../../syntax/decode-text.ts';
import { readInside } from '../read-inside.ts';
import type { ScanResult } from '../scan/scan-result.ts';
import { languageByFolder, languageShares } from './language-shares.ts';

/** Manifests read at a time. */
const IN_FLIGHT = 64;
/** Places named for one framework. */
const MAX_PLACES = 10;
const SWIFT = /(?:^|\/)Package\.swift$|\.swift$/;
/** Formatters that have no file of their own, by what a manifest holds then. */
const IN_MANIFESTS: readonly (readonly [string, RegExp, string])[] = [
  ['Prettier', /(?:^|\/)package\.json$/, '"prettier"'],
  ['Black', /(?:^|\/)pyproject\.toml$/, '[tool.black]'],
  ['Ruff', /(?:^|\/)pyproject\.toml$/, '[tool.ruff'],
];

/**
 * Finds what a workspace is made of, from what a scan saw, its manifests and the names at its root. Texts of manifests that
 * are known are not read again. Runs nothing.
 */
export async function readShape(
  host: Host,
  root: string,
  scan: ScanResult,
  known: ReadonlyMap<FileId, string> = new Map(),
): Promise<WorkspaceShape> {
  const manifests = [...scan.manifests, ...scan.markers].filter((f) => !SWIFT.test(f)).sort(byCodeUnit);
  const read = await readAll(
    host,
    root,
    manifests.filter((f) => !known.has(f)),
  );
  const texts = new Map(manifests.flatMap((f) => textOf(f, known, read)));
  const names = await namesAtRoot(host, root);
  const required = requirements(texts);
  const { tools, packages } = workspaceLayout(texts);
  const swift = scan.markers.filter((f) => SWIFT.test(f)).length;
  const formatters = new Set(toolsAmong('formatter', names));
  for (const [name, file, sign] of IN_MANIFESTS)
    if ([...texts].some(([path, text]) => file.test(path) && text.includes(sign))) formatters.add(name);
  return {
    languages: languageShares(scan.files, manifests),
    unsupported: swift === 0 ? [] : [{ language: 'swift', files: swift }],
    frameworks: frameworksIn(required),
    layout: { kind: packages.length > 1 ? 'monorepo' : 'single', tools: named(tools, names) },
    packages: packageRows(root, packages, scan, required),
    formatters: [...formatters],
    ci: toolsAmong('ci', names),
    editors: toolsAmong('editor', names),
    files: scan.files.length,
  };
}

/** `workspaces` of `package.json` are npm's, yarn's or bun's: where no field names one, a file beside it does. */
function named(tools: readonly string[], names: readonly string[]): readonly string[] {
  const [manager = 'npm'] = toolsAmong('packageManager', names);
  return [...new Set(tools.map((tool) => (tool === 'npm' ? manager : tool)))];
}

function textOf(file: FileId, ...texts: readonly ReadonlyMap<FileId, string>[]): [FileId, string][] {
  const text = texts.map((t) => t.get(file)).find((t) => t !== undefined);
  return text === undefined ? [] : [[file, text]];
}

async function readAll(host: Host, root: string, files: readonly FileId[]): Promise<Map<FileId, string>> {
  const texts = new Map<FileId, string>();
  for (let at = 0; at < files.length; at += IN_FLIGHT) {
    const part = files.slice(at, at + IN_FLIGHT);
    const read = await Promise.all(part.map((file) => readInside(host, root, file)));
    read.forEach((r, i) => {
      const file = part[i];
      if (r.ok && file !== undefined) texts.set(file, decodeText(r.value).text);
    });
  }
  return texts;
}

/** The entries of the root and of the few folders that tell of tools. */
async function namesAtRoot(host: Host, root: string): Promise<string[]> {
  const names: string[] = [];
  for (const folder of ['', ...TOOL_FOLDERS]) {
    const path = folder === '' ? root : joinPath(root, folder);
    // A link is not followed: what lies behind it may be anywhere.
    if (folder !== '' && !(await isDirectoryInside(host, root, folder))) continue;
    const listed = await host.readDirectory(path);
    if (listed.ok) names.push(...listed.value.map((e) => (folder === '' ? e.name : `${folder}/${e.name}`)));
  }
  return names.sort(byCodeUnit);
}

async function isDirectoryInside(host: Host, root: string, folder: string): Promise<boolean> {
  for (const at of ancestors(folder)) {
    const found = at === '' ? null : await host.stat(joinPath(root, at));
    if (found !== null && (!found.ok || found.value.kind !== 'directory')) return false;
  }
  return true;
}

/** What the manifests of each folder ask for. */
function requirements(texts: ReadonlyMap<string, string>): Map<string, string[]> {
  const byFolder = new Map<string, string[]>();
  for (const [file, text] of texts) {
    const known = byFolder.get(dirname(file)) ?? [];
    known.push(...requiredBy(file, text));
    byFolder.set(dirname(file), known);
  }
  return byFolder;
}

function frameworksIn(required: ReadonlyMap<string, readonly string[]>): WorkspaceShape['frameworks'] {
  const places = new Map<string, string[]>();
  for (const [folder, names] of required) {
    for (const { name } of frameworksAmong(names)) places.set(name, [...(places.get(name) ?? []), folder]);
  }
  // In the order of the table, which every folder's list is in.
  const order = frameworksAmong([...required.values()].flat()).map((f) => f.name);
  return order.map((name) => ({ name, places: (places.get(name) ?? []).sort(byCodeUnit).slice(0, MAX_PLACES) }));
}

function packageRows(
  root: string,
  packages: readonly WorkspacePackage[],
  scan: ScanResult,
  required: ReadonlyMap<string, readonly string[]>,
): PackageInfo[] {
  const languages = languageByFolder(
    scan.files,
    packages.map((p) => p.path),
  );
  return packages.map((p) => ({
    id: p.id,
    name: p.name === '' ? basename(root.replaceAll('\\', '/').replace(/\/$/, '')) : p.name,
    path: p.path,
    ecosystem: p.ecosystem,
    language: languages.get(p.path)?.language ?? null,
    files: languages.get(p.path)?.files ?? 0,
    frameworks: frameworksAmong(required.get(p.path) ?? []).map((f) => f.name),
    dependencies: p.dependencies,
  }));
}
