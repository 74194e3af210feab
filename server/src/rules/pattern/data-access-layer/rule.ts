import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { dataAccessesOf } from '../data-access.ts';
import { handlerAt } from '../handlers.ts';
import { isProductCode } from '../product-code.ts';

/** Layers by the word that a class, a file or a folder is named by. */
const LAYERS: ReadonlyMap<string, string> = new Map([
  ['repository', 'repository'],
  ['repositories', 'repository'],
  ['repo', 'repository'],
  ['repos', 'repository'],
  ['dao', 'repository'],
  ['daos', 'repository'],
  ['store', 'repository'],
  ['stores', 'repository'],
  ['persistence', 'repository'],
  ['mapper', 'repository'],
  ['service', 'service'],
  ['services', 'service'],
  ['usecase', 'service'],
  ['usecases', 'service'],
  ['interactor', 'service'],
  ['interactors', 'service'],
  ['controller', 'handler'],
  ['controllers', 'handler'],
  ['handler', 'handler'],
  ['handlers', 'handler'],
  ['routes', 'handler'],
  ['router', 'handler'],
  ['routers', 'handler'],
  ['resolver', 'handler'],
  ['resolvers', 'handler'],
  ['views', 'handler'],
]);

/** What lies below is data, not a layer, whatever it is called. */
const MODELS: ReadonlySet<string> = new Set(['models', 'model', 'entities', 'entity', 'domain']);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['repository', 'a repository'],
  ['service', 'a service'],
  ['handler', 'the handler itself'],
]);
/** From the data outwards. */
const RANK: readonly string[] = ['repository', 'service', 'handler'];

/** Which layer speaks to the database. */
export const dataAccessLayer = defineConvention({
  id: 'drift/pattern/data-access-layer',
  title: 'Layer of data access',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'data accesses',
  answers: ['repository', 'service', 'handler'],
  describe: (value) => NAMES.get(value) ?? value,
  // Closer to the data than usual is no deviation.
  deviates: (actual, expected) => RANK.indexOf(actual) > RANK.indexOf(expected),
  observe(view, report) {
    if (!isProductCode(view)) return;
    for (const access of dataAccessesOf(view)) {
      if (access.style === null) continue;
      const value = layerOf(view, access.start, access.symbol);
      if (value !== null) report({ value, start: access.start, end: access.end });
    }
  },
});

/** What the access stands in says more than the class, the class more than the file, the file more than its folder. */
function layerOf(view: FileView, start: number, symbol: number): string | null {
  if (handlerAt(view, start) !== null) return 'handler';
  const segments = view.file.split('/');
  const file = (segments.pop() ?? '').replace(/\.\w+$/, '');
  return layerOfName(typeAround(view, symbol)) ?? layerOfName(file) ?? layerOfFolders(segments);
}

function typeAround(view: FileView, symbol: number): string {
  const table = view.table('symbols');
  for (let s: Row<'symbols'> | null = table.get(symbol); s !== null; s = table.get(s.parent)) {
    if (s.kind === 'class' || s.kind === 'struct' || s.kind === 'impl' || s.kind === 'interface') return s.name;
    // Go and extension functions name their type beside the function.
    if (s.owner !== '') return s.owner;
  }
  return '';
}

/** The last word of a name, or the last but one: `UserRepositoryImpl`, `user.service`, `user_repository`. */
function layerOfName(name: string): string | null {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((w) => w !== '' && w !== 'impl' && !/^v\d+$/.test(w));
  // One word alone names a thing of the business: a repository of code, a store that sells.
  return words.length < 2 ? null : (LAYERS.get(words.at(-1) ?? '') ?? null);
}

function layerOfFolders(folders: readonly string[]): string | null {
  if (folders.some((f) => MODELS.has(f.toLowerCase()))) return null;
  for (const folder of [...folders].reverse()) {
    const layer = LAYERS.get(folder.toLowerCase().replace(/[-_]/g, ''));
    if (layer !== undefined) return layer;
  }
  return null;
}
