import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../server/dist/drift.bundle.cjs', import.meta.url));

/** Runs the program afresh for each list of arguments, all in one process: starting one each costs more than the help. */
const SCRIPT = `
const [program, ...commands] = process.argv.slice(1);
const write = process.stdout.write.bind(process.stdout);
process.setMaxListeners(0);
process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);
async function helps() {
  const answers = [];
  for (const command of commands) {
    let text = '';
    process.stdout.write = (chunk) => { text += chunk; return true; };
    process.argv = [process.execPath, program, ...command.split(' ').filter((w) => w !== ''), '--help'];
    delete require.cache[program];
    require(program);
    await new Promise((resolve) => setImmediate(resolve));
    answers.push(text);
  }
  write(JSON.stringify(answers));
}
void helps();
`;

/** What the built program prints for `--help` behind each of some commands; the empty one is the program itself. */
export function helps(commands: readonly string[]): string[] {
  const done = spawnSync(process.execPath, ['-e', SCRIPT, PROGRAM, ...commands], { encoding: 'utf8' });
  if (done.status !== 0 || done.stderr !== '') throw new Error(`no help: ${done.status} ${done.stderr}`);
  const answers: string[] = JSON.parse(done.stdout);
  return answers;
}
