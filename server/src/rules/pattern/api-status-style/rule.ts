import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Response, responsesOf, type WrittenValue } from '../responses.ts';

const LITERAL = /^[1-5]\d\d$/;
/** `:not_found` of Rails. */
const SYMBOL = /^:[a-z_]+$/;
/** The last part of a constant's name: `NOT_FOUND`, `SC_NOT_FOUND`, `HTTP_404_NOT_FOUND`, `StatusNotFound`. */
const CONSTANT = /^(?:[A-Z][A-Z0-9_]+|Status[A-Z0-9]\w*)$/;
/** What holds constants that are written in other styles: `HttpStatusCode.NotFound`. */
const HOLDER = /(?:status|codes?|https?)\w*\.[A-Z]\w*$/i;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['literal', 'a number'],
  ['constant', 'a named constant'],
  ['helper', 'a helper named by the status'],
]);
/** From the most to the least telling. */
const RANK: readonly string[] = ['helper', 'constant', 'literal'];

/** How the status of an answer is said. */
export const apiStatusStyle = defineConvention({
  id: 'drift/pattern/api-status-style',
  title: 'Status of answers',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'statuses',
  answers: ['literal', 'constant', 'helper'],
  describe: (value) => NAMES.get(value) ?? value,
  // A status that says more than usual is no deviation.
  deviates: (actual, expected) => RANK.indexOf(actual) > RANK.indexOf(expected),
  observe(view, report) {
    if (view.role !== 'source') return;
    for (const response of responsesOf(view)) {
      if (response.row?.helper === true) {
        report({ value: 'helper', start: response.start, end: response.end });
      } else if (response.status !== null) {
        const value = styleOf(view, response, response.status);
        if (value !== null) report({ value, start: response.status.start, end: response.status.end });
      }
    }
  },
});

/** `null` for a status that is passed on from elsewhere, and where no helper could say it. */
function styleOf(view: FileView, response: Response, status: WrittenValue): string | null {
  const choice = response.row?.choice;
  if (choice !== undefined && !choice.test(status.text)) return null;
  if (status.shape === 'number') return LITERAL.test(status.text) ? 'literal' : null;
  if (status.shape !== 'identifier' && status.shape !== 'member') return null;
  if (view.language === 'ruby') return SYMBOL.test(status.text) ? 'constant' : null;
  const last = status.text.slice(Math.max(status.text.lastIndexOf('.'), status.text.lastIndexOf(':')) + 1);
  return CONSTANT.test(last) || HOLDER.test(status.text) ? 'constant' : null;
}
