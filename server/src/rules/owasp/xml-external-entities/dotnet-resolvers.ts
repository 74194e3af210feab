import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

const DOCUMENTS: ReadonlySet<string> = new Set(['XmlDocument', 'XmlTextReader', 'XmlDataDocument']);

/**
 * Places where a .NET XML reader gets a resolver that fetches: on documents by itself, on reader settings only
 * together with `DtdProcessing.Parse`.
 */
export function* resolversOf(view: FileView): Generator<{ readonly start: number; readonly end: number }> {
  if (!view.imports('System.Xml')) return;
  for (const b of view.bindingsNamed('XmlResolver')) {
    if (b.shape !== 'new' || !/(?:^|\.)XmlUrlResolver$/.test(b.text)) continue;
    const owner = ownerOf(view, b);
    if (DOCUMENTS.has(owner) || (owner === 'XmlReaderSettings' && parsesDtd(view, b)))
      yield { start: b.start, end: b.end };
  }
}

/** The class whose property is set, as far as the file says. */
function ownerOf(view: FileView, b: Row<'bindings'>): string {
  if (b.kind === 'pair') return nameOf(view.table('calls').get(b.call)?.callee ?? '');
  const holder = b.target.slice(0, -'.XmlResolver'.length);
  const value = view.valueOf({ shape: 'identifier', text: holder }, b.symbol);
  return value.shape === 'new' ? nameOf(value.text) : '';
}

function parsesDtd(view: FileView, b: Row<'bindings'>): boolean {
  const holder = b.target.slice(0, -'.XmlResolver'.length);
  return view
    .bindingsNamed('DtdProcessing')
    .some(
      (d) =>
        d.text.endsWith('DtdProcessing.Parse') &&
        (b.kind === 'pair' ? d.call === b.call : d.target === `${holder}.DtdProcessing` && d.symbol === b.symbol),
    );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
