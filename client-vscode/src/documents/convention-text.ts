import { type ConventionDetail, counted, displayText } from '@drift/shared';

/** Everything there is to say about a convention, as plain text. */
export function conventionText(c: ConventionDetail): string {
  const share = (n: number): string => `${Math.round(n * 100)} %`;
  const cited = (title: string, files: ConventionDetail['filesFor']): string[] => [
    '',
    `${title} (${files.length} cited)`,
    ...files.map(
      (f) => `  ${displayText(f.path)}:${f.line + 1}  ${displayText(f.value)}, ${counted(f.sites, 'place')}`,
    ),
  ];
  const [low, high] = c.interval;
  return [
    `${c.key}: ${c.title}`,
    '',
    `Here         ${displayText(c.leader)} (${share(c.share)} of ${counted(c.files, 'file')})`,
    `Where        ${c.language}, ${c.population}, ${c.scope === '' ? 'the whole project' : displayText(c.scope)}`,
    `Decided      ${c.status}${c.decided === null ? '' : `: ${displayText(c.decided)}`}`,
    `Evidence     ${c.tier}, ${c.category}; ${counted(c.conforming, 'place')} of ${c.sites} conform, ${c.abstained} could not be told`,
    `Share        mean ${c.mean.toFixed(3)}, 95 % between ${low.toFixed(3)} and ${high.toFixed(3)}`,
    `Direction    ${c.direction}`,
    `Deviations   ${c.severity ?? 'not told'}${c.quietened ? ' (made quieter by feedback)' : ''}`,
    ...(c.reason === '' ? [] : [`Reason       ${displayText(c.reason)}`]),
    '',
    'Answers',
    ...c.values.map((v) => `  ${displayText(v.value)}: ${share(v.share)}, ${counted(v.sites, 'place')}`),
    ...cited('Files that do it so', c.filesFor),
    ...cited('Files that do otherwise', c.filesAgainst),
    '',
  ].join('\n');
}
