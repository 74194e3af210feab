import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { grammarOfPath } from '@drift/shared';
import { test } from 'vitest';
import { speaksIn, toFindings } from '../server/src/rules/engine/analyze-file.ts';
import { damagedRanges, touches } from '../server/src/rules/engine/damaged-ranges.ts';
import { FileView } from '../server/src/rules/engine/file-view.ts';
import { unsafeDeserialization } from '../server/src/rules/owasp/unsafe-deserialization/rule.ts';
import { codeEval } from '../server/src/rules/taint/code-eval/rule.ts';
import { htmlOutput } from '../server/src/rules/taint/html-output/rule.ts';
import { osCommand } from '../server/src/rules/taint/os-command/rule.ts';
import { sqlQuery } from '../server/src/rules/taint/sql-query/rule.ts';
import { classifyRole } from '../server/src/session/scan/role.ts';
import { factsOf } from './support/facts.ts';

test('corpus', { timeout: 1_200_000 }, async () => {
  const root = process.env['CORPUS'] ?? '';
  const out: string[] = [];
  let files = 0,
    failed = 0;
  const roles: Record<string, number> = {};
  for (const rel of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const g = grammarOfPath(rel);
    if (g === null || !statSync(`${root}/${rel}`).isFile()) continue;
    const role = classifyRole(rel);
    roles[role] = (roles[role] ?? 0) + 1;
    if (role !== 'source' && role !== 'config') continue;
    const text = readFileSync(`${root}/${rel}`, 'utf8');
    if (text.length > 1_500_000) continue;
    try {
      const facts = await factsOf(g, text);
      const view = new FileView(rel as never, role, facts);
      const damaged = damagedRanges(facts);
      files++;
      for (const rule of [sqlQuery, osCommand, codeEval, htmlOutput, unsafeDeserialization]) {
        if (!speaksIn(rule, view)) continue;
        const reports: never[] = [];
        rule.check(view, (r) => reports.push(r as never));
        for (const f of toFindings(
          rule,
          view,
          reports.filter((r) => !touches(damaged, r)),
          (s, e) => text.slice(s, e),
        )) {
          const line = text.slice(0, f.start).split('\n').length;
          out.push(
            `${rule.meta.id}\t${rel}:${line}\t${f.confidence}\t${(text.split('\n')[line - 1] ?? '').trim().slice(0, 200)}\t<<${text.slice(f.start, f.end).replace(/\s+/g, ' ').slice(0, 200)}>>`,
          );
        }
      }
    } catch (e) {
      failed++;
      out.push(`FAIL ${rel} ${String(e)}`);
    }
  }
  out.sort();
  writeFileSync(process.env['OUT'] ?? '/tmp/inj/out.txt', `${out.join('\n')}\n`);
  console.log(files, failed, JSON.stringify(roles), out.length);
});
