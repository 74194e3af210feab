// The verbs about patterns.
import { LANGUAGES } from '@drift/shared';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { duplicatePatterns, type PatternsOptions, patterns } from '../cli/patterns.ts';
import { type FormatOptions, type RunVerb, wantsJson } from './run-verb.ts';

type Options = FormatOptions & PatternsOptions;

/** Adds `drift patterns` and `drift patterns duplicates`. */
export function addPatterns(drift: Command, run: RunVerb): void {
  const group = drift.command('patterns').description('functions that do the same kind of thing, and what they do');
  withOptions(group.command('list', { isDefault: true }))
    .description('every pattern with its steps and examples, those in most files first')
    .action((o: Options, c: Command) =>
      run(c, [], {}, (client, terminal) => patterns(client, terminal, asked(o), wantsJson(o))),
    );
  withOptions(group.command('duplicates'))
    .description('patterns that are nearly the same')
    .action((o: Options, c: Command) =>
      run(c, [], {}, (client, terminal) => duplicatePatterns(client, terminal, asked(o), wantsJson(o))),
    );
}

function asked({ language, minFiles }: Options): PatternsOptions {
  return { ...(language === undefined ? {} : { language }), ...(minFiles === undefined ? {} : { minFiles }) };
}

function withOptions(command: Command): Command {
  return command
    .addOption(new Option('--language <language>', 'only of this language').choices([...LANGUAGES]))
    .option('--min-files <n>', 'only patterns in at least so many files', wholeNumber)
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--json', 'same as --format json');
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}
