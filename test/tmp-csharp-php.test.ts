import { readFileSync, writeFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { homedir } from 'node:os';
import { test } from 'vitest';
import { collectFacts } from '../server/src/facts/collect.ts';
import { FileFacts } from '../server/src/facts/file-facts.ts';
import { compiledPackOf, withTree } from './support/facts.ts';
for (const [g, ext] of [['csharp', '.cs'], ['php', '.php']] as const) test(`corpus ${g}`, { timeout: 500000 }, async () => {
  const compiled = await compiledPackOf(g);
  const files = ['1k', '5k'].flatMap((d) => readdirSync(join(homedir(), 'corpus', d), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith(ext)).map((f) => join(homedir(), 'corpus', d, f)));
  const tot: Record<string, number> = {};
  const add = (k: string, v = 1) => { tot[k] = (tot[k] ?? 0) + v; };
  const rows: Record<string, string[]> = { calls: [], bindings: [], imports: [], handlers: [], symbols: [], decorators: [], odd: [], throws: [], returns: [], strings: [], loops: [], bases: [] };
  let parse = 0; let facts = 0;
  for (const f of files) {
    const text = readFileSync(f, 'utf8');
    const t0 = performance.now();
    let t1 = 0; let ff: FileFacts | null = null;
    await withTree(g, text, (tree) => { t1 = performance.now(); const b = collectFacts(tree, compiled).buffer.slice(0); facts += performance.now() - t1; ff = new FileFacts(b); });
    parse += t1 - t0;
    const F = ff as unknown as FileFacts;
    add('files'); add('bytes', text.length);
    if (F.table('damage').length > 0) { add('damaged'); rows['odd']!.push(`DAMAGE ${f} ${F.table('damage').length}`); }
    for (const name of ['symbols', 'calls', 'handlers', 'imports', 'bindings', 'strings', 'throws', 'returns', 'loops', 'decorators', 'bases'] as const) {
      const tb = F.table(name); add(name, tb.length);
      for (let i = 0; i < tb.length; i++) {
        const r: any = tb.at(i);
        const src = text.slice(r.start, Math.min(r.end, r.start + 110)).replace(/\s+/g, ' ');
        const line = text.slice(0, r.start).split('\n').length;
        const show = `${f.split('/').slice(-2).join('/')}:${line} ${JSON.stringify(Object.fromEntries(Object.entries(r).filter(([k, v]) => !/start|end|hash|index|symbol|firstArg|parent/i.test(k) && v !== 0 && v !== '' && v !== -1)))} <<${src}>>`;
        if (Math.random() < 0.02 || (name==='handlers' && Math.random()<0.2)|| (name==='imports' && Math.random()<0.2)) rows[name]?.push(show);
        if (name === 'imports' && r.source === '') { add('emptyImport'); rows['odd']!.push('IMPORT ' + show); }
        if (name === 'calls' && r.name === '') { add('emptyCall'); rows['odd']!.push('CALL ' + show); }
        if (name === 'symbols' && r.name === '' && r.kind !== 'lambda') { add('emptySymbol'); rows['odd']!.push('SYM ' + show); }
        if (name === 'bindings' && r.target === '') { add('emptyBinding'); rows['odd']!.push('BIND ' + show); }
        if (name === 'bindings' && r.target.includes('?')) { add('questionBinding'); rows['odd']!.push('BINDQ ' + show); }
        if (name === 'calls' && r.callee.includes('?')) { add('questionCall'); rows['odd']!.push('CALLQ ' + show); }
        if (name === 'bindings' && r.shape === 'other') { add('otherBinding'); rows['odd']!.push('OTHER ' + show); }
        if (name === 'decorators' && r.symbol < 0) add('decoratorsFree');
      }
    }
    const args = F.table('arguments'); add('arguments', args.length);
    for (let i = 0; i < args.length; i++) { const r: any = args.at(i); if (r.shape === 'other') { add('otherArgument'); if (Math.random() < 0.1) rows['odd']!.push(`ARGOTHER <<${text.slice(r.start, Math.min(r.end, r.start + 80)).replace(/\s+/g, ' ')}>>`); } }
  }
  const shuffle = (a: string[]) => a.sort(() => Math.random() - 0.5);
  writeFileSync(`/tmp/corpus-${g}.txt`, [JSON.stringify(tot), `parse ${parse | 0} ms facts ${facts | 0} ms`, ...Object.entries(rows).flatMap(([k, v]) => ['## ' + k, ...(k === 'odd' ? Object.values(Object.groupBy(shuffle(v), (x) => x.split(' ')[0]!)).flatMap((x) => x!.slice(0, 14)) : shuffle(v).slice(0, 30))])].join('\n'));
});
