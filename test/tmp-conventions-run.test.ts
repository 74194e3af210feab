import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { FileFacts } from '../server/src/facts/file-facts.ts';
import { damagedRanges, touches } from '../server/src/rules/engine/damaged-ranges.ts';
import { FileView } from '../server/src/rules/engine/file-view.ts';
import { CONVENTIONS } from '../server/src/rules/registry.ts';

const root = process.env.HOME + '/corpus/10k/';
test('run', () => {
  const only = (process.env.KEYS ?? '').split(',').filter((x) => x !== '');
  const convs = CONVENTIONS.filter((c) => only.length === 0 || only.some((k) => c.id.endsWith('/' + k)));
  const out: string[] = [];
  const dev: Record<string, boolean> = {};
  const times: Record<string, number> = {};
  for (const idx of readdirSync('/tmp/conv').filter((f) => f.startsWith('index-'))) {
    for (const line of readFileSync('/tmp/conv/' + idx, 'utf8').split('\n')) {
      const [pkg, f, role, lang, name] = line.split('\t') as any;
      if (!name) continue;
      const b = readFileSync('/tmp/conv/facts/' + name);
      const facts = new FileFacts(b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength) as ArrayBuffer);
      const view = new FileView(f as any, role, facts);
      const text = readFileSync(root + pkg + '/' + f, 'utf8').replace(/^\uFEFF/, '');
      const lineStarts = facts.lineStarts;
      const damaged = damagedRanges(facts);
      for (const c of convs) {
        if (!c.languages.includes(lang)) continue;
        const t0 = performance.now();
        c.observe(view, (o) => {
          if (touches(damaged, o)) return;
          const n = text.slice(0, o.start).split('\n').length;
          const src = text
            .slice(text.lastIndexOf('\n', o.start - 1) + 1)
            .split('\n')[0]!
            .trim()
            .slice(0, 150);
          out.push(
            [
              c.id.slice(14),
              lang,
              pkg,
              role === 'test' ? 'test' : 'source',
              f,
              n,
              o.value,
              text.slice(o.start, o.end).replace(/\s+/g, ' ').slice(0, 60),
              src.replace(/\t/g, ' '),
            ].join('\t'),
          );
        });
        times[c.id] = (times[c.id] ?? 0) + performance.now() - t0;
      }
    }
  }
  writeFileSync('/tmp/conv/obs.tsv', out.join('\n'));
  const d: any = {};
  const vals: Record<string, Set<string>> = {};
  for (const l of out) {
    const p = l.split('\t');
    (vals[p[0]!] ??= new Set()).add(p[6]!);
  }
  for (const c of convs)
    for (const a of vals[c.id.slice(14)] ?? [])
      for (const e of vals[c.id.slice(14)] ?? [])
        if (a !== e && c.deviates && !c.deviates(a, e)) d[`${c.id.slice(14)}|${a}|${e}`] = false;
  writeFileSync('/tmp/conv/deviates.json', JSON.stringify(d));
  writeFileSync('/tmp/conv/times.json', JSON.stringify(times, null, 1));
}, 3_000_000);
