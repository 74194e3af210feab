import type { RuleFinding } from '@drift/shared';
import type { FileConvention } from '../../server/src/rules/engine/convention.ts';
import { viewOf } from './rules.ts';

/** The text after a convention's fix of its first site, or `null` where the fix is refused: that it has none at all is a fault. */
export async function fixedBy(
  convention: FileConvention,
  path: string,
  text: string,
  expected: string,
): Promise<string | null> {
  const view = await viewOf(path, text);
  const sites: { start: number; end: number }[] = [];
  convention.observe(view, (o) => sites.push(o));
  const site = sites[0];
  if (site === undefined) throw new Error(`no site in ${text}`);
  const finding: RuleFinding = {
    ruleId: convention.id,
    start: site.start,
    end: site.end,
    message: '',
    symbol: '',
    snippet: '',
    confidence: 1,
    tier: 'established',
  };
  const fix = convention.fixFor?.(
    { view, text, identifiers: () => [], leaves: () => [], usual: () => null },
    finding,
    expected,
  );
  if (fix === undefined) throw new Error(`${convention.id} has no fix`);
  if (typeof fix === 'string') return null;
  const edits = [...fix.edits].sort((a, b) => b.start - a.start);
  const out = edits.reduce((now, e) => now.slice(0, e.start) + e.newText + now.slice(e.end), text);
  const after: (string | null)[] = [];
  convention.observe(await viewOf(path, out), (o) => after.push(o.value));
  if (after[0] !== expected) throw new Error(`the fix leaves ${after[0]}: ${out}`);
  return out;
}
