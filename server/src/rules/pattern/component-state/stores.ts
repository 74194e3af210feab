/** Value -> modules of the library that keeps state outside of components. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  Redux: ['react-redux'],
  Zustand: ['zustand'],
  Jotai: ['jotai', 'jotai/utils'],
  Recoil: ['recoil'],
  MobX: ['mobx-react', 'mobx-react-lite'],
  Valtio: ['valtio'],
  'Nano Stores': ['@nanostores/react'],
  Effector: ['effector-react'],
  XState: ['@xstate/react'],
  'TanStack Store': ['@tanstack/react-store'],
};

/** Value -> names of the functions by which a component takes part in the state of a store. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  Redux: ['useSelector', 'useDispatch', 'useStore', 'connect'],
  Zustand: ['useStore', 'useStoreWithEqualityFn'],
  Jotai: ['useAtom', 'useAtomValue', 'useSetAtom'],
  Recoil: ['useRecoilState', 'useRecoilValue', 'useSetRecoilState', 'useRecoilStateLoadable'],
  MobX: ['useLocalObservable', 'useLocalStore', 'useObserver'],
  Valtio: ['useSnapshot'],
  'Nano Stores': ['useStore'],
  Effector: ['useUnit', 'useStore', 'useEvent'],
  XState: ['useMachine', 'useActor', 'useSelector', 'useActorRef'],
  'TanStack Store': ['useStore'],
};

/** The values that are libraries. */
export const STORE_NAMES: readonly string[] = Object.keys(MODULES);

const STORE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(MODULES).flatMap(([value, modules]) =>
    modules.flatMap((m) => (FUNCTIONS[value] ?? []).map((f): [string, string] => [`${m}.${f}`, value])),
  ),
);

/** The library whose hook this canonical path is, or `undefined`. */
export function storeOf(canonical: string): string | undefined {
  return STORE_OF.get(canonical);
}

/** True for the values that are libraries. */
export function isStore(value: string): boolean {
  return Object.hasOwn(MODULES, value);
}
