// Variables of script languages that are called as something else is: a class, or all that surrounds them.
import { CALLABLE_KINDS, CallFlag, TYPE_KINDS } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { styleOf } from '../../engine/identifier-style.ts';
import { CitedCode } from '../cited-code.ts';
import { lastPart } from '../free-names.ts';
import { withoutSigil } from '../repeated-names.ts';

/** Languages whose own way is snake_case, so that camelCase around a variable has a reason that holds for it too. */
const SNAKE_LANGUAGES: ReadonlySet<LanguageId> = new Set(['python', 'ruby']);
/** Packages for Python whose own names are camelCase, or which repeat those of a system, as does the code that uses them. */
const CAMEL_PACKAGE =
  /(?:^|\.)(?:PyQt\d?|PySide\d?|qtpy|[Qq]t|Qt[A-Z]\w*|sip|wx|jnius|win32\w*|comtypes|ctypes)(?:\.|$)/;
/** What the test framework of the standard library calls its own. */
const UNITTEST = /^(?:setUp|tearDown|runTest|maxDiff|longMessage|assert|fail)/;
/** A shorter name is part of too many others. */
const MIN_PART = 4;

/** What stands around the variables of one file, as far as it gives them their style. */
export class BorrowedStyles {
  private readonly view: FileView;
  private readonly camelTypes = new Set<number>();
  private readonly cited: CitedCode;

  constructor(view: FileView) {
    this.view = view;
    this.cited = new CitedCode(view);
    if (SNAKE_LANGUAGES.has(view.language)) this.findCamelTypes();
  }

  private findCamelTypes(): void {
    const symbols = this.view.table('symbols');
    const isCamel = (name: string): boolean => !UNITTEST.test(name) && styleOf(name) === 'camel';
    for (const s of symbols) if (CALLABLE_KINDS.has(s.kind) && isCamel(s.name.replace(/=$/, ''))) this.add(s.parent);
    for (const b of this.view.table('bindings')) {
      const attribute = /^(?:self\.|@)(\w+)$/.exec(b.target)?.[1];
      if (attribute !== undefined && isCamel(attribute)) this.add(b.symbol);
    }
  }

  /** Notes the type around a symbol. */
  private add(symbol: number): void {
    const symbols = this.view.table('symbols');
    for (let s = symbols.get(symbol); s !== null; s = symbols.get(s.parent))
      if (TYPE_KINDS.has(s.kind)) return void this.camelTypes.add(s.index);
  }

  /** True for files that follow the style of what they import. */
  get isOfLibrary(): boolean {
    if (this.view.language !== 'python') return false;
    for (const i of this.view.table('imports')) if (CAMEL_PACKAGE.test(i.source)) return true;
    return false;
  }

  /** True in code that was copied from elsewhere. */
  isCopied(symbol: number): boolean {
    return this.cited.covers(symbol);
  }

  /** True for a variable in camelCase in a function or a class of camelCase. */
  isAmongItsLike(name: string, symbol: number): boolean {
    if (!SNAKE_LANGUAGES.has(this.view.language) || styleOf(name) !== 'camel') return false;
    const symbols = this.view.table('symbols');
    for (let s = symbols.get(symbol); s !== null; s = symbols.get(s.parent)) {
      if (this.camelTypes.has(s.index)) return true;
      if (CALLABLE_KINDS.has(s.kind) && /[a-z0-9][A-Z]/.test(s.name) && !UNITTEST.test(s.name)) return true;
    }
    return false;
  }

  /** `moduleState = base.getModuleState()`: a function of a library of camelCase gave its name to what it gives. */
  private isNamedAfterCalled(name: string, called: string): boolean {
    if (!SNAKE_LANGUAGES.has(this.view.language) || !/[a-z][A-Z]/.test(called)) return false;
    return plain(name).length >= MIN_PART && plain(called).includes(plain(name));
  }

  /** `$fooBar = new FooBar()`, `outer_box = OuterBox()`. */
  isNamedAfterMade(b: Row<'bindings'>): boolean {
    const made = this.view.callsStartingIn(b.valueStart, b.valueEnd)[0];
    if (made === undefined || made.start > b.valueStart + NEW.length) return false;
    if (this.isNamedAfterCalled(b.target, made.name)) return true;
    const isNew = (made.flags & CallFlag.isNew) !== 0;
    const path = made.name === 'new' || isNew ? made.callee.replace(/\.new$/, '') : made.callee;
    return isNamedAfterType(b.target, path);
  }
}

const NEW = 'new ';

/** True where a name is that of a type, or goes on as it does: `$transitionExportModel` of a `TransitionExport`. */
export function isNamedAfterType(name: string, type: string): boolean {
  const bare = lastPart(type.replace(/^[?&]+/, ''));
  if (!/^[A-Z]/.test(bare)) return false;
  const [own, other] = [plain(withoutSigil(name)), plain(bare)];
  if (own.length < MIN_PART || other.length < MIN_PART) return own === other;
  return own.startsWith(other) || own.endsWith(other) || other.startsWith(own) || other.endsWith(own);
}

function plain(name: string): string {
  return name.replace(/_|\d+$/g, '').toLowerCase();
}
