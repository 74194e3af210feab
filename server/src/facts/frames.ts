/** What encloses the current node. */
export type FrameKind = 'symbol' | 'loop' | 'inlineLoop' | 'try' | 'handler' | 'branch' | 'call' | 'opaque';

/** One construct around the current node. */
export interface Frame {
  readonly kind: FrameKind;
  /** Node index after the subtree that this frame spans. */
  readonly end: number;
  /** Row of the symbol, handler or call; -1 otherwise. */
  readonly row: number;
  /** Row of the same kind that governs again once this frame ends; -1 for none within the symbol. */
  readonly outer: number;
  /** First node of the frame. */
  readonly node: number;
}

/** State of the innermost function: reset at its border, restored when it ends. */
export interface Scope {
  readonly symbol: number;
  readonly path: string;
  readonly isCallable: boolean;
  loopDepth: number;
  tryDepth: number;
  handler: number;
  call: number;
  nesting: number;
  maxNesting: number;
  branches: number;
  arms: number;
  statements: number;
  tries: number;
}

/** The scope of a file's top level. */
export function moduleScope(): Scope {
  return {
    symbol: -1,
    path: '',
    isCallable: false,
    loopDepth: 0,
    tryDepth: 0,
    handler: -1,
    call: -1,
    nesting: 0,
    maxNesting: 0,
    branches: 0,
    arms: 0,
    statements: 0,
    tries: 0,
  };
}
