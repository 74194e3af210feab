// Writes the project a scenario starts from: node test/clients/project.mjs SCENARIO DIR
// Its text lies in test/clients/projects/SCENARIO.txt, after that of base.txt. `//- path` begins a file; after the path,
// `crlf` ends its lines in CRLF, `bom` begins it with a byte-order mark, `x20` writes it twenty times with its number
// for each #. `//= git` commits everything.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [scenario, folder] = process.argv.slice(2);
if (scenario === undefined || folder === undefined) {
  process.stderr.write('usage: project.mjs SCENARIO DIR\n');
  process.exit(2);
}
const read = (name) => readFileSync(fileURLToPath(new URL(`projects/${name}.txt`, import.meta.url)), 'utf8');
const text = read('base') + read(scenario);
for (const [head, ...lines] of text
  .replace(/^\/\/= git\n/gm, '')
  .split(/^\/\/- /m)
  .slice(1)
  .map((p) => p.split('\n'))) {
  const [path, ...forms] = head.trim().split(' ');
  const times = Number(forms.find((f) => /^x\d+$/.test(f))?.slice(1) ?? 0);
  const content = (forms.includes('bom') ? '\ufeff' : '') + lines.join(forms.includes('crlf') ? '\r\n' : '\n');
  if (times === 0) write(path, content);
  for (let i = 1; i <= times; i++) write(path.replaceAll('#', i), content.replaceAll('#', i));
}
if (/^\/\/= git$/m.test(text)) {
  const settings = { 'user.name': 'test', 'user.email': 'test@example.invalid', 'commit.gpgsign': 'false' };
  const set = Object.entries({ ...settings, 'init.defaultBranch': 'main' }).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-qm', 'base'],
  ]) {
    execFileSync('git', [...set, ...args], { cwd: folder, stdio: 'ignore' });
  }
}

function write(path, content) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}
