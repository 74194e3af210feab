import type { CommentForm, NodeIndex } from '@drift/grammars';
import { besides } from './comment-place.ts';
import { CITATION, UNDOCUMENTED } from './comment-words.ts';
import { MAX_STRING_TEXT } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Suppressions of Drift and of other tools. */
const DIRECTIVE =
  /drift-|eslint-disable|biome-ignore|noqa|nosec|nosonar|nolint|nosemgrep|pylint:|rubocop:disable|phpcs:ignore|noinspection|SuppressWarnings|pragma warning|allow\(/i;
/** Comments for the compiler of Go: the name foreign code calls a function by, what to embed, what not to inline. */
const FOR_COMPILER = /^\/\/(?:export\s|go:[a-z])/;
/** Comments in which a token or key may stand: a long word, or the head of an armoured block. */
const MAY_HOLD_SECRET = /(?<![\w+/=.-])(?:(?=[A-Za-z_+/=.-]{0,80}\d)[\w+/=.-]{16}|[\w+/=-]{20})|-----BEGIN /;

const NOWHERE = { trailing: 0, next: 0 };

/** Rows of comments; remembers the last block of them, which may document a symbol. */
export class CommentFacts {
  private readonly walk: WalkState;
  private lastComment = { start: -1, end: -1 };

  constructor(walk: WalkState) {
    this.walk = walk;
  }

  comment(n: NodeIndex): void {
    const { out, tree } = this.walk;
    const start = tree.start(n);
    const end = tree.end(n);
    const text = tree.text.slice(start, Math.min(end, start + MAX_STRING_TEXT));
    // Only directives ask what stands beside them.
    const isDirective = DIRECTIVE.test(text);
    if (isDirective) this.walk.hasDirectives = true;
    const place = isDirective ? besides(this.walk, n) : NOWHERE;
    out.add('comments', {
      text: isDirective || isRead(text) ? text : '',
      start,
      end,
      form: this.formOf(text),
      ...place,
    });
    this.lastComment =
      /^\s*$/.test(tree.text.slice(Math.max(0, this.lastComment.end), start)) && this.lastComment.end >= 0
        ? { start: this.lastComment.start, end }
        : { start, end };
  }

  private formOf(text: string): CommentForm {
    if (!/[\p{L}\p{N}]/u.test(text)) return 'ruler';
    const isDoc = this.walk.compiled.pack.docComments.some((opening) => {
      const next = text[opening.length];
      // One sign more than the opening makes it an ordinary comment again.
      return text.startsWith(opening) && next !== '/' && (next !== '*' || !opening.endsWith('*'));
    });
    return isDoc ? 'doc' : 'plain';
  }

  /** Start of the comment block that documents what begins at `start`, or -1. */
  docBefore(start: number): number {
    const { end } = this.lastComment;
    if (end < 0 || end > start || start - end > 200) return -1;
    return /^(?:[\s\w@()]|#?!?\[[^\]]*\])*$/.test(this.walk.tree.text.slice(end, start)) ? this.lastComment.start : -1;
  }
}

/** True for a comment that is no directive, and whose text later steps read. */
function isRead(text: string): boolean {
  return FOR_COMPILER.test(text) || MAY_HOLD_SECRET.test(text) || CITATION.test(text) || UNDOCUMENTED.test(text);
}
