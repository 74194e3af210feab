import { byCodeUnit, type ConventionRow, counted, displayText, type WhereAnswer } from '@drift/shared';
import { byRoot, type Row, row } from '../trees/row.ts';

/** The ways in which conventions can be grouped: by what they are about, what was decided, and how sure they are. */
export const CONVENTION_GROUPINGS = ['topic', 'status', 'evidence'] as const;
/** One of the ways. */
export type ConventionGrouping = (typeof CONVENTION_GROUPINGS)[number];

/** The conventions of one root, and how the places of one are found. */
export interface RootConventions {
  readonly uri: string;
  readonly name: string;
  readonly conventions: readonly ConventionRow[];
  readonly placesOf: (convention: ConventionRow) => Promise<WhereAnswer>;
}

/** What is shown: the grouping, and a text that must be in a convention. */
export interface ConventionChoice {
  readonly by: ConventionGrouping;
  readonly text: string;
}

/** The tree of conventions, and how many of them it shows and leaves out. */
export interface ConventionsTree {
  readonly rows: readonly Row[];
  readonly shown: number;
  readonly hidden: number;
}

/** Icons of topics by the first word of a key; a list otherwise. */
const TOPIC_ICONS: Readonly<Record<string, string>> = {
  api: 'globe',
  async: 'sync',
  auth: 'lock',
  component: 'symbol-class',
  config: 'gear',
  data: 'database',
  di: 'plug',
  doc: 'book',
  error: 'error',
  import: 'references',
  lib: 'package',
  log: 'output',
  module: 'structural',
  naming: 'symbol-text',
  null: 'circle-slash',
  test: 'beaker',
  type: 'symbol-interface',
};

const STATUS_ICONS: Readonly<Record<ConventionRow['status'], readonly [icon: string, color: string | null]>> = {
  approved: ['pass', 'testing.iconPassed'],
  pinned: ['pinned', 'testing.iconPassed'],
  rejected: ['circle-slash', 'disabledForeground'],
  learned: ['circle-outline', null],
};

/** The tree for what was learned and decided. */
export function conventionsTree(roots: readonly RootConventions[], choice: ConventionChoice): ConventionsTree {
  const wanted = roots.map((r) => ({ ...r, conventions: r.conventions.filter((c) => holds(c, choice.text)) }));
  const all = roots.reduce((sum, r) => sum + r.conventions.length, 0);
  const shown = wanted.reduce((sum, r) => sum + r.conventions.length, 0);
  const rows = byRoot(wanted.map((r) => ({ uri: r.uri, name: displayText(r.name), rows: groups(r, choice.by) })));
  return { rows: shown === 0 ? [] : rows, shown, hidden: all - shown };
}

function holds({ key, title, leader, language, scope }: ConventionRow, text: string): boolean {
  return [key, title, leader, language, scope].some((part) => part.toLowerCase().includes(text.toLowerCase()));
}

function groups(root: RootConventions, by: ConventionGrouping): readonly Row[] {
  const out = new Map<string, ConventionRow[]>();
  for (const convention of root.conventions) {
    const name = groupOf(convention, by);
    const those = out.get(name);
    if (those === undefined) out.set(name, [convention]);
    else those.push(convention);
  }
  return [...out]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([name, those]) =>
      row({
        id: name,
        label: name,
        description: String(those.length),
        hover: `${name}: ${counted(those.length, 'convention')}`,
        icon: by === 'topic' ? (TOPIC_ICONS[name] ?? 'list-unordered') : 'list-unordered',
        context: 'group',
        below: those.map((c) => conventionRow(root, c)),
      }),
    );
}

function groupOf({ key, status, tier }: ConventionRow, by: ConventionGrouping): string {
  switch (by) {
    case 'topic':
      return key.split('-', 1)[0] ?? key;
    case 'status':
      return status;
    case 'evidence':
      return tier;
  }
}

function conventionRow(root: RootConventions, c: ConventionRow): Row {
  const [icon, color] = STATUS_ICONS[c.status];
  const where = c.scope === '' ? '' : ` in ${displayText(c.scope)}`;
  const what = `${c.language}${c.population === 'test' ? ' tests' : ''}${where}`;
  const leader = displayText(c.decided ?? c.leader);
  const others = c.values.map((v) => `${displayText(v.value)}: ${percent(v.share)}, ${counted(v.sites, 'place')}`);
  return row({
    id: c.id,
    label: c.key,
    description: `${leader} · ${percent(c.share)} of ${counted(c.files, 'file')} · ${what}`,
    hover: [`${c.title} (${what})`, `${c.status}, ${c.tier}, ${c.category}`, ...others].join('\n'),
    icon,
    color,
    context: `convention.${c.status}`,
    about: {
      kind: 'convention',
      uri: root.uri,
      key: c.key,
      language: c.language,
      population: c.population,
      scope: c.scope,
      value: c.leaderValue,
      words: displayText(c.leader),
    },
    below: async () => placeGroups(root.uri, c, await root.placesOf(c)),
  });
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

const SIDES = [
  { conforms: false, label: 'Otherwise', icon: 'warning', color: 'list.warningForeground' },
  { conforms: true, label: 'As usual', icon: 'check', color: 'testing.iconPassed' },
  { conforms: null, label: 'Could not be told', icon: 'question', color: null },
] as const;

/** The places of a convention on each side; the reasons where there is none. */
function placeGroups(uri: string, c: ConventionRow, answer: WhereAnswer): readonly Row[] {
  const sites = answer.sites.filter((s) => s.language === c.language && s.population === c.population);
  if (sites.length === 0)
    return answer.notAsked.map((n, i) =>
      row({ id: `n${i}`, label: displayText(n.reason), description: counted(n.files, 'file'), icon: 'info' }),
    );
  return SIDES.flatMap(({ conforms, label, icon, color }) => {
    const those = sites.filter((s) => s.conforms === conforms);
    if (those.length === 0) return [];
    const below = those.map((s, i) => placeRow(uri, s, i));
    return [row({ id: label, label, description: String(those.length), icon, color, context: 'places', below })];
  });
}

function placeRow(uri: string, site: WhereAnswer['sites'][number], i: number): Row {
  const { path, line, character, value, snippet } = site;
  const at = { line, character, endLine: line, endCharacter: character };
  return row({
    id: `${i}`,
    label: `${displayText(path)}:${line + 1}`,
    description: displayText(value),
    hover: displayText(snippet),
    icon: 'symbol-field',
    context: 'place',
    place: { rootUri: uri, path, ...at },
  });
}
