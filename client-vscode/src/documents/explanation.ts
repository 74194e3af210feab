import { displayText, type Explanation } from '@drift/shared';
import { markdownText } from './markdown-text.ts';

/** An explanation as Markdown: what was found, why, and the page of the rule. */
export function explanationText(e: Explanation): string {
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : ['', `## ${title}`, '', ...items.map((i) => `- ${markdownText(i)}`)];
  return [
    `# ${markdownText(e.message)}`,
    '',
    `${e.severity}, ${markdownText(e.ruleId)} (${markdownText(e.title)}), ${e.isNew ? 'new code' : 'existing code'}`,
    '',
    `${markdownText(e.path)}, line ${e.line + 1}; confidence ${e.confidence.toFixed(2)}, ${e.tier}${e.cwe.length === 0 ? '' : `; ${e.cwe.join(', ')}`}`,
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
