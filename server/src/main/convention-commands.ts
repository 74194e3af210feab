// The verbs about conventions.
import { type DecideParams, SEVERITIES } from '@drift/shared';
import { type Command, Option } from 'commander';
import { conventionTrends, diffConventions, listConventions, showConvention } from '../cli/conventions.ts';
import { decide } from '../cli/decide.ts';
import { where } from '../cli/where.ts';
import { type FormatOptions, type RunVerb, wantsJson, withFormat } from './run-verb.ts';

/** A list of conventions shows also those that are off. */
const ALL = { observe: 'all' } as const;

/** Adds `drift conventions ...` and `drift where`. */
export function addConventions(drift: Command, run: RunVerb): void {
  const group = drift
    .command('conventions')
    .description('what this code base does, with the counts behind it; what the team decided about it');
  withFormat(group.command('list', { isDefault: true }))
    .description('every convention learned or decided')
    .action((o: FormatOptions, c: Command) =>
      run(c, [], ALL, (client, terminal) => listConventions(client, terminal, wantsJson(o))),
    );
  withFormat(group.command('show <key>'))
    .description('one convention with its counts, its posterior, and the files for and against')
    .option('--since <rev>', 'read its history since a commit: age, momentum and direction')
    .action((key: string, o: FormatOptions & { since?: string }, c: Command) =>
      run(c, [], ALL, (client, terminal) =>
        showConvention(client, terminal, { key, ...(o.since === undefined ? {} : { since: o.since }) }, wantsJson(o)),
      ),
    );
  withFormat(group.command('diff <rev>'))
    .description('how the habits changed since a commit')
    .action((rev: string, o: FormatOptions, c: Command) =>
      run(c, [], ALL, (client, terminal) => diffConventions(client, terminal, rev, wantsJson(o))),
    );
  withFormat(group.command('trends [key]'))
    .description('how the share of each answer moved over the scans that were recorded')
    .action((key: string | undefined, o: FormatOptions, c: Command) =>
      // Nothing of the workspace is read for it.
      run(c, [], { onlyReports: true }, (client, terminal) => conventionTrends(client, terminal, key, wantsJson(o))),
    );
  addDecisions(group, run);
  withFormat(drift.command('where <key> [paths...]'))
    .description('every place a convention asks about, with the answer given there')
    .option('--value <answer>', 'only places with this answer')
    .option('--language <language>', 'only code of this language')
    .addOption(new Option('--population <population>', 'only product or test code').choices(['source', 'test']))
    .option('--deviating', 'only places that depart from what is usual there')
    .action((key: string, paths: string[], { deviating, ...o }: WhereOptions, c: Command) =>
      run(c, paths, ALL, (client, terminal, target) =>
        where(
          client,
          terminal,
          { key, paths: target.paths, ...narrowing(o) },
          { json: wantsJson(o), deviating: deviating === true },
        ),
      ),
    );
}

type WhereOptions = FormatOptions & Narrowing & { readonly deviating?: boolean };
type Narrowing = Pick<DecideParams, 'value' | 'language' | 'population'>;

function narrowing({ value, language, population }: Narrowing): Narrowing {
  return {
    ...(value === undefined ? {} : { value }),
    ...(language === undefined ? {} : { language }),
    ...(population === undefined ? {} : { population }),
  };
}

type DecideOptions = Pick<DecideParams, 'value' | 'language' | 'population' | 'scope' | 'severity' | 'reason'> & {
  readonly unseen?: boolean;
};

function addDecisions(group: Command, run: RunVerb): void {
  const verbs = [
    ['approve <key>', 'approved', 'enforce an answer that the code follows; deviations count one severity more'],
    ['reject <key>', 'rejected', 'never tell deviations from an answer (--value), or from any answer'],
    ['pin <key> <answer>', 'pinned', 'declare an answer, whatever the code does now'],
    ['clear <key>', 'cleared', 'take a decision back'],
  ] as const;
  for (const [usage, status, description] of verbs) {
    const command = withFormat(group.command(usage))
      .description(description)
      .option('--value <answer>', 'the answer meant, as `drift conventions show` names it')
      .option('--language <language>', 'only for this language')
      .addOption(new Option('--population <population>', 'only for product or test code').choices(['source', 'test']))
      .option('--scope <directory>', 'only for this directory and what lies below it')
      .option('--reason <text>', 'why, for the people who read the file');
    if (status === 'approved' || status === 'pinned')
      command.addOption(new Option('--severity <severity>', 'severity of deviations').choices([...SEVERITIES]));
    if (status === 'pinned') command.option('--unseen', 'pin an answer that nothing in the code gives yet');
    command.action(() => decideBy(run, status, command));
  }
}

function decideBy(run: RunVerb, status: DecideParams['status'], command: Command): Promise<void> {
  const [key = '', answer] = command.args;
  const { format, json, ...o }: DecideOptions & FormatOptions = command.opts();
  const params = { ...o, key, status, ...(answer === undefined ? {} : { value: answer }) };
  const asJson = wantsJson({ format, ...(json === undefined ? {} : { json }) });
  return run(command, [], ALL, (client, terminal) => decide(client, terminal, params, asJson));
}
