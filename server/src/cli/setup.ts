import {
  configAnswerSchema,
  counted,
  type DetectAnswer,
  displayText,
  Method,
  type PlannedFile,
  type Template,
  wsDetectAnswerSchema,
  wsInitializeAnswerSchema,
  wsStatusAnswerSchema,
} from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Questions } from './questions.ts';
import { approve, firstScan, type Scanned } from './setup-scan.ts';
import type { Terminal } from './terminal.ts';
import { diffText, EDITOR_HINTS, planText, shapeText } from './view/text-setup.ts';
import { told } from './ws-output.ts';

const EXIT_CANNOT_RUN = 2;
const EXIT_INTERRUPTED = 130;

/** How `drift setup` was asked to behave. */
export interface SetupOptions {
  readonly template: Template;
  /** Nobody is asked: files are created and completed, none is replaced. */
  readonly yes: boolean;
  readonly force: boolean;
  readonly scan: boolean;
  /** Approves what is clearly established. */
  readonly approve: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly editor?: keyof typeof EDITOR_HINTS;
  readonly nodeVersion: string;
}

/** What came of it, as `--json` prints it. */
interface Outcome {
  readonly state: 'done' | 'nothing to do' | 'dry run' | 'declined' | 'needs an answer';
  readonly written: readonly string[];
  readonly kept: readonly string[];
  readonly scanned: Scanned | null;
  readonly approved: readonly string[];
}

const NOTHING: Omit<Outcome, 'state'> = { written: [], kept: [], scanned: null, approved: [] };

/**
 * `drift setup`: 0 set up or nothing to do, 2 could not, or stopped at a `drift.toml` that stays and cannot be used, 130
 * given up. `questions` is `null` where nobody can answer.
 */
export async function setup(
  client: Client,
  terminal: Terminal,
  options: SetupOptions,
  questions: Questions | null,
): Promise<number> {
  const found = await client.ask(Method.wsDetect, { template: options.template }, wsDetectAnswerSchema);
  const say = (text: string): void => {
    if (!options.json) terminal.print(text);
  };
  say(`${displayText(found.root)}\n  ${'Node.js'.padEnd(12)}${options.nodeVersion}\n${shapeText(found)}\n`);
  for (const warning of found.warnings) terminal.complain(`drift: ${displayText(warning)}\n`);
  const mayReplace = options.force || (questions !== null && !options.yes);
  const due = found.plan.filter((f) => f.action !== 'keep' && (f.action !== 'replace' || mayReplace));
  for (const f of found.plan.filter((p) => p.action === 'replace' && !mayReplace))
    say(`${f.path} says something else than the template and stays as it is; --force replaces it.\n`);
  const stays = found.plan.some((f) => f.path === 'drift.toml' && f.action === 'replace' && !mayReplace);
  if (stays && !options.dryRun && (await client.ask(Method.config, {}, configAnswerSchema)).broken) {
    terminal.complain('drift: not set up before drift.toml can be used: mend it, or let --force replace it.\n');
    finish(terminal, options, found, { ...NOTHING, state: 'needs an answer' });
    return EXIT_CANNOT_RUN;
  }
  if (due.length > 0) say(`To write\n${planText(due)}\n`);
  if (!options.dryRun) say(diffText(due.filter((f) => f.action === 'replace')));
  if (options.dryRun) {
    say(`${diffText(due)}Nothing was written.\n`);
    return finish(terminal, options, found, { ...NOTHING, state: 'dry run' });
  }
  return act({ client, terminal, options, questions, say, found }, due);
}

interface Run {
  readonly client: Client;
  readonly terminal: Terminal;
  readonly options: SetupOptions;
  readonly questions: Questions | null;
  readonly say: (text: string) => void;
  readonly found: DetectAnswer;
}

async function act(run: Run, due: readonly PlannedFile[]): Promise<number> {
  const { client, terminal, options, say, found } = run;
  if (due.length === 0) {
    // A run that was interrupted while it read the code goes on there.
    const isUnread = options.scan && (await client.ask(Method.wsStatus, {}, wsStatusAnswerSchema)).lastScan === null;
    say(isUnread ? 'Every file is there; the code is not read yet.\n' : 'Nothing to do: this project is set up.\n');
    const { scanned, approved } = await readAndApprove(run, isUnread);
    const state = isUnread ? 'done' : 'nothing to do';
    return finish(terminal, options, found, { ...NOTHING, state, scanned, approved });
  }
  const force = options.yes ? options.force : await agreed(run, due);
  if (force === 'nobody') return needsAnswer(run);
  if (force === 'gave up' || force === 'no') {
    say('Nothing was written.\n');
    if (force === 'gave up') return EXIT_INTERRUPTED;
    return finish(terminal, options, found, { ...NOTHING, state: 'declined' });
  }
  const answer = await client.ask(Method.wsInitialize, { template: options.template, force }, wsInitializeAnswerSchema);
  if (!answer.ok) return told(terminal, answer, options.json, () => []);
  say(answer.written.map((path) => `wrote ${path}\n`).join(''));
  const { written, kept } = answer;
  const read = await readAndApprove(run, options.scan);
  return finish(terminal, options, found, { state: 'done', written, kept, ...read });
}

async function readAndApprove(run: Run, scan: boolean): Promise<Pick<Outcome, 'scanned' | 'approved'>> {
  const scanned = scan ? await firstScan(run) : null;
  return { scanned, approved: scan || run.options.approve ? await approve(run) : [] };
}

/** Asks whether to write, and file by file whether to replace; the answer says whether to replace. */
async function agreed(run: Run, due: readonly PlannedFile[]): Promise<boolean | 'no' | 'gave up' | 'nobody'> {
  const { questions, options } = run;
  if (questions === null) return 'nobody';
  const replaced = due.filter((f) => f.action === 'replace');
  const others = due.filter((f) => f.action !== 'replace');
  let force = options.force;
  if (replaced.length > 0 && !force) {
    const answer = await questions.yesOrNo('Replace drift.toml with this?', false);
    if (answer === null) return 'gave up';
    force = answer;
    if (others.length === 0) return answer || 'no';
  }
  const answer = await questions.yesOrNo(
    `Write ${counted(others.length + (force ? replaced.length : 0), 'file')}?`,
    true,
  );
  if (answer === null) return 'gave up';
  return answer ? force : 'no';
}

function needsAnswer({ terminal, options, found }: Run): number {
  terminal.complain(
    'drift: there is no terminal to ask on, so nothing was written. -y writes these files, --dry-run shows what they would hold.\n',
  );
  finish(terminal, options, found, { ...NOTHING, state: 'needs an answer' });
  return EXIT_CANNOT_RUN;
}

function finish(terminal: Terminal, options: SetupOptions, found: DetectAnswer, outcome: Outcome): number {
  if (options.json) {
    const plan = found.plan.map(({ path, action }) => ({ path, action }));
    printJson(terminal, {
      ...outcome,
      root: found.root,
      git: found.git,
      detected: found.shape,
      plan,
      warnings: found.warnings,
    });
    return 0;
  }
  if (options.editor !== undefined) terminal.print(`\n${EDITOR_HINTS[options.editor]}\n`);
  if (outcome.state !== 'done') return 0;
  const added = outcome.written.filter((path) => !path.startsWith('.drift/'));
  terminal.print(
    [
      '\nNext',
      '  drift check          judge the code',
      '  drift conventions    what was learned, and how sure it is',
      ...(found.git.repository ? [`  git add ${[...added, '.drift'].join(' ')}`] : []),
      '',
    ].join('\n'),
  );
  return 0;
}
