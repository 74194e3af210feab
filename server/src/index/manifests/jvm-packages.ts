import { basename, dirname, join } from '../paths.ts';
import { type ManifestReading, type MovedMember, NOTHING_SAID } from './package-manifest.ts';
import { MAX_MANIFEST } from './parameters.ts';
import { quotedTexts, withoutLineComments } from './quoted-texts.ts';
import { textsAt, type XmlElement, xmlElements } from './xml-elements.ts';

/** How a pom refers to its own group. */
const OWN_GROUP = `$${'{project.groupId}'}`;

/** A `pom.xml`: its artifact, parent and dependencies, and the modules below it. */
export function readMavenPom(file: string, text: string): ManifestReading {
  if (text.length > MAX_MANIFEST) return NOTHING_SAID;
  const elements = xmlElements(text);
  const project = elements.findIndex((e) => e.name === 'project' && e.parent === -1);
  if (project < 0) return NOTHING_SAID;
  const dir = dirname(file);
  const parent = elements.findIndex((e) => e.name === 'parent' && e.parent === project);
  const parentGroup = childText(elements, parent, 'groupId');
  const group = childText(elements, project, 'groupId') ?? parentGroup;
  const artifact = childText(elements, project, 'artifactId');
  const parentArtifact = childText(elements, parent, 'artifactId');
  const include = textsAt(elements, ['modules', 'module']).map((m) => (m.endsWith('.xml') ? dirname(m) : m));
  const dependencies = [
    ...dependenciesOf(elements, group),
    ...(parentArtifact === null ? [] : [coordinate(parentGroup, parentArtifact)]),
  ];
  // A pom of packaging `pom` holds no code: it only ties others together.
  const isPackage = artifact !== null && childText(elements, project, 'packaging') !== 'pom';
  return {
    packages: isPackage
      ? [{ ecosystem: 'maven', file, dir, name: coordinate(group, artifact), dependencies, references: [] }]
      : [],
    claims: include.length === 0 ? [] : [{ tool: 'maven', ecosystem: 'maven', dir, include, exclude: [] }],
  };
}

function dependenciesOf(elements: readonly XmlElement[], ownGroup: string | null): string[] {
  const parts = new Map<number, { group: string | null; artifact: string | null }>();
  elements.forEach((e, i) => {
    if (e.name === 'dependency' || e.name === 'plugin') parts.set(i, { group: null, artifact: null });
    const part = parts.get(e.parent);
    if (part === undefined) return;
    if (e.name === 'groupId') part.group = e.text === OWN_GROUP ? ownGroup : e.text;
    if (e.name === 'artifactId') part.artifact = e.text;
  });
  return [...parts.values()].flatMap((p) => (p.artifact === null ? [] : [coordinate(p.group, p.artifact)]));
}

function childText(elements: readonly XmlElement[], parent: number, name: string): string | null {
  if (parent < 0) return null;
  return elements.find((e) => e.parent === parent && e.name === name)?.text ?? null;
}

function coordinate(group: string | null, artifact: string): string {
  return group === null ? artifact : `${group}:${artifact}`;
}

/** A `build.gradle` or `build.gradle.kts`: libraries and plugins it names, and projects of the same build. */
export function readGradleBuild(file: string, text: string): ManifestReading {
  if (text.length > MAX_MANIFEST) return NOTHING_SAID;
  const dir = dirname(file);
  const dependencies: string[] = [];
  const references: string[] = [];
  for (const line of withoutLineComments(text, ['//', '/*']).split('\n')) {
    const quoted = quotedTexts(line);
    if (/\bproject\s?\(/.test(line)) references.push(...quoted.filter((q) => q.startsWith(':')).map(projectFolder));
    dependencies.push(...quoted.filter((q) => q.includes(':') && !q.startsWith(':')).map(withoutVersion));
    if (/\b(?:id|alias|apply plugin)\b/.test(line)) dependencies.push(...quoted.slice(0, 1));
  }
  return { packages: [{ ecosystem: 'gradle', file, dir, name: null, dependencies, references }], claims: [] };
}

/** A `settings.gradle` or `settings.gradle.kts`: the projects it includes and the folders it gives them. */
export function readGradleSettings(file: string, text: string): ManifestReading {
  if (text.length > MAX_MANIFEST) return NOTHING_SAID;
  const source = withoutLineComments(text, ['//', '/*']);
  const folders = new Map<string, string>();
  let end = 0;
  for (const call of source.matchAll(/\binclude(?=[\s(]{0,8}["'])/g)) {
    // What an earlier call has read is not read again.
    if (call.index < end) continue;
    const read = argumentsAt(source, call.index + call[0].length);
    end = call.index + read.length;
    for (const path of quotedTexts(read)) folders.set(path.replace(/^:/, ''), projectFolder(path));
  }
  const moved: MovedMember[] = [];
  for (const line of source.split('\n')) {
    if (!line.includes('.projectDir')) continue;
    const [project, folder] = quotedTexts(line);
    if (project === undefined || folder === undefined) continue;
    const from = projectFolder(project);
    folders.set(project.replace(/^:/, ''), folder);
    moved.push({ name: basename(from), from, to: folder });
  }
  if (folders.size === 0) return NOTHING_SAID;
  const dir = dirname(file);
  const include = [...folders.values()].filter((folder) => join(dir, folder) !== null);
  return { packages: [], claims: [{ tool: 'gradle', ecosystem: 'gradle', dir, include, exclude: [], moved }] };
}

/** What follows `include`, to its closing bracket or the end of the last line that a comma does not carry on. */
function argumentsAt(source: string, start: number): string {
  for (let i = start; i < source.length; i++) {
    if (source[i] === ')') return source.slice(start, i);
    if (source[i] === '\n' && !/[,(]\s{0,80}$/.test(source.slice(Math.max(start, i - 80), i)))
      return source.slice(start, i);
  }
  return source.slice(start);
}

function projectFolder(path: string): string {
  return path.split(':').filter(Boolean).join('/');
}

function withoutVersion(notation: string): string {
  return notation.split(':').slice(0, 2).join(':');
}
