// The verbs about audits: how well a code base keeps to its own conventions.
import { AUDIT_TREND_DAYS } from '@drift/shared';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { audit, auditRecommendations } from '../cli/audit.ts';
import { auditApply, auditMerge } from '../cli/audit-decisions.ts';
import { auditTrends, trends } from '../cli/audit-trends.ts';
import { type FormatOptions, type RunVerb, wantsJson, withFormat } from './run-verb.ts';

/** Verbs that read only what is stored. */
const NOTHING_READ = { onlyReports: true } as const;
const FULL_SCORE = 100;
/** Points a score must reach in CI where nothing else is said. */
const DEFAULT_THRESHOLD = 85;
const PERIODS = ['7d', '30d', '90d'] as const;

/** Adds `drift audit` and `drift trends`. */
export function addAudit(drift: Command, run: RunVerb): void {
  const group = drift.command('audit').description('how well the code keeps to its own conventions, now and over time');
  withFormat(group.command('run', { isDefault: true }))
    .description('audit now and keep it: the score with what it is made of and what is not measured')
    .option('--ci', 'exit with 1 where health is below the threshold')
    .option('--threshold <points>', 'with --ci: points from 0 to 100', threshold, DEFAULT_THRESHOLD)
    .option('--category <category>', 'print one category and what is proposed in it')
    .action((o: FormatOptions & { ci?: boolean; threshold: number; category?: string }, c: Command) =>
      run(c, [], {}, (client, terminal) =>
        audit(client, terminal, {
          json: wantsJson(o),
          threshold: o.ci === true ? o.threshold : null,
          category: o.category ?? null,
        }),
      ),
    );
  withFormat(group.command('trends'))
    .description('how health moved over the recorded audits, and where it is going')
    .option('--days <n>', 'days before the newest audit, 1 to 90', days, AUDIT_TREND_DAYS)
    .action((o: FormatOptions & { days: number }, c: Command) =>
      run(c, [], NOTHING_READ, (client, terminal) => auditTrends(client, terminal, o.days, wantsJson(o))),
    );
  withFormat(group.command('recommendations'))
    .description('what to do about conventions that nobody has decided about')
    .action((o: FormatOptions, c: Command) =>
      run(c, [], {}, (client, terminal) => auditRecommendations(client, terminal, wantsJson(o))),
    );
  addDecisions(group, run);
  withFormat(drift.command('trends'))
    .description('health and findings over what is recorded, a line each')
    .addOption(new Option('--period <period>', 'how far to look back').choices(PERIODS).default('90d'))
    .action((o: FormatOptions & { period: (typeof PERIODS)[number] }, c: Command) =>
      run(c, [], NOTHING_READ, (client, terminal) =>
        trends(client, terminal, Number.parseInt(o.period, 10), wantsJson(o)),
      ),
    );
}

function addDecisions(group: Command, run: RunVerb): void {
  withFormat(group.command('apply'))
    .description('approve what is recommended; what a person decided stays')
    .option('--dry-run', 'only say what would be approved')
    .action((o: FormatOptions & { dryRun?: boolean }, c: Command) =>
      run(c, [], {}, (client, terminal) =>
        auditApply(client, terminal, { dryRun: o.dryRun === true, json: wantsJson(o) }),
      ),
    );
  withFormat(group.command('merge <group>'))
    .description('of conventions that hold at the same places keep one, and reject those that nobody decided about')
    .option('--dry-run', 'only say what would be rejected')
    .action((name: string, o: FormatOptions & { dryRun?: boolean }, c: Command) =>
      run(c, [], {}, (client, terminal) =>
        auditMerge(client, terminal, name, { dryRun: o.dryRun === true, json: wantsJson(o) }),
      ),
    );
}

function threshold(text: string): number {
  const points = /^\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(points >= 0 && points <= FULL_SCORE)) throw new InvalidArgumentError('must be a number from 0 to 100');
  return points;
}

function days(text: string): number {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > AUDIT_TREND_DAYS) throw new InvalidArgumentError('must be a whole number from 1 to 90');
  return count;
}
