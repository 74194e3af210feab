import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { grammarOfPath } from '@drift/shared';
import { test } from 'vitest';
import { ProjectIndex } from '../server/src/index/project-index.ts';
import { suppressionReason } from '../server/src/rules/config/suppression-reason/rule.ts';
import { speaksIn, toFindings } from '../server/src/rules/engine/analyze-file.ts';
import { damagedRanges, touches } from '../server/src/rules/engine/damaged-ranges.ts';
import { FileView } from '../server/src/rules/engine/file-view.ts';
import { emptyHandler } from '../server/src/rules/error-handling/empty-handler/rule.ts';
import { ignoredError } from '../server/src/rules/error-handling/ignored-error/rule.ts';
import { unawaitedPromise } from '../server/src/rules/error-handling/unawaited-promise/rule.ts';
import { privateKey } from '../server/src/rules/secret/private-key/rule.ts';
import { urlCredentials } from '../server/src/rules/secret/url-credentials/rule.ts';
import { vendorToken } from '../server/src/rules/secret/vendor-token/rule.ts';
import { classifyRole } from '../server/src/session/scan/role.ts';
import { factsOf } from './support/facts.ts';

test('corpus', { timeout: 1_200_000 }, async () => {
  const root = process.env['CORPUS'] ?? '';
  const all = process.env['ALL'] === '1';
  const out: string[] = [];
  const views: { view: FileView; text: string }[] = [];
  const index = new ProjectIndex();
  const manifests = new Map<never, string>();
  for (const rel of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (/(^|\/)(package\.json|tsconfig\.json|go\.mod|composer\.json|Cargo\.toml|pyproject\.toml)$/.test(rel))
      manifests.set(rel as never, readFileSync(`${root}/${rel}`, 'utf8'));
    const g = grammarOfPath(rel);
    if (g === null || !statSync(`${root}/${rel}`).isFile()) continue;
    const role = classifyRole(rel);
    const text = readFileSync(`${root}/${rel}`, 'utf8');
    if (text.length > 1_500_000) continue;
    const facts = await factsOf(g, text);
    const view = new FileView(rel as never, all ? 'source' : role, facts);
    views.push({ view, text });
    if (['javascript', 'typescript', 'python'].includes(facts.language)) index.replace(rel as never, facts);
  }
  index.setManifests(manifests);
  for (const { view, text } of views) {
    const damaged = damagedRanges(view.facts);
    for (const rule of [
      emptyHandler,
      ignoredError,
      privateKey,
      urlCredentials,
      vendorToken,
      suppressionReason,
      unawaitedPromise,
    ]) {
      if (!speaksIn(rule, view)) continue;
      const reports: never[] = [];
      if (rule.scope === 'file') rule.check(view, (r) => reports.push(r as never));
      else rule.check(view, index, (r) => reports.push(r as never));
      for (const f of toFindings(
        rule,
        view,
        reports.filter((r) => !touches(damaged, r)),
        (s, e) => text.slice(s, e),
      )) {
        const line = text.slice(0, f.start).split('\n').length;
        out.push(
          `${rule.meta.id}\t${view.language} ${view.file}:${line}\t${f.message.slice(0, 60)}\t<<${text
            .slice(Math.max(0, f.start - 200), f.end + 60)
            .replace(/\s+/g, ' ')
            .slice(0, 460)}>>`,
        );
      }
    }
  }
  out.sort();
  writeFileSync(process.env['OUT'] ?? '/tmp/errh/out.txt', `${out.join('\n')}\n`);
  console.log(views.length, out.length);
});
