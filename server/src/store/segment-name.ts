/** Characters of the engine's id that stand in a file's name. */
const ENGINE_DIGITS = 16;
const NAME = /^([0-9a-f]{16})-([0-9a-z-]{1,64})\.seg$/;
const TEMPORARY = /\.seg\.\d+\.\d+\.tmp$/;

/** A file name by which segments of an engine are known; `id` is unique and in order of time. */
export function segmentName(engine: string, id: string): string {
  return `${engine.slice(0, ENGINE_DIGITS)}-${id}.seg`;
}

/** True for a name of a segment of this engine. */
export function isOfEngine(name: string, engine: string): boolean {
  return NAME.exec(name)?.[1] === engine.slice(0, ENGINE_DIGITS);
}

/** True for what a write leaves behind that was interrupted. */
export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name);
}

/**
 * Names of segments of engines other than this one and the one last used beside it: an editor and a command line of two
 * releases may take turns, what is older is of no use.
 */
export function outdated(names: readonly string[], engine: string): readonly string[] {
  const others = names.flatMap((name) => {
    const [, of = '', id = ''] = NAME.exec(name) ?? [];
    return of === '' || isOfEngine(name, engine) ? [] : [{ name, of, id }];
  });
  const newest = others.reduce<{ of: string; id: string } | null>((a, b) => (a === null || a.id < b.id ? b : a), null);
  return others.filter((o) => o.of !== newest?.of).map((o) => o.name);
}
