import type { FileView } from '../engine/file-view.ts';

const DEVELOPMENT =
  /^(?:dev|devel|development|develop|local|localhost|debug|test|tests|testing|ci|example|examples|sample|samples|demo|demos)$/;
/** Environment names a program compares with before it switches something on. */
const ENVIRONMENT = /^(?:dev|devel|development|local|debug|prod|production|staging)$/i;

/** True in a file, or inside a type, whose name says that it is for development or tests only. */
export function isDevelopmentPlace(view: FileView, symbol: number): boolean {
  const parts = view.file.split('/').slice(-2).join('/');
  if (wordsOf(parts).some((w) => DEVELOPMENT.test(w))) return true;
  return wordsOf(view.table('symbols').get(symbol)?.path ?? '').some((w) => DEVELOPMENT.test(w));
}

/** True when the file compares something with the name of an environment: its switches may be guarded. */
export function comparesEnvironment(view: FileView): boolean {
  for (const s of view.table('strings')) if (s.context === 'comparison' && ENVIRONMENT.test(s.text)) return true;
  return false;
}

/** `settings/local_dev.py`, `DevelopmentConfig` -> lower-case words. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
