import {
  byCodeUnit,
  type ConfigAnswer,
  configParamsSchema,
  DEFAULT_CONFIG,
  Method,
  noParamsSchema,
  type RulesAnswer,
  renderConfig,
  settingsInForce,
} from '@drift/shared';
import { RULES } from '../enforcement/rule-settings.ts';
import { reportRule } from '../session/report.ts';
import type { ServerContext } from './context.ts';
import { onRequest } from './on-request.ts';
import { rootMeant } from './root-meant.ts';

/** `drift/rules` and `drift/config`: what there is and what is in force. */
export function registerLists(context: ServerContext): void {
  onRequest(context, Method.rules, noParamsSchema, async (): Promise<RulesAnswer> => {
    const all = [...RULES.values()].sort((a, b) => byCodeUnit(a.id, b.id));
    return {
      rules: all.map((r) => ({
        ...reportRule(r),
        languages: r.languages,
        incubatingIn: r.incubatingIn ?? [],
        kind: r.kind,
      })),
    };
  });
  onRequest(context, Method.config, configParamsSchema, async ({ uri }): Promise<ConfigAnswer> => {
    const root = uri === undefined ? context.session.roots[0] : rootMeant(context, uri);
    if (root !== undefined && root.workspace.config === null) await root.workspace.configure(null);
    const state = root?.workspace.config ?? null;
    const problems = (state?.problems ?? []).map((p) =>
      p.line === undefined ? p.message : `${p.file}:${p.line}:${p.column ?? 1} ${p.message}`,
    );
    const { flagProblems = [], broken = false } = state ?? {};
    const inForce = [state?.config ?? DEFAULT_CONFIG, state?.provenance ?? new Map()] as const;
    return { text: renderConfig(...inForce), settings: settingsInForce(...inForce), problems, flagProblems, broken };
  });
}
