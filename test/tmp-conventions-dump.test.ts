import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKS } from '@drift/grammars';
import { grammarOfPath, languageOfGrammar } from '@drift/shared';
import { test } from 'vitest';
import { classifyRole } from '../server/src/session/scan/role.ts';
import { factsOf } from './support/facts.ts';

const root = process.env.HOME + '/corpus/10k/';
const only = (process.env.ONLY ?? '').split(',').filter((x) => x !== '');
test('dump', async () => {
  for (const pkg of readdirSync(root)) {
    const base = join(root, pkg);
    if (!statSync(base).isDirectory()) continue;
    const files: string[] = [];
    const stack = [''];
    while (stack.length) {
      const d = stack.pop()!;
      for (const e of readdirSync(join(base, d), { withFileTypes: true })) {
        const p = d === '' ? e.name : d + '/' + e.name;
        if (e.isDirectory()) stack.push(p);
        else if (e.isFile()) files.push(p);
      }
    }
    let n = 0;
    const t0 = Date.now();
    const index: string[] = [];
    mkdirSync('/tmp/conv/facts', { recursive: true });
    for (const f of files.sort()) {
      const g = grammarOfPath(f);
      if (g === null) continue;
      const lang = languageOfGrammar(g);
      if (PACKS[lang] === undefined || (only.length && !only.includes(lang))) continue;
      const role = classifyRole(f);
      if (role === 'generated' || role === 'vendored') continue;
      const text = readFileSync(join(base, f), 'utf8');
      if (text.length > 300000) continue;
      try {
        const facts = await factsOf(g, text);
        const name = pkg + '__' + f.replaceAll('/', '~');
        writeFileSync('/tmp/conv/facts/' + name.slice(-240), Buffer.from(facts.buffer));
        index.push([pkg, f, role, lang, name.slice(-240)].join('\t'));
        n++;
      } catch (e) {
        appendFileSync('/tmp/conv/dump.log', `FAIL ${pkg} ${f} ${String(e).slice(0, 100)}\n`);
      }
    }
    if (n) {
      writeFileSync(`/tmp/conv/index-${pkg}-${only.join('_')}.tsv`, index.join('\n'));
      appendFileSync('/tmp/conv/dump.log', `${pkg} ${n} ${Date.now() - t0}\n`);
    }
  }
}, 3_000_000);
