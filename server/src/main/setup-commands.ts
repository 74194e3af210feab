// The verbs that set projects up and tell of them.
import { TEMPLATES, type Template } from '@drift/shared';
import { type Command, Option } from 'commander';
import { agentContext, context } from '../cli/context.ts';
import { init } from '../cli/init.ts';
import { packages } from '../cli/packages.ts';
import { listProjects, projectPath, switchProject } from '../cli/projects.ts';
import { terminalQuestions } from '../cli/questions.ts';
import { setup } from '../cli/setup.ts';
import { type FormatOptions, type RunVerb, wantsJson, withFormat } from './run-verb.ts';

/** The same as `drift check`, so that its next run finds the first scan's work. */
const AS_CHECK = { observe: 'firstRun', onlyReports: true } as const;
const EDITORS = ['vscode', 'neovim', 'emacs'] as const;

interface SetupFlags extends FormatOptions {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly template: Template;
  readonly scan: boolean;
  readonly approve?: boolean;
  readonly dryRun?: boolean;
  readonly editor?: (typeof EDITORS)[number];
}

/** Adds `drift setup`, `init`, `packages`, `projects` and `context`. */
export function addSetup(drift: Command, run: RunVerb): void {
  withTemplate(withFormat(drift.command('setup')))
    .description('set a project up: show what is there, write drift.toml, read the code once')
    .option('-y, --yes', 'ask nothing; writes what is missing and replaces nothing')
    .option('--no-scan', 'do not read the code yet')
    .option('--approve', 'approve conventions that are clear beyond doubt (posterior mean 0.90 or more)')
    .addOption(new Option('--editor <editor>', 'say how to connect it').choices(EDITORS))
    .option('--dry-run', 'show what would be written and write nothing')
    .action((o: SetupFlags, c: Command) =>
      run(c, [], AS_CHECK, (client, terminal) =>
        setup(
          client,
          terminal,
          {
            template: o.template,
            yes: o.yes === true,
            force: o.force === true,
            scan: o.scan,
            approve: o.approve === true,
            dryRun: o.dryRun === true,
            json: wantsJson(o),
            nodeVersion: process.versions.node,
            ...(o.editor === undefined ? {} : { editor: o.editor }),
          },
          isInteractive(o) ? terminalQuestions : null,
        ),
      ),
    );
  withTemplate(withFormat(drift.command('init')))
    .description('write the files of a project and nothing else')
    .action((o: SetupFlags, c: Command) =>
      run(c, [], AS_CHECK, (client, terminal) =>
        init(client, terminal, { template: o.template, force: o.force === true }, wantsJson(o)),
      ),
    );
  withFormat(drift.command('packages'))
    .description('the packages of a monorepo and who depends on whom')
    .action((o: FormatOptions, c: Command) =>
      run(c, [], AS_CHECK, (client, terminal) => packages(client, terminal, wantsJson(o))),
    );
  withFormat(drift.command('context'))
    .description('what is known of this workspace without reading its files')
    .option('--agent', 'in sentences, for a program that reads texts: how it stands and what to run')
    .action((o: FormatOptions & { agent?: boolean }, c: Command) =>
      run(c, [], AS_CHECK, (client, terminal) =>
        (o.agent === true ? agentContext : context)(client, terminal, wantsJson(o)),
      ),
    );
  addProjects(drift, run);
}

function addProjects(drift: Command, run: RunVerb): void {
  const group = drift.command('projects').description('the projects you have set up');
  withFormat(group.command('list', { isDefault: true }))
    .description('every project, the one switched to marked')
    .action((o: FormatOptions, c: Command) =>
      run(c, [], AS_CHECK, (client, terminal) => listProjects(client, terminal, wantsJson(o))),
    );
  withFormat(group.command('path [project]'))
    .description('print the folder of a project, or of the one switched to')
    .action((project: string | undefined, o: FormatOptions, c: Command) =>
      run(c, [], AS_CHECK, (client, terminal) => projectPath(client, terminal, project, wantsJson(o))),
    );
  withFormat(group.command('switch <project>'))
    .description('switch to a project, by name, path, id or part of its name')
    .action((project: string, o: FormatOptions, c: Command) =>
      run(c, [], AS_CHECK, (client, terminal) => switchProject(client, terminal, project, wantsJson(o))),
    );
}

function withTemplate(command: Command): Command {
  return command
    .addOption(new Option('--template <template>', 'what drift.toml starts with').choices(TEMPLATES).default('default'))
    .option('--force', 'replace a drift.toml that says something else');
}

/** A person can be asked where both ends are a terminal and nothing else reads the output. */
function isInteractive(o: SetupFlags): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && !wantsJson(o) && o.yes !== true;
}
