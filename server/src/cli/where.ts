import {
  counted,
  displayText,
  grouped,
  Method,
  type WhereAnswer,
  type WhereParams,
  whereAnswerSchema,
} from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** `drift where`: every place a convention asks about, with the answer given there. */
export async function where(
  client: Client,
  terminal: Terminal,
  asked: Pick<WhereParams, 'key' | 'value' | 'language' | 'population'> & { readonly paths: readonly string[] },
  options: { readonly json: boolean; readonly deviating: boolean },
): Promise<number> {
  const answer = await client.ask(Method.where, asked, whereAnswerSchema);
  terminal.clearProgress();
  const sites = options.deviating ? answer.sites.filter((s) => s.conforms === false) : answer.sites;
  if (options.json) return printJson(terminal, { ...answer, sites });
  for (const s of sites) {
    const mark = s.conforms === false ? '!' : ' ';
    const place = `${displayText(s.path)}:${s.line + 1}:${s.character + 1}`;
    terminal.print(`${mark} ${place}  ${displayText(s.value)}  ${displayText(s.snippet)}\n`);
  }
  terminal.print(`${countsText(answer.counts)}${shownText(sites.length, answer.counts)}\n`);
  for (const n of answer.notAsked) terminal.print(`${notAskedText(n)}\n`);
  return 0;
}

/** Every place counts, shown or not: a reader must see how rare a deviation is. */
function countsText({ places, conforming, deviating }: WhereAnswer['counts']): string {
  const rest = places - conforming - deviating;
  const neither = rest === 0 ? '' : `, ${grouped(rest)} with nothing to compare`;
  return `${counted(places, 'place')}: ${grouped(conforming)} as usual here, ${grouped(deviating)} otherwise (!)${neither}`;
}

function shownText(shown: number, { places }: WhereAnswer['counts']): string {
  return shown === places ? '' : `; ${grouped(shown)} shown`;
}

function notAskedText({ reason, partly, files, examples }: WhereAnswer['notAsked'][number]): string {
  const more = files - examples.length;
  const named = examples.map(displayText).join(', ') + (more > 0 ? ` and ${grouped(more)} more` : '');
  return `${partly ? 'asked only in part' : 'not asked'} in ${counted(files, 'file')} (${reason}): ${named}`;
}
