import {
  byCodeUnit,
  type ConfigAnswer,
  type ConventionsAnswer,
  DEFAULT_CONFIG,
  Method,
  type RulesAnswer,
  renderConfig,
} from '@drift/shared';
import { RULES } from '../enforcement/rule-settings.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { reportRule } from '../session/report.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { settledRoot } from './report.ts';

/** `drift/rules`, `drift/conventions` and `drift/config`: what there is, what was learned, what is in force. */
export function registerLists(context: ServerContext, lanes: Lanes): void {
  const { connection } = context;
  connection.onRequest(Method.rules, (): RulesAnswer => {
    const all = [...RULES.values()].sort((a, b) => byCodeUnit(a.id, b.id));
    return { rules: all.map((r) => ({ ...reportRule(r), languages: r.languages, kind: r.kind })) };
  });
  connection.onRequest(Method.conventions, async (): Promise<ConventionsAnswer> => {
    const { workspace } = await settledRoot(context, lanes);
    const rows: ConventionsAnswer['conventions'][number][] = [];
    for (const state of workspace.conventions.values()) {
      const convention = CONVENTIONS[state.convention];
      if (convention === undefined) continue;
      const say = convention.describe ?? ((v: string): string => v);
      rows.push({
        id: convention.id,
        title: convention.title,
        language: state.language,
        population: state.population,
        leader: say(state.leader.value),
        share: round(state.leader.share),
        files: state.files,
        sites: state.sites,
        conforming: state.leader.sites,
        tier: state.tier,
        category: state.category,
        enforced: state.enforced,
        values: state.values.map((v) => ({ value: say(v.value), share: round(v.share), sites: v.sites })),
      });
    }
    rows.sort(
      (a, b) => byCodeUnit(a.id, b.id) || byCodeUnit(a.language, b.language) || byCodeUnit(a.population, b.population),
    );
    return { conventions: rows, baseline: workspace.baseline.description };
  });
  connection.onRequest(Method.config, async (): Promise<ConfigAnswer> => {
    const root = context.session.roots[0];
    if (root !== undefined && root.workspace.config === null) await root.workspace.configure(null);
    const state = root?.workspace.config ?? null;
    const problems = (state?.problems ?? []).map((p) =>
      p.line === undefined ? p.message : `${p.file}:${p.line}:${p.column ?? 1} ${p.message}`,
    );
    return { text: renderConfig(state?.config ?? DEFAULT_CONFIG, state?.provenance ?? new Map()), problems };
  });
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
