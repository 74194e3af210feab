import { DISMISSAL_REASONS, type DismissalReason } from '@drift/shared';
import { type Command, Option } from 'commander';
import type { Client } from '../cli/client.ts';
import {
  feedbackHealth,
  feedbackList,
  feedbackRecord,
  feedbackReEnable,
  feedbackStats,
  feedbackUndo,
} from '../cli/feedback.ts';
import type { Terminal } from '../cli/terminal.ts';
import { type FormatOptions, wantsJson, withFormat } from './run-verb.ts';

/** Runs one verb against a server and ends with its exit code. */
export type RunVerb = (
  command: Command,
  verb: (client: Client, terminal: Terminal) => Promise<number>,
) => Promise<void>;

interface RecordFlags {
  readonly action: 'fixed' | 'dismissed' | 'escalated';
  readonly reason?: DismissalReason;
  readonly comment?: string;
}

/** `drift feedback` and what is below it. */
export function addFeedback(drift: Command, run: RunVerb): void {
  const feedback = drift
    .command('feedback')
    .description('say what findings were good for, and see what follows from it')
    .action((_o: object, command: Command) => command.outputHelp());
  addRecording(feedback, run);
  withFormat(feedback.command('stats'))
    .description('how often findings were of use, by rule')
    .option('--rule <id>', 'only this rule')
    .action((o: FormatOptions & { rule?: string }, c: Command) =>
      run(c, (client, terminal) =>
        feedbackStats(client, terminal, { json: wantsJson(o), ...(o.rule === undefined ? {} : { rule: o.rule }) }),
      ),
    );
  withFormat(feedback.command('health'))
    .description('the state of each rule, and whose dismissals are conspicuous')
    .action((o: FormatOptions, c: Command) =>
      run(c, (client, terminal) => feedbackHealth(client, terminal, wantsJson(o))),
    );
  withFormat(feedback.command('list'))
    .description('every record, the newest last')
    .action((o: FormatOptions, c: Command) =>
      run(c, (client, terminal) => feedbackList(client, terminal, wantsJson(o))),
    );
}

function addRecording(feedback: Command, run: RunVerb): void {
  withFormat(feedback.command('record <id>'))
    .description('record what was done with a finding; takes its id or a prefix of it')
    .addOption(
      new Option('--action <action>', 'what was done')
        .choices(['fixed', 'dismissed', 'escalated'])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--reason <reason>', 'why it is dismissed').choices(DISMISSAL_REASONS))
    .option('--comment <text>', 'in your own words; wont_fix needs it')
    .action((id: string, o: FormatOptions & RecordFlags, c: Command) =>
      run(c, (client, terminal) =>
        feedbackRecord(client, terminal, { id, action: o.action, reason: o.reason, text: o.comment }, wantsJson(o)),
      ),
    );
  withFormat(feedback.command('undo [id]'))
    .description('take back an action on a finding, or your last dismissal')
    .action((id: string | undefined, o: FormatOptions, c: Command) =>
      run(c, (client, terminal) => feedbackUndo(client, terminal, id, wantsJson(o))),
    );
  withFormat(feedback.command('re-enable <rule>'))
    .description('switch a rule on again that too many dismissals switched off')
    .requiredOption('--reason <text>', 'what has changed')
    .action((rule: string, o: FormatOptions & { reason: string }, c: Command) =>
      run(c, (client, terminal) => feedbackReEnable(client, terminal, { rule, why: o.reason }, wantsJson(o))),
    );
}
