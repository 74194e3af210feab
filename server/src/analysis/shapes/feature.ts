const FNV_OFFSET = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
const CLASS_BITS = 3;
const CLASS_MASK = (1 << CLASS_BITS) - 1;

/** What a feature is about: kept in its low bits, so that a set of numbers can be read without its texts. */
export const FeatureClass = {
  /** Where the function stands: its kind, the words of its name, its owner, its parameters. */
  context: 0,
  call: 1,
  decorator: 2,
  handler: 3,
  /** What is called first and last. */
  order: 4,
  /** A call whose name holds words of the function's own: `findUser` in `loadUser`. */
  ownCall: 5,
  /** What is thrown and returned, and what its texts flow into. */
  result: 6,
  /** A step under its plain name where the shape shows it otherwise: seen when somebody asks whether it is left out. */
  hidden: 7,
} as const;
/** One of the things a feature can be about. */
export type FeatureClass = (typeof FeatureClass)[keyof typeof FeatureClass];

/** A feature as an unsigned 32-bit number: a hash of its text with its class in the low bits. */
export function featureOf(about: FeatureClass, text: string): number {
  let h = FNV_OFFSET;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), FNV_PRIME);
  // The low bits of FNV-1a mix last; they are the ones given up.
  h ^= h >>> 15;
  return ((h << CLASS_BITS) | about) >>> 0;
}

/** What a feature is about. */
export function classOf(feature: number): number {
  return feature & CLASS_MASK;
}

/** True for what a function does and may forget: a call, a decorator, an error handler. */
export function isStep(feature: number): boolean {
  const about = classOf(feature);
  return about === FeatureClass.call || about === FeatureClass.decorator || about === FeatureClass.handler;
}

/** True for features a signature may hold: the order of calls changes with every call that is left out. */
export function isSteady(feature: number): boolean {
  return classOf(feature) !== FeatureClass.order && classOf(feature) !== FeatureClass.hidden;
}

/** The same text under another class. */
export function under(about: FeatureClass, feature: number): number {
  return ((feature & ~CLASS_MASK) | about) >>> 0;
}
