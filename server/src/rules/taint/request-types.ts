import { TYPE_KINDS } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import { lastSegment } from '../engine/api-table.ts';
import type { FileView } from '../engine/file-view.ts';
import { declaredType } from './declared-type.ts';

/** What a value of a type is mostly called: the name by which `sources.ts` knows it. */
interface UsualName {
  /** The type without its arguments, up to its end. */
  readonly type: RegExp;
  readonly name: string;
}

const JVM: readonly UsualName[] = [
  { type: /\b(?:(?:Http)?ServletRequest|(?:Native)?WebRequest)$/, name: 'request' },
  { type: /\b(?:SSL)?Socket$/, name: 'socket' },
];
const SCRIPT: readonly UsualName[] = [
  { type: /\b(?:(?:Express|Fastify|NextApi|Next)?Request|IncomingMessage)$/, name: 'req' },
];

const USUAL: Readonly<Record<LanguageId, readonly UsualName[]>> = {
  csharp: [
    { type: /\bHttpRequest(?:Base)?$/, name: 'Request' },
    { type: /\bHttpContext(?:Base)?$/, name: 'HttpContext' },
    { type: /\bTcpClient$/, name: 'client' },
  ],
  go: [
    { type: /\bhttp\.Request$/, name: 'r' },
    { type: /\b(?:gin\.Context|echo\.Context|fiber\.Ctx)$/, name: 'c' },
  ],
  java: JVM,
  javascript: SCRIPT,
  kotlin: JVM,
  php: [{ type: /\b(?:Request|ServerRequest(?:Interface)?)$/, name: '$request' }],
  python: [{ type: /\b(?:(?:Http|WSGI)?Request|HTTPConnection)$/i, name: 'request' }],
  ruby: [],
  rust: [{ type: /\b(?:Http)?Request$/, name: 'req' }],
  typescript: SCRIPT,
};

/** A path whose first name is declared to be a request, under the name requests mostly have; others as they are. */
export function underUsualName(view: FileView, path: string, symbol: number): string {
  const head = path.slice(0, path.search(/[.[(]|$/));
  if (USUAL[view.language].length === 0 || head === '' || head.length === path.length) return path;
  const type = declaredType(view, head, symbol).replace(/[<[|].*$|\W+$/gs, '');
  const usual = USUAL[view.language].find((u) => u.type.test(type));
  // A type of the file's own that is called so need not be one.
  if (usual === undefined || view.symbolsNamed(lastSegment(type)).some((s) => TYPE_KINDS.has(s.kind))) return path;
  return usual.name + path.slice(head.length);
}
