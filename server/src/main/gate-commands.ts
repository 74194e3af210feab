// The verbs about gates and policies.
import type { Command } from 'commander';
import { gate } from '../cli/gate.ts';
import { listPolicies, showPolicy, validatePolicy } from '../cli/policy.ts';
import { type FormatOptions, type RunVerb, wantsJson, withFormat } from './run-verb.ts';

interface GateFlags extends FormatOptions {
  readonly policy?: string;
  readonly gates?: readonly string[];
  readonly all?: boolean;
  readonly changed?: boolean;
  readonly staged?: boolean;
  readonly base?: string;
  readonly dryRun?: boolean;
}

/** Adds `drift gate` and `drift policy ...`. */
export function addGates(drift: Command, run: RunVerb): void {
  withFormat(drift.command('gate [paths...]'))
    .description('judge by a policy whether the change may pass; 0 it may, 1 it may not, 2 that cannot be told')
    .option('--policy <policy>', 'name of a policy, or path of a policy file below the root')
    .option('--gates <list>', 'only these gates, separated by commas', (text: string) => text.split(','))
    .option('--all', 'let old findings fail gates too')
    .option('--changed', 'only files that differ from the baseline')
    .option('--staged', 'judge what is staged in git instead of what lies on disk')
    .option('--base <ref>', 'commit or branch to judge against')
    .option('--dry-run', 'judge as ever and fail nothing')
    .action((paths: string[], o: GateFlags, c: Command) =>
      run(
        c,
        paths,
        { observe: 'firstRun', onlyReports: true, ...(o.base === undefined ? {} : { base: o.base }) },
        (client, terminal, target) =>
          gate(client, terminal, {
            paths: target.paths,
            scope: o.staged === true ? 'staged' : o.changed === true ? 'changed' : 'all',
            all: o.all === true,
            dryRun: o.dryRun === true,
            json: wantsJson(o),
            ...(o.policy === undefined ? {} : { policy: o.policy }),
            ...(o.gates === undefined ? {} : { gates: o.gates }),
          }),
      ),
    );
  addPolicies(drift, run);
}

function addPolicies(drift: Command, run: RunVerb): void {
  const group = drift.command('policy').description('the policies that gates are judged by');
  // Nothing of the workspace is read for these.
  const init = { onlyReports: true } as const;
  withFormat(group.command('list', { isDefault: true }))
    .description('every policy, and which of them holds here')
    .action((o: FormatOptions, c: Command) =>
      run(c, [], init, (client, terminal) => listPolicies(client, terminal, wantsJson(o))),
    );
  withFormat(group.command('show [name]'))
    .description('a policy with everything it extends, as the text of a policy file; without a name the one that holds')
    .action((name: string | undefined, o: FormatOptions, c: Command) =>
      run(c, [], init, (client, terminal) => showPolicy(client, terminal, name ?? '', wantsJson(o))),
    );
  withFormat(group.command('validate <file>'))
    .description('whether a policy file can be used; 2 with every fault where it cannot')
    .action((file: string, o: FormatOptions, c: Command) =>
      run(c, [file], init, (client, terminal, target) =>
        validatePolicy(client, terminal, target.paths[0] ?? file, wantsJson(o)),
      ),
    );
}
