import { byCodeUnit, type DriftConfig, type FileId, type LanguageId, type RuleId } from '@drift/shared';
import { directoryOf, isWithin } from '../analysis/conventions/scopes.ts';
import type { NumberedDecision } from '../analysis/conventions/standing.ts';
import { sortersIn } from '../knowledge/import-sorters.ts';
import type { Convention } from '../rules/engine/convention.ts';
import { CONVENTIONS } from '../rules/registry.ts';

/** A settings file that leaves the order of imports to a tool, in its directory and below. */
export interface ToolSettings {
  readonly tool: string;
  readonly file: FileId;
  readonly languages: readonly LanguageId[];
}

/** What the texts of settings files and manifests leave to tools, in path order. */
export function toolSettingsOf(texts: ReadonlyMap<FileId, string>): readonly ToolSettings[] {
  return [...texts]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([file, text]) =>
      sortersIn(file.slice(file.lastIndexOf('/') + 1), text).map(({ name, languages }) => ({
        tool: name,
        file,
        languages,
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
    let nearest: ToolSettings | null = null;
    for (const s of this.settings) {
      const directory = directoryOf(s.file);
      if (!s.languages.includes(language) || !isWithin(file, directory)) continue;
      if (nearest === null || directory.length > directoryOf(nearest.file).length) nearest = s;
    }
    return nearest;
  }

  /** True when both leave the same places to the same tools. */
  equals(other: LeftToTools): boolean {
    const canonical = ({ settings, asked }: LeftToTools): string =>
      JSON.stringify([settings, [...asked].sort(byCodeUnit)]);
    return canonical(this) === canonical(other);
  }
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
