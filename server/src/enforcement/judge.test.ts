import { DEFAULT_CONFIG } from '@drift/shared';
import { expect, test } from 'vitest';
import { expandSecrets, viewOf } from '../../../test/support/rules.ts';
import { NO_PATTERNS } from '../analysis/shapes/pattern-snapshot.ts';
import { toFileId } from '../host/narrow.ts';
import { analyzeFile } from '../rules/engine/analyze-file.ts';
import { judgement } from './judge.ts';
import { NO_OUTLIERS } from './outlier-findings.ts';

const TOKEN = expandSecrets(`\${secret:github-personal-access-token}`);

test('what a finding says of the source is masked, and its identity is not changed by that', async () => {
  const view = await viewOf('a.ts', 'run();\n');
  const local = analyzeFile(view, 'run();\n', null);
  const judged = (text: string) =>
    judgement({
      view,
      local: {
        ...local,
        findings: [
          {
            ruleId: 'drift/error-handling/empty-handler',
            start: 0,
            end: 3,
            message: `Missing ${text}`,
            symbol: `Client.${text}`,
            snippet: 'run',
            confidence: 0.9,
            tier: 'established',
            related: [{ file: toFileId('b.ts'), start: 0, end: 1, message: `${text} does` }],
          },
        ],
      },
      project: [],
      snapshot: new Map(),
      outliers: NO_OUTLIERS,
      patterns: NO_PATTERNS,
      config: DEFAULT_CONFIG,
      isNewLine: () => true,
      hasBaseline: false,
      mayCite: () => true,
    }).findings[0];
  expect(judged(TOKEN)).toMatchObject({
    message: 'Missing [masked]',
    symbol: 'Client.[masked]',
    related: [{ message: '[masked] does' }],
  });
  expect(judged('check')).toMatchObject({ message: 'Missing check', symbol: 'Client.check' });
  expect(judged(TOKEN)?.id).not.toBe(judged('check')?.id);
});
