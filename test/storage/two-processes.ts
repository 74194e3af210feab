import { mkdirSync } from 'node:fs';
import { Method } from '@drift/shared';
import { LspClient } from '../support/lsp-client.ts';
import { Random } from '../support/random.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';
import { rowsIn } from './recorded.ts';

/** Changed files told of at once. */
const CHANGES = 3;

/**
 * An editor's server and `drift check` over one project, some rounds: files change, both judge, and now and then somebody
 * decides on the command line. Returns what was wrong; empty where nothing is.
 */
export async function processRounds(rounds: number, seed: number): Promise<readonly string[]> {
  const random = new Random(seed);
  const project = new TemporaryProject(sampleProject());
  mkdirSync(`${project.root}/.drift`);
  const wrong: string[] = [];
  const keys = new Set<string>();
  let client = await LspClient.start({ root: project.root });
  try {
    for (let round = 0; round < rounds; round++) {
      const files = Array.from({ length: CHANGES }, () => `src/m${random.below(40)}.ts`);
      for (const file of files) project.write(file, `${ODD}// ${round}\n`);
      const changes = files.map((file) => ({ uri: client.uri(file), type: 2 }));
      await client.notify('workspace/didChangeWatchedFiles', { changes });
      const check = drift(project.root, ['check', '--digest', '--fail-on', 'none']);
      const { digest } = await client.request<{ digest: string }>(Method.digest, {});
      if (check.code !== 0) wrong.push(`round ${round}: check ended with ${check.code}: ${check.stderr}`);
      if (check.stdout.trim() !== digest)
        wrong.push(`round ${round}: check says ${check.stdout.trim()}, the editor ${digest}`);
      if (round % 2 === 0) {
        const scope = ['--reason', `round ${round}`];
        const decided = drift(project.root, ['conventions', 'reject', 'naming-function', ...scope]);
        if (decided.code === 0) keys.add(`round ${round}`);
        else wrong.push(`round ${round}: not decided: ${decided.stderr}`);
      }
      if (round % 5 === 4) {
        await client.stop();
        client = await LspClient.start({ root: project.root });
      }
    }
    await client.stop();
    // Nobody else is left: one more check takes in what the journal holds.
    project.write('src/last.ts', 'export const last = 1;\n');
    drift(project.root, ['check']);
    const reasons = (await rowsIn(project.root, 'SELECT reason FROM decision_audit')).map((r) => r['reason']);
    wrong.push(...[...keys].filter((k) => !reasons.includes(k)).map((k) => `lost the decision of ${k}`));
    const faults = await rowsIn(project.root, 'PRAGMA integrity_check');
    wrong.push(...faults.map((r) => String(Object.values(r)[0])).filter((line) => line !== 'ok'));
  } finally {
    client.kill();
    project.remove();
  }
  return wrong;
}
