// What keys about errors ask of a handler.
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';

const JVM = ['Exception', 'Throwable', 'RuntimeException', 'IOException', 'SQLException'];

/**
 * Types of errors that nobody expects in particular. Who catches a narrower one (`KeyError`, `NumberFormatException`)
 * asks a question by it, and the error is the answer.
 */
const BROAD: Readonly<Partial<Record<LanguageId, ReadonlySet<string>>>> = {
  csharp: new Set(['', 'Exception', 'System.Exception', 'IOException']),
  java: new Set(JVM),
  javascript: new Set(['']),
  kotlin: new Set(JVM),
  php: new Set(['Exception', '\\Exception', 'Throwable', '\\Throwable']),
  python: new Set(['', 'Exception', 'BaseException']),
  ruby: new Set(['', 'StandardError', 'Exception']),
  typescript: new Set(['']),
};

/** True for a handler of errors of every kind. */
export function isBroadHandler(view: FileView, h: Row<'handlers'>): boolean {
  const broad = BROAD[view.language];
  return h.types.split(/[ |]+/).some((type) => broad?.has(type) === true);
}

/** True where a comment in the handler or before its first statement says why it does what it does. */
export function isExplained(view: FileView, h: Row<'handlers'>): boolean {
  const comments = view.table('comments');
  const first = comments.get(comments.firstFrom(h.start));
  return first !== null && first.start < h.bodyEnd;
}

/** The caught error as expressions name it, or `''`. */
export function caughtName(view: FileView, h: Row<'handlers'>): string {
  return h.binding !== '' && view.language === 'php' ? `$${h.binding.replace(/^\$/, '')}` : h.binding;
}
