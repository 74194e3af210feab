// The verbs about the committed baseline.
import { BASELINE_SOURCES, type BaselineSource } from '@drift/shared';
import { type Command, Option } from 'commander';
import { baseline } from '../cli/baseline.ts';
import { type FormatOptions, type RunVerb, wantsJson, withFormat } from './run-verb.ts';

/** Adds `drift baseline ...`. `frozen`: true in CI, where nobody may accept more than was. */
export function addBaseline(drift: Command, run: RunVerb, frozen: boolean): void {
  const group = drift
    .command('baseline')
    .description('the findings a team accepts as they are, in a file that is committed');
  withFormat(group.command('show', { isDefault: true }))
    .description('how many are accepted, how many of them are fixed, and by how many they grew')
    .action((o: FormatOptions, c: Command) =>
      run(c, [], {}, (client, terminal) => baseline(client, terminal, { change: 'show' }, wantsJson(o))),
    );
  withFormat(group.command('create'))
    .description('accept everything that is found now')
    .option('--replace', 'also where there is a baseline already')
    .action((o: FormatOptions & { replace?: boolean }, c: Command) =>
      run(c, [], {}, (client, terminal) =>
        baseline(client, terminal, { change: 'create', replace: o.replace === true, frozen }, wantsJson(o)),
      ),
    );
  withFormat(group.command('update'))
    .description('take out what is fixed and follow what moved; accepts nothing new')
    .option('--add', 'accept what is new as well; refused in CI')
    .action((o: FormatOptions & { add?: boolean }, c: Command) =>
      run(c, [], {}, (client, terminal) =>
        baseline(client, terminal, { change: 'update', add: o.add === true, frozen }, wantsJson(o)),
      ),
    );
  withFormat(group.command('import [files...]'))
    .description('accept what was accepted with ESLint, Gitleaks or dependency-cruiser, or in nosemgrep comments')
    .addOption(new Option('--from <tool>', 'the tool that the files are of, or the only one').choices(BASELINE_SOURCES))
    .option('--dry-run', 'say what would be accepted, and write nothing')
    .action((files: readonly string[], o: FormatOptions & ImportOptions, c: Command) =>
      run(c, files, {}, (client, terminal, { paths }) =>
        baseline(client, terminal, { ...importOf(paths, o), frozen }, wantsJson(o)),
      ),
    );
}

interface ImportOptions {
  readonly from?: BaselineSource;
  readonly dryRun?: boolean;
}

function importOf(files: readonly string[], { from, dryRun }: ImportOptions) {
  const source = from === undefined ? {} : { source: from };
  return { change: 'import', files, dryRun: dryRun === true, ...source } as const;
}
