/** One element of an XML text. */
export interface XmlElement {
  readonly name: string;
  /** Index of the element around it; -1 at the top. */
  readonly parent: number;
  readonly attributes: ReadonlyMap<string, string>;
  /** The text directly inside it, trimmed; entities stay as they are written. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly parent: number;
  readonly attributes: ReadonlyMap<string, string>;
  text: string;
}

/**
 * The elements of an XML text in the order of their start tags. Reads only what project files need: no entity is
 * expanded, no document type obeyed, nothing fetched. Broken XML gives what was read so far. Linear in the text.
 */
export function xmlElements(source: string): XmlElement[] {
  const all: Open[] = [];
  const open: number[] = [];
  let at = 0;
  for (let next = source.indexOf('<'); next >= 0; next = source.indexOf('<', at)) {
    addText(all, open, source.slice(at, next));
    const end = endOfMarkup(source, next);
    if (end < 0) break;
    at = end;
    if (source.startsWith('<![CDATA[', next)) addText(all, open, source.slice(next + 9, end - 3));
    else if (source[next + 1] === '/') open.pop();
    else if (source[next + 1] !== '!' && source[next + 1] !== '?') {
      const tag = readTag(source.slice(next + 1, end - 1));
      all.push({ name: tag.name, attributes: tag.attributes, parent: open.at(-1) ?? -1, text: '' });
      if (!tag.closed) open.push(all.length - 1);
    }
  }
  return all.map((e) => ({ ...e, text: e.text.trim() }));
}

/** The texts of every element at a path of names, the last one's; `['modules', 'module']` matches at any depth. */
export function textsAt(elements: readonly XmlElement[], path: readonly string[]): string[] {
  const name = path.at(-1);
  return elements.filter((e) => e.name === name && isAt(elements, e, path)).map((e) => e.text);
}

function isAt(elements: readonly XmlElement[], element: XmlElement, path: readonly string[]): boolean {
  let around: XmlElement | undefined = element;
  for (let i = path.length - 1; i >= 0; i--) {
    if (around === undefined || around.name !== path[i]) return false;
    around = elements[around.parent];
  }
  return true;
}

function addText(all: readonly Open[], open: readonly number[], text: string): void {
  const holder = all[open.at(-1) ?? -1];
  if (holder !== undefined) holder.text += text;
}

/** The place after a comment, section, declaration or tag; -1 where it never ends. */
function endOfMarkup(source: string, start: number): number {
  for (const [opening, closing] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!source.startsWith(opening, start)) continue;
    const end = source.indexOf(closing, start + opening.length);
    return end < 0 ? -1 : end + closing.length;
  }
  for (let i = start + 1; i < source.length; i++) {
    const c = source[i];
    if (c === '>') return i + 1;
    if (c !== '"' && c !== "'") continue;
    i = source.indexOf(c, i + 1);
    if (i < 0) return -1;
  }
  return -1;
}

const BLANK = /\s/;

function readTag(tag: string): { name: string; attributes: ReadonlyMap<string, string>; closed: boolean } {
  const closed = tag.endsWith('/');
  const attributes = new Map<string, string>();
  let at = 0;
  while (at < tag.length && !BLANK.test(tag[at] ?? '') && tag[at] !== '/') at++;
  const name = tag.slice(tag.indexOf(':') + 1 > at ? 0 : tag.lastIndexOf(':', at) + 1, at);
  while (at < tag.length) {
    const equals = tag.indexOf('=', at);
    if (equals < 0) break;
    const key = tag.slice(at, equals).trim();
    let quote = equals + 1;
    while (quote < tag.length && BLANK.test(tag[quote] ?? '')) quote++;
    const mark = tag[quote];
    if (mark !== '"' && mark !== "'") break;
    const end = tag.indexOf(mark, quote + 1);
    if (end < 0) break;
    attributes.set(key, tag.slice(quote + 1, end));
    at = end + 1;
  }
  return { name, attributes, closed };
}
