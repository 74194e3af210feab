import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { componentsOf } from '../components.ts';
import { isStore, STORE_NAMES, storeOf } from './stores.ts';

const LOCAL = 'local';
const REDUCER = 'reducer';
/** Hooks of React and of what stands in for it. */
const LOCAL_HOOKS: ReadonlyMap<string, string> = new Map([
  ['useState', LOCAL],
  ['useReducer', REDUCER],
]);
/** `useCartStore`: a hook that a store library has made elsewhere, and which one cannot be seen from here. */
const MADE_HOOK = /^use[A-Z]\w*Store$/;
/** The typed hooks that Redux tells its users to make. */
const REDUX_HOOKS: ReadonlySet<string> = new Set(['useAppSelector', 'useAppDispatch']);

/** Where components keep their state. */
export const componentState = defineConvention({
  id: 'drift/pattern/component-state',
  title: 'State of components',
  languages: ['javascript', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'stateful components',
  answers: [LOCAL, REDUCER, ...STORE_NAMES],
  describe: (value) => (value === LOCAL ? 'local state' : value === REDUCER ? 'a reducer' : value),
  // What belongs to one component stays there, whatever others share; only a second store is a departure.
  deviates: (actual, expected) => isStore(actual) && isStore(expected),
  observe(view, report) {
    for (const { symbol } of componentsOf(view)) {
      const found = new Set<string | null>();
      for (const call of view.callsStartingIn(symbol.start, symbol.end)) {
        const value = sourceOf(view, call);
        if (value !== undefined) found.add(value);
      }
      if (found.size === 0) continue;
      const stores = [...found].filter((v) => v === null || isStore(v));
      const local = found.has(REDUCER) ? REDUCER : LOCAL;
      const value = stores.length === 0 ? local : stores.length === 1 ? (stores[0] ?? null) : null;
      report({ value, start: symbol.nameStart, end: symbol.nameEnd });
    }
  },
});

/** Where a call takes state from; `null` where it is a store that cannot be named, `undefined` where it is none. */
function sourceOf(view: FileView, call: Row<'calls'>): string | null | undefined {
  if (call.name === 'setState' && call.callee === 'this.setState') return LOCAL;
  if (!call.name.startsWith('use')) return undefined;
  const local = LOCAL_HOOKS.get(call.name);
  if (local !== undefined) return /^(?:React\.)?use/.test(call.callee) ? local : undefined;
  const store = storeOf(view.canonical(call.callee));
  if (store !== undefined) return store;
  if (REDUX_HOOKS.has(call.callee)) return 'Redux';
  return MADE_HOOK.test(call.callee) ? null : undefined;
}
