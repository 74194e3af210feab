import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { grammarOfPath } from '@drift/shared';
import { test } from 'vitest';
import { toFindings } from '../server/src/rules/engine/analyze-file.ts';
import { FileView } from '../server/src/rules/engine/file-view.ts';
import { FILE_RULES } from '../server/src/rules/registry.ts';
import { classifyRole } from '../server/src/session/scan/role.ts';
import { LineTable } from '../server/src/syntax/line-table.ts';
import { factsOf } from './support/facts.ts';

const rules = FILE_RULES.filter((r) => r.meta.id.startsWith('drift/crypto/'));
const out = process.env['OUT'] ?? '/tmp/crypto-out.txt';
const roots = (process.env['ROOTS'] ?? '10k').split(',');
const alsoTests = process.env['ALL'] === '1';
test('corpus', async () => {
  writeFileSync(out, '');
  let files = 0,
    failed = 0,
    ms = 0;
  for (const r of roots) {
    const root = r.startsWith('/') ? `${r}/` : `${homedir()}/corpus/${r}/`;
    const stack = [''];
    while (stack.length > 0) {
      const d = stack.pop() ?? '';
      for (const e of readdirSync(root + d)) {
        const p = d === '' ? e : `${d}/${e}`;
        const st = statSync(root + p, { throwIfNoEntry: false });
        if (st === undefined) continue;
        if (st.isDirectory()) {
          stack.push(p);
          continue;
        }
        const g = grammarOfPath(p);
        if (g === null || st.size > 400000) continue;
        const role = classifyRole(p);
        if (!alsoTests && role !== 'source' && role !== 'config') continue;
        const text = readFileSync(root + p, 'utf8');
        try {
          const view = new FileView(p as never, role, await factsOf(g, text));
          files++;
          const t0 = performance.now();
          for (const rule of rules) {
            if (!rule.meta.languages.includes(view.language)) continue;
            const rep: never[] = [];
            rule.check(view, (x) => rep.push(x as never));
            const lt = LineTable.of(text);
            for (const f of toFindings(rule, view, rep, (s, e2) => text.slice(s, e2))) {
              const line = lt.lineOf(f.start);
              appendFileSync(
                out,
                `${rule.meta.id} ${role} ${p}:${line + 1} [${f.message.slice(0, 30)}] ${text.split('\n')[line]?.trim().slice(0, 200)}\n`,
              );
            }
          }
          ms += performance.now() - t0;
        } catch (e) {
          failed++;
          appendFileSync(out, `FAIL ${p} ${String(e).slice(0, 200)}\n`);
        }
      }
    }
  }
  appendFileSync(out, `files ${files} failed ${failed} rule ms ${Math.round(ms)}\n`);
}, 1200000);
