import type { Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { environmentReads, isForeignVariable } from '../environment.ts';
import { isForeignFile, lastPart } from '../free-names.ts';
import { CONFIG_ANNOTATION, CONFIG_CALL, CONFIG_FILE, CONFIG_MODULE, CONFIG_NAME } from './sources.ts';

/** Programs of their own around the product, and what starts it. */
const OTHER_PURPOSE =
  /(?:^|\/)(?:bin|cli|cmd|scripts?|tools?|tasks?|examples?|samples?|demos?|docs?|benchmarks?|bench|contrib|hack|build|migrations|db|integration-cli|ci|testutil|testing|test_helpers|testfiles)\/|(?:^|\/)(?:build|index|main|manage|wsgi|asgi|boot|bootstrap|setup|instrumentation)\.\w+$/;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['central', 'settings from the configuration module'],
  ['direct', 'a direct read of the environment'],
]);

/** Where code takes its settings from. */
export const configAccess = defineConvention({
  id: 'drift/pattern/config-access',
  title: 'Access to configuration',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '1 package: Mailman',
    sample: 3,
    precision: 0,
  },
  sites: 'reads of settings',
  answers: ['central', 'direct'],
  describe: (value) => NAMES.get(value) ?? value,
  deviates: (actual) => actual === 'direct',
  observe(view, report) {
    if (view.role !== 'source' || CONFIG_FILE.test(view.file) || OTHER_PURPOSE.test(view.file)) return;
    if (isForeignFile(view)) return;
    const read = (value: string) => (place: Span) => report({ value, start: place.start, end: place.end });
    environmentReads(view)
      .filter((r) => r.name !== '' && !isForeignVariable(r.name))
      .forEach(read('direct'));
    centralReads(view).forEach(read('central'));
  },
});

/** The imports of the configuration, or, in frameworks that hand it over by themselves, what asks for it. */
function centralReads(view: FileView): Span[] {
  const out: Span[] = [];
  for (const row of view.table('imports'))
    if (row.sourceStart >= 0 && isOwnModule(view, row) && takesSettings(view, row))
      out.push({ start: row.sourceStart, end: row.sourceEnd });
  const call = CONFIG_CALL[view.language];
  if (call !== undefined)
    for (const c of view.table('calls'))
      if (call.test(c.callee) && namesSetting(view, c)) out.push({ start: c.start, end: c.nameEnd });
  if (view.language === 'java' || view.language === 'kotlin')
    for (const d of view.table('decorators'))
      if (CONFIG_ANNOTATION.has(lastPart(d.name))) out.push({ start: d.start, end: d.end });
  return out;
}

/** In Ruby the name of the setting is the called method itself. */
function namesSetting(view: FileView, call: Row<'calls'>): boolean {
  return view.language === 'ruby' || view.argumentsOf(call)[0]?.shape === 'string';
}

/** A module of the code base itself whose name says that it holds the configuration. */
function isOwnModule(view: FileView, row: Row<'imports'>): boolean {
  const source = row.source;
  switch (view.language) {
    case 'javascript':
    case 'typescript': {
      const own = /^(?:\.\.?\/|[@~#]\/|src\/)/.test(source);
      return own && CONFIG_MODULE.has((source.split('/').pop() ?? '').replace(/\.[cm]?[jt]s$/, ''));
    }
    case 'python':
      return CONFIG_MODULE.has(source.split('.').pop() ?? '') || /^\.*$/.test(source);
    case 'go':
      return /\/(?:internal|pkg)\/(?:\w+\/)*(?:config|settings|conf)$/.test(source);
    default:
      return false;
  }
}

function takesSettings(view: FileView, row: Row<'imports'>): boolean {
  if (view.language === 'go') return true;
  const whole = /^\.*$/.test(row.source);
  for (const s of view.table('specifiers')) {
    if (s.import !== row.index) continue;
    const name = s.alias === '' ? s.name : s.alias;
    if (whole ? CONFIG_MODULE.has(s.name) : CONFIG_NAME.has(name)) return true;
  }
  return false;
}
