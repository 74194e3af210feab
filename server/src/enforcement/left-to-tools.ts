import { byCodeUnit, type DriftConfig, type FileId, type LanguageId, type RuleId } from '@drift/shared';
import { directoryOf, isWithin } from '../analysis/conventions/scopes.ts';
import type { NumberedDecision } from '../analysis/conventions/standing.ts';
import { compileGlob, expandBraces, type Glob, matchesGlob } from '../index/glob.ts';
import type { BiomeSorting, FilePatterns, Switched } from '../knowledge/biome-settings.ts';
import { verdictsIn } from '../knowledge/read-sorters.ts';
import type { Convention } from '../rules/engine/convention.ts';
import { CONVENTIONS } from '../rules/registry.ts';

/** A settings file that says whether a tool puts imports in order, in its directory and below. */
export interface ToolSettings extends BiomeSorting {
  readonly tool: string;
  readonly file: FileId;
  readonly languages: readonly LanguageId[];
}

/** What the texts of settings files and manifests leave to tools, in path order. */
export function toolSettingsOf(texts: ReadonlyMap<FileId, string>): readonly ToolSettings[] {
  return [...texts]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([file, text]) =>
      verdictsIn(file.slice(file.lastIndexOf('/') + 1), text).map(({ sorter, ...said }) => ({
        ...said,
        tool: sorter.name,
        file,
        languages: sorter.languages,
      })),
    );
}

/**
 * Which places a convention leaves to a tool that is set up for them: neither learned from nor told. What a team decided
 * about it, or gave a severity, is asked for all the same.
 */
export class LeftToTools {
  readonly settings: readonly ToolSettings[];
  /** Conventions somebody asked for, in one language each. */
  private readonly asked: ReadonlySet<string>;

  constructor(settings: readonly ToolSettings[], config: DriftConfig | null, decisions: readonly NumberedDecision[]) {
    this.settings = settings;
    this.asked = new Set(
      settings
        .flatMap((s) => s.languages)
        .flatMap((language) =>
          CONVENTIONS.flatMap((c, i) =>
            c.leftTo !== undefined && isAskedFor(c.id, i, language, config, decisions) ? [`${c.id} ${language}`] : [],
          ),
        ),
    );
  }

  /** What a convention is left to in a file, or `null`; the nearest settings are named. */
  to({ id, leftTo }: Convention, language: LanguageId, file: FileId): ToolSettings | null {
    if (leftTo === undefined || this.settings.length === 0 || this.asked.has(`${id} ${language}`)) return null;
    // Of each tool the nearest settings hold; in one directory those that sort.
    const byTool = new Map<string, ToolSettings>();
    for (const s of this.settings) {
      if (!s.languages.includes(language) || !isWithin(file, directoryOf(s.file))) continue;
      const known = byTool.get(s.tool);
      if (known === undefined || isNearer(s, known)) byTool.set(s.tool, s);
    }
    let nearest: ToolSettings | null = null;
    for (const s of byTool.values())
      if (isSorted(s, file) && (nearest === null || depthOf(s) > depthOf(nearest))) nearest = s;
    return nearest;
  }

  /** True when both leave the same places to the same tools. */
  equals(other: LeftToTools): boolean {
    const canonical = ({ settings, asked }: LeftToTools): string =>
      JSON.stringify([settings, [...asked].sort(byCodeUnit)]);
    return canonical(this) === canonical(other);
  }
}

function depthOf({ file }: ToolSettings): number {
  return directoryOf(file).length;
}

function isNearer(a: ToolSettings, b: ToolSettings): boolean {
  return depthOf(a) === depthOf(b) ? a.sorts && !b.sorts : depthOf(a) > depthOf(b);
}

/** Whether settings sort the imports of a file: it fits every list, and nothing is switched off for it. */
function isSorted(settings: ToolSettings, file: FileId): boolean {
  const { sorts, only, switched } = settings;
  if (only.length + switched.length === 0) return sorts;
  const directory = directoryOf(settings.file);
  const path = (directory === '' ? file : file.slice(directory.length + 1)).split('/');
  return only.every((list) => isMeant(list, path)) && isOn(switched, path);
}

function isMeant({ patterns, byFolder }: FilePatterns, path: readonly string[]): boolean {
  const isOut = (folder: readonly string[]): boolean => lastFitting(patterns, folder)?.isOut === true;
  if (byFolder && path.some((_, i) => i > 0 && isOut(path.slice(0, i)))) return false;
  return lastFitting(patterns, path)?.isOut === false;
}

/** Whether every switch is on, by the last settings that say something of it for the file. */
function isOn(switched: readonly Switched[], path: readonly string[]): boolean {
  const meant = switched.filter((s) => lastFitting(s.patterns, path)?.isOut === false);
  const count = switched[0]?.on.length ?? 0;
  return Array.from({ length: count }, (_, i) => meant.findLast((s) => (s.on[i] ?? null) !== null)?.on[i]).every(
    (on) => on !== false,
  );
}

interface Compiled {
  readonly isOut: boolean;
  readonly globs: readonly Glob[];
}

/** Patterns are asked about every file and folder. */
const compiledLists = new WeakMap<readonly string[], readonly Compiled[]>();

function lastFitting(patterns: readonly string[], path: readonly string[]): Compiled | undefined {
  const list = compiledLists.get(patterns) ?? patterns.map(compiled);
  compiledLists.set(patterns, list);
  return list.findLast(({ globs }) => globs.some((glob) => matchesGlob(glob, path, 0)));
}

/** What cannot be read fits nothing. */
function compiled(pattern: string): Compiled {
  const plain = pattern.replace(/^!+/, '').replace(/^\.\//, '').replace(/\/$/, '');
  return {
    isOut: pattern.startsWith('!'),
    globs: (expandBraces(plain) ?? []).map(compileGlob).filter((g) => g !== null),
  };
}

/** Nothing is left to anybody. */
export const NOTHING_LEFT = new LeftToTools([], null, []);

function isAskedFor(
  id: RuleId,
  convention: number,
  language: LanguageId,
  config: DriftConfig | null,
  decisions: readonly NumberedDecision[],
): boolean {
  const level = config?.analysis.severity[id];
  if (level !== undefined && level !== 'off') return true;
  return decisions.some(
    (d) => d.convention === convention && d.status !== 'rejected' && (d.language ?? language) === language,
  );
}

/** What is said of a place that is left to a tool. */
export function leftText({ tool, file }: Pick<ToolSettings, 'tool' | 'file'>): string {
  return `left to ${tool} (${file})`;
}
