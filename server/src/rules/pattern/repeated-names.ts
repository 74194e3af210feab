// Names that repeat one given elsewhere: a key of a record, a member of an object, an attribute of a component.
import type { Shape } from '@drift/grammars';
import type { FileView } from '../engine/file-view.ts';
import { lastPart } from './free-names.ts';

const NAME = /^[A-Za-z_$][\w$-]*$/;

/**
 * Names that occur in a file as a key, as a member of something, as an attribute or as a whole text. A variable of the
 * same name repeats it, as `{ created_at }` must: its author did not choose the style.
 */
export function repeatedNames(view: FileView): ReadonlySet<string> {
  const out = new Set<string>();
  const addMembers = (path: string): void => {
    for (let dot = path.indexOf('.'); dot >= 0; ) {
      const next = path.indexOf('.', dot + 1);
      out.add(withoutEnd(path.slice(dot + 1, next < 0 ? path.length : next)));
      dot = next;
    }
  };
  for (const b of view.table('bindings')) {
    if (b.kind === 'pair' || b.kind === 'keyword') out.add(withoutSigil(b.target));
    // `this.createdAt = createdAt`: the two go together.
    else if (b.kind === 'assign' && b.target.includes('.')) out.add(withoutSigil(lastPart(b.target)));
    if (b.shape === 'await' || isPath(b.shape)) addMembers(b.text);
  }
  for (const a of view.table('arguments')) {
    if (a.keyword !== '') out.add(a.keyword);
    // Ruby: `opts.fetch(:createdAt)`.
    if (a.shape === 'identifier' && a.text.startsWith(':')) out.add(a.text.slice(1));
    if (isPath(a.shape)) addMembers(a.text);
  }
  for (const r of view.table('returns')) if (r.shape === 'member' || r.shape === 'fallback') addMembers(r.text);
  for (const c of view.table('checks')) addMembers(c.subject);
  // The last segment is what is called: a function, whose name a variable seldom repeats for a reason.
  for (const c of view.table('calls')) addMembers(c.callee.slice(0, Math.max(0, c.callee.lastIndexOf('.'))));
  for (const s of view.table('strings')) if (NAME.test(s.text)) out.add(s.text.replaceAll('-', '_'));
  return out;
}

function isPath(shape: Shape): boolean {
  return shape === 'member' || shape === 'index' || shape === 'call' || shape === 'fallback';
}

const WORD_END = /\w$/;

/** The segment of a path without the marks of a call or an index behind it. */
function withoutEnd(part: string): string {
  return WORD_END.test(part) ? part : part.replace(/\W+$/, '');
}

/** A name without the sign that PHP puts before a variable. */
export function withoutSigil(name: string): string {
  return name.replace(/^\$/, '');
}
