import type { LanguageId } from '@drift/shared';
import { COMPILED_ROUTES } from './route-rows-compiled.ts';
import { SCRIPTED_ROUTES } from './route-rows-scripts.ts';

/** One way in which a framework binds a path to what answers it. */
export interface RouteRow {
  readonly framework: string;
  readonly languages: readonly LanguageId[];
  /** A call that registers a handler, or a decorator, attribute or annotation on it. */
  readonly by: 'call' | 'mark';
  /** Last segments of what is called, or of the mark. */
  readonly names: readonly string[];
  /** On the path before the name; a bare name fits where it is left out. */
  readonly receiver?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  /** On the path of the file. */
  readonly file?: RegExp;
  /** Where the path is among the positional arguments of a call; left out where the receiver holds it. */
  readonly pathAt?: number;
  /** Paths are written without a slash at their start. */
  readonly bare?: true;
  /** The handler must be written out where it is registered. */
  readonly inline?: true;
  /** Only a common start of paths: there is no handler. */
  readonly prefix?: true;
  readonly positive: string;
  readonly nearMiss: string;
  /** Path of the file in which both examples lie, where it matters. */
  readonly sample?: string;
}

/** Every way known to bind a path to a handler. */
export const ROUTE_ROWS: readonly RouteRow[] = [...SCRIPTED_ROUTES, ...COMPILED_ROUTES];
