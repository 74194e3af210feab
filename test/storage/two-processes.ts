import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECISIONS_FILE, type DecideAnswer, decisionsFileSchema, Method } from '@drift/shared';
import { LspClient } from '../support/lsp-client.ts';
import { Random } from '../support/random.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { driftBeside, driftProcess, TemporaryProject } from '../support/temporary-project.ts';
import { rowsIn } from './recorded.ts';

/** Changed files told of at once. */
const CHANGES = 3;

/** A decision that was asked for: by its reason, and why it was not made. */
interface Told {
  readonly reason: string;
  readonly problem: string;
}

/** Somebody decides in the editor and somebody else on the command line, at the same time and about different questions. */
async function decideTwice(project: TemporaryProject, client: LspClient, round: number): Promise<readonly Told[]> {
  const [inEditor, typed] = [`round ${round} in the editor`, `round ${round} on the command line`];
  // A process takes a while to come to its decision: the editor makes one after the other until then.
  const command = driftBeside(project.root, ['conventions', 'reject', 'naming-function', '--reason', typed]);
  let isOver = false;
  void command.then(() => {
    isOver = true;
  });
  const told: Told[] = [];
  for (let turn = 0; !isOver; turn++) {
    const reason = `${inEditor}, ${turn}`;
    const params = { key: 'error-class', status: 'rejected', reason };
    const { done, message } = await client.request<DecideAnswer>(Method.decide, params);
    told.push({ reason, problem: done ? '' : message });
  }
  const run = await command;
  // Each takes the place of the one before in the file: of them only the last has to stand there.
  const standing = [told.at(-1)?.reason ?? '', typed].filter((reason) => !decisionsIn(project).includes(reason));
  const gone = standing.map((reason) => ({ reason, problem: 'not in the file that is shared' }));
  return [...told, { reason: typed, problem: run.code === 0 ? '' : run.stderr }, ...gone];
}

function decisionsIn(project: TemporaryProject): readonly string[] {
  const text = readFileSync(join(project.root, DECISIONS_FILE), 'utf8');
  return decisionsFileSchema.parse(JSON.parse(text)).conventions.map((c) => c.reason ?? '');
}

/**
 * An editor's server and `drift check` over one project, some rounds: files change, both judge, and now and then somebody
 * decides in the editor while somebody else does on the command line. Returns what was wrong; empty where nothing is.
 */
export async function processRounds(rounds: number, seed: number): Promise<readonly string[]> {
  const random = new Random(seed);
  const project = new TemporaryProject(sampleProject());
  mkdirSync(`${project.root}/.drift`);
  const wrong: string[] = [];
  const keys = new Set<string>();
  let client = await LspClient.start({ ownProcess: true, root: project.root });
  try {
    for (let round = 0; round < rounds; round++) {
      const files = Array.from({ length: CHANGES }, () => `src/m${random.below(40)}.ts`);
      for (const file of files) project.write(file, `${ODD}// ${round}\n`);
      const changes = files.map((file) => ({ uri: client.uri(file), type: 2 }));
      await client.notify('workspace/didChangeWatchedFiles', { changes });
      const check = driftProcess(project.root, ['check', '--digest', '--fail-on', 'none']);
      const { digest } = await client.request<{ digest: string }>(Method.digest, {});
      if (check.code !== 0) wrong.push(`round ${round}: check ended with ${check.code}: ${check.stderr}`);
      if (check.stdout.trim() !== digest)
        wrong.push(`round ${round}: check says ${check.stdout.trim()}, the editor ${digest}`);
      const told = round % 2 === 0 ? await decideTwice(project, client, round) : [];
      for (const { reason, problem } of told)
        if (problem === '') keys.add(reason);
        else wrong.push(`${reason}: not decided: ${problem}`);
      if (round % 5 === 4) {
        await client.stop();
        client = await LspClient.start({ ownProcess: true, root: project.root });
      }
    }
    await client.stop();
    // Nobody else is left: one more check takes in what the journal holds.
    project.write('src/last.ts', 'export const last = 1;\n');
    driftProcess(project.root, ['check']);
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
