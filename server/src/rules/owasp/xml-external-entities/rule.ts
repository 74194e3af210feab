import { callTable, matchCalls, matchSettings, settingTable } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { resolversOf } from './dotnet-resolvers.ts';
import { COMPILED_ROWS, DOCTYPE_ROWS } from './rows-compiled.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';
import { SETTING_ROWS } from './rows-settings.ts';

const CALLS = callTable([...SCRIPT_ROWS, ...COMPILED_ROWS]);
const DOCTYPES = callTable(DOCTYPE_ROWS);
const SETTINGS = settingTable(SETTING_ROWS);

const MESSAGE = 'This makes the XML parser follow external entities; leave them off for XML from outside';

/** Flags parsers that are told to resolve external entities, which lets a document read files and call hosts. */
export const xmlExternalEntities = defineRule({
  meta: {
    id: 'drift/owasp/xml-external-entities',
    title: 'XML parser that follows external entities',
    category: 'owasp',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-611'],
    owasp: ['A05:2021'],
    fix: 'none',
    inTests: false,
    precision: { corpus: '380 packages', sample: 0, precision: 1 },
  },
  check(view, report) {
    if (!restrictsLoader(view))
      for (const { start, end } of matchCalls(view, CALLS)) report({ start, end, message: MESSAGE });
    for (const { start, end } of matchSettings(view, SETTINGS)) report({ start, end, message: MESSAGE });
    for (const { start, end } of matchCalls(view, DOCTYPES))
      if (!forbidsEntities(view)) report({ start, end, message: MESSAGE });
    if (view.language === 'ruby')
      for (const { start, end } of nokogiriBlocks(view)) report({ start, end, message: MESSAGE });
    if (view.language === 'csharp')
      for (const { start, end } of resolversOf(view)) report({ start, end, message: MESSAGE });
  },
});

/** True in PHP where the file decides what the parser may load: entities are then the document's own. */
function restrictsLoader(view: FileView): boolean {
  const names = ['libxml_disable_entity_loader', 'libxml_set_external_entity_loader'];
  return view.language === 'php' && names.some((name) => view.callsNamed(name).length > 0);
}

/** True when the file switches external entities or external access off in another way. */
function forbidsEntities(view: FileView): boolean {
  const off = view.callsNamed('setFeature').some((c) => {
    const [feature, value] = view.argumentsOf(c);
    if (/(?:^|\.)FEATURE_SECURE_PROCESSING$/.test(feature?.text ?? '')) return value?.shape === 'true';
    return feature?.text === 'http://xml.org/sax/features/external-general-entities' && value?.shape === 'false';
  });
  const closed = [...view.callsNamed('setAttribute'), ...view.callsNamed('setProperty')].some((c) =>
    /ACCESS_EXTERNAL_DTD$|accessExternalDTD$/.test(view.argumentsOf(c)[0]?.text ?? ''),
  );
  return off || closed || view.callsNamed('setEntityResolver').length > 0;
}

/** `Nokogiri::XML(body) { |config| config.noent }` */
function* nokogiriBlocks(view: FileView): Generator<{ readonly start: number; readonly end: number }> {
  const parsers = ['XML', 'parse']
    .flatMap((n) => view.callsNamed(n))
    .filter((c) => c.callee === 'Nokogiri.XML' || c.callee.startsWith('Nokogiri.XML.'));
  for (const call of view.callsNamed('noent'))
    if (parsers.some((p) => p.start < call.start && call.end <= p.end)) yield call;
}
