import type { LanguageId } from '@drift/shared';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { isDevelopmentPlace } from '../development-place.ts';
import type { Place } from './any-origin.ts';
import { dotnetPlaces, goPlaces, jvmPlaces, rustPlaces } from './compiled.ts';
import { headerPlaces } from './headers.ts';
import { laravelPlaces, nodePlaces, pythonPlaces, rackPlaces } from './scripts.ts';

const MESSAGE = 'Any origin may send requests with credentials here; name the origins that may, or drop credentials';

const PLACES: Readonly<Record<LanguageId, (view: FileView) => Iterable<Place>>> = {
  csharp: dotnetPlaces,
  go: goPlaces,
  java: jvmPlaces,
  javascript: nodePlaces,
  kotlin: jvmPlaces,
  php: laravelPlaces,
  python: pythonPlaces,
  ruby: rackPlaces,
  rust: rustPlaces,
  typescript: nodePlaces,
};

/** Flags cross-origin settings that admit every origin together with cookies and other credentials. */
export const corsAnyOrigin = defineRule({
  meta: {
    id: 'drift/owasp/cors-any-origin',
    title: 'Any origin admitted with credentials',
    category: 'owasp',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'incubating',
    since: '0.1.0',
    cwe: ['CWE-942', 'CWE-346'],
    owasp: ['A05:2021'],
    fix: 'none',
    inTests: false,
    precision: { corpus: '380 packages', sample: 0, precision: 1 },
  },
  check(view, report) {
    if (isDevelopmentPlace(view, -1)) return;
    for (const { start, end } of PLACES[view.language](view)) report({ start, end, message: MESSAGE });
    for (const { start, end } of headerPlaces(view)) report({ start, end, message: MESSAGE });
  },
});
