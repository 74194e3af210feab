import { displayText, type Explanation } from '@drift/shared';

/** An explanation as text: what was found, why, and the page of the rule, which is Markdown and stays as it is written. */
export function explanationText(e: Explanation): string {
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : ['', `## ${title}`, '', ...items.map((i) => `- ${displayText(i)}`)];
  return [
    `# ${displayText(e.message)}`,
    '',
    `${e.severity}, ${displayText(e.ruleId)} (${displayText(e.title)}), ${e.isNew ? 'new code' : 'existing code'}`,
    '',
    `${displayText(e.path)}, line ${e.line + 1}; confidence ${e.confidence.toFixed(2)}, ${e.tier}${e.cwe.length === 0 ? '' : `; ${e.cwe.join(', ')}`}`,
    ...list('Evidence', e.evidence),
    ...list('Examples', e.examples),
    '',
    '---',
    '',
    e.page,
    '',
    `Finding ${displayText(e.id)}`,
    '',
  ].join('\n');
}
