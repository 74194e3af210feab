import type { Tried } from './try-fixes.ts';

/** Reasons of one row that are named; the rest is counted. */
const MAX_REASONS = 5;

/** Applied and refused by rule and language, then what broke. */
export function resultsTable(tried: readonly Tried[]): string {
  const rows = new Map<string, Tried[]>();
  for (const t of tried) rows.set(`${t.ruleId} ${t.language}`, [...(rows.get(`${t.ruleId} ${t.language}`) ?? []), t]);
  const single = tried.filter((t) => !t.together);
  const count = (list: readonly Tried[], outcome: Tried['outcome']): number =>
    list.filter((t) => t.outcome === outcome).length;
  const out = [
    `Fixes tried one by one: ${single.length}; applied ${count(single, 'applied')}, refused ${count(single, 'refused')}, broken ${count(tried, 'broken')}.`,
    '',
    '| rule | language | applied | refused | why |',
    '|---|---|---:|---:|---|',
  ];
  for (const key of [...rows.keys()].sort()) {
    const list = rows.get(key) ?? [];
    const [rule, language] = [list[0]?.ruleId, list[0]?.language];
    out.push(`| ${rule} | ${language} | ${count(list, 'applied')} | ${count(list, 'refused')} | ${reasons(list)} |`);
  }
  const broken = tried.filter((t) => t.outcome === 'broken');
  if (broken.length > 0) out.push('', ...broken.map((t) => `- broken: ${t.ruleId} in ${t.file}: ${t.why}`));
  return out.join('\n');
}

/** The reasons of refusals with names and numbers left out, most frequent first. */
function reasons(list: readonly Tried[]): string {
  const counted = new Map<string, number>();
  for (const t of list) {
    if (t.outcome !== 'refused') continue;
    const why = t.why
      .replace(/`[^`]*`/g, '`…`')
      .replace(/\b\d+\b/g, 'n')
      .replace(/\S*\/\S*\.\w+/g, '<file>')
      .replaceAll('|', '/');
    counted.set(why, (counted.get(why) ?? 0) + 1);
  }
  const ranked = [...counted].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const shown = ranked.slice(0, MAX_REASONS).map(([why, n]) => `${why} (${n})`);
  const more = ranked.slice(MAX_REASONS).reduce((sum, [, n]) => sum + n, 0);
  return [...shown, ...(more > 0 ? [`other reasons (${more})`] : [])].join('; ');
}
