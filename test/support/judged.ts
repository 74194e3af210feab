import { DEFAULT_CONFIG, type DriftConfig, type RuleId } from '@drift/shared';
import { NO_PATTERNS } from '../../server/src/analysis/shapes/pattern-snapshot.ts';
import { type Judgement, judgement } from '../../server/src/enforcement/judge.ts';
import { NO_OUTLIERS } from '../../server/src/enforcement/outlier-findings.ts';
import { ProjectIndex } from '../../server/src/index/project-index.ts';
import { analyzeFile } from '../../server/src/rules/engine/analyze-file.ts';
import { ProjectFindings } from '../../server/src/session/project-findings.ts';
import { viewOf } from './rules.ts';

/** What stands beside a text that is judged. */
export interface Judging {
  /** The day of the commit it is compared with; `null` for none. */
  readonly day?: string | null;
  /** The only rules that are run, for speed; every one without it. */
  readonly only?: readonly RuleId[];
  readonly suppression?: Partial<DriftConfig['suppression']>;
}

/** The day of the commit that texts are judged against where a test says no other. */
export const DAY = '2026-01-01';

/** What is found in one text that is the whole project, without anything learned. */
export async function judgedText(
  path: string,
  text: string,
  { day = DAY, only, suppression }: Judging = {},
): Promise<Judgement> {
  const view = await viewOf(path, text);
  const active =
    only === undefined ? null : { rules: new Map([[view.language, new Set(only)]]), conventions: new Map() };
  const index = new ProjectIndex();
  index.replace(view.file, view.facts);
  return judgement({
    view,
    local: analyzeFile(view, text, active),
    project: new ProjectFindings(index).of(view, active),
    snapshot: new Map(),
    outliers: NO_OUTLIERS,
    patterns: NO_PATTERNS,
    config: { ...DEFAULT_CONFIG, suppression: { ...DEFAULT_CONFIG.suppression, ...suppression } },
    isNewLine: () => true,
    hasBaseline: false,
    mayCite: () => false,
    day,
  });
}
