// Which variable of Go holds an error. Its type is written nowhere near, so a name other than `err` is taken for one
// only where its declaration or what is done with it leaves no doubt.
import { nearestAround } from '../nearest-around.ts';
import { childrenOfKind, fieldChildren, NONE, type NodeIndex, namedChildren, type TreeView } from '../tree-view.ts';

/** Names Go code gives to errors and to nothing else. */
const ERROR_NAME = /^err(?![a-z])|Err\d*$|Error\d*$/;
/** Names that mean an error where a call yields them last. */
const SHORT_NAME = /^(?:e|er|ex|exc|error|exception)\d*$/;
/** Statements before a comparison that are searched for the declaration. */
const MAX_STATEMENTS = 64;
/** Nodes of a branch that are searched for what is done with the variable. */
const MAX_NODES = 400;
/** Blocks around a place that are searched. */
const MAX_DEPTH = 64;
/** Functions that take one error and nothing else. */
const REPORTERS: ReadonlySet<string> = new Set(['Error', 'Fatal', 'Panic', 'panic']);

/** The error variable of `err != nil` in the condition of an `if`, or `NONE`. */
export function checkedError(t: TreeView, statement: NodeIndex): NodeIndex {
  const condition = t.field(statement, 'condition');
  if (!t.is(condition, 'binary_expression') || t.slice(t.field(condition, 'operator')) !== '!=') return NONE;
  const left = t.field(condition, 'left');
  const right = t.field(condition, 'right');
  const checked = t.is(right, 'nil') ? left : t.is(left, 'nil') ? right : NONE;
  if (!t.is(checked, 'identifier')) return NONE;
  return ERROR_NAME.test(t.slice(checked)) || isError(t, statement, t.slice(checked)) ? checked : NONE;
}

function isError(t: TreeView, statement: NodeIndex, name: string): boolean {
  const isUsed = isUsedAsError(t, t.field(statement, 'consequence'), name);
  if (!isUsed && !SHORT_NAME.test(name)) return false;
  const declared = typeAt(t, statement, name);
  return declared === 'error' || (declared === 'unknown' && isUsed);
}

/** What a declaration says of its variable. */
type Declared = 'error' | 'other' | 'unknown';

/** What the declaration that holds at a statement says, by what stands before it and around it. */
function typeAt(t: TreeView, statement: NodeIndex, name: string): Declared {
  let left = MAX_STATEMENTS;
  const own = declares(t, t.field(statement, 'initializer'), name);
  if (own !== null) return own;
  let at = statement;
  for (let depth = 0; depth < MAX_DEPTH && at !== NONE; depth++, at = t.parent(at)) {
    const around = headerOf(t, at, name);
    if (around !== null) return around;
    if (!t.is(t.parent(at), 'statement_list')) continue;
    const before = namedChildren(t, t.parent(at)).filter((c) => c < at);
    for (const other of before.slice(-left).reverse()) {
      const said = declares(t, other, name);
      if (said !== null) return said;
    }
    left -= before.length;
    if (left <= 0) return 'other';
  }
  return 'other';
}

/** What a statement says of the variable; `null` where it neither declares nor sets it from a call of several results. */
function declares(t: TreeView, n: NodeIndex, name: string): Declared | null {
  if (t.is(n, 'var_declaration')) return declaredBy(t, n, name);
  const isNew = t.is(n, 'short_var_declaration');
  if (!isNew && !t.is(n, 'assignment_statement')) return null;
  const targets = namedChildren(t, t.field(n, 'left'));
  const at = targets.findIndex((target) => t.slice(target) === name);
  if (at < 0) return null;
  const values = namedChildren(t, t.field(n, 'right'));
  const value = values.length === targets.length ? values[at] : values[0];
  if (value === undefined || !t.is(value, 'call_expression')) return isNew ? 'other' : null;
  if (values.length === targets.length)
    return t.slice(t.field(value, 'function')) === 'recover' ? 'other' : isNew ? 'unknown' : null;
  // An error is the last of several results.
  if (at < targets.length - 1) return 'other';
  return SHORT_NAME.test(name) ? 'error' : 'unknown';
}

function declaredBy(t: TreeView, declaration: NodeIndex, name: string): Declared | null {
  const list = t.child(declaration, 'var_spec_list');
  for (const spec of childrenOfKind(t, list === NONE ? declaration : list, 'var_spec')) {
    if (!fieldChildren(t, spec, 'name').some((c) => t.slice(c) === name)) continue;
    const type = t.field(spec, 'type');
    return type === NONE ? 'unknown' : typeSays(t, type);
  }
  return null;
}

/** What the header of a function, a loop or a condition says of a name that it brings in. */
function headerOf(t: TreeView, n: NodeIndex, name: string): Declared | null {
  if (t.is(n, 'if_statement') || t.is(n, 'expression_switch_statement'))
    return declares(t, t.field(n, 'initializer'), name);
  if (t.is(n, 'for_statement')) {
    const clause = t.child(n, 'range_clause');
    const targets = clause === NONE ? [] : namedChildren(t, t.field(clause, 'left'));
    if (targets.some((target) => t.slice(target) === name)) return 'other';
    return declares(t, t.field(t.child(n, 'for_clause'), 'initializer'), name);
  }
  if (!FUNCTIONS.has(t.kind(n))) return null;
  for (const list of ['parameters', 'result', 'receiver'])
    for (const p of namedChildren(t, t.field(n, list)))
      if (fieldChildren(t, p, 'name').some((c) => t.slice(c) === name)) return typeSays(t, t.field(p, 'type'));
  return null;
}

function typeSays(t: TreeView, type: NodeIndex): Declared {
  return t.slice(type) === 'error' ? 'error' : 'other';
}

const FUNCTIONS: ReadonlySet<string> = new Set(['function_declaration', 'method_declaration', 'func_literal']);
const functionAround = nearestAround(FUNCTIONS);

/** True where a branch treats the variable in a way that only an error allows, or that nobody treats another value. */
function isUsedAsError(t: TreeView, body: NodeIndex, name: string): boolean {
  if (body === NONE) return false;
  for (let n = body + 1, end = Math.min(t.after(body), body + MAX_NODES); n < end; n++) {
    if (t.is(n, 'func_literal')) n = t.after(n) - 1;
    else if (t.is(n, 'return_statement') && isReturnedAsError(t, n, name)) return true;
    else if (t.is(n, 'assignment_statement') && isKeptAsError(t, n, name)) return true;
    else if (t.is(n, 'call_expression') && isCalledAsError(t, n, name)) return true;
    else if (t.is(n, 'keyed_element') && isHeldAsError(t, n, name)) return true;
  }
  return false;
}

/** `return …, e` of a function whose last result is an error. */
function isReturnedAsError(t: TreeView, statement: NodeIndex, name: string): boolean {
  const [values] = namedChildren(t, statement);
  const last = values === undefined ? undefined : namedChildren(t, values).at(-1);
  if (last === undefined || !t.is(last, 'identifier') || t.slice(last) !== name) return false;
  const result = t.field(functionAround(t, statement), 'result');
  return /(?:^|[\s(,])error\)?$/.test(t.slice(result));
}

/** `err = e`. */
function isKeptAsError(t: TreeView, statement: NodeIndex, name: string): boolean {
  return (
    t.slice(t.field(statement, 'right')) === name &&
    t.slice(t.field(statement, 'operator')) === '=' &&
    ERROR_NAME.test(t.slice(t.field(statement, 'left')))
  );
}

/** `Err: e`. */
function isHeldAsError(t: TreeView, pair: NodeIndex, name: string): boolean {
  return t.slice(t.field(pair, 'value')) === name && /^Err(?:or)?$/.test(t.slice(t.field(pair, 'key')));
}

/** `e.Error()`, `errors.Is(e, …)`, `os.NewSyscallError(…, e)`, `log.Fatal(e)`, `Printf("error: %v", e)`. */
function isCalledAsError(t: TreeView, call: NodeIndex, name: string): boolean {
  const callee = t.slice(t.field(call, 'function'));
  if (callee === `${name}.Error` || callee === `${name}.Unwrap`) return true;
  const given = namedChildren(t, t.field(call, 'arguments'));
  if (!given.some((a) => t.is(a, 'identifier') && t.slice(a) === name)) return false;
  const called = callee.slice(callee.lastIndexOf('.') + 1);
  if (callee.startsWith('errors.') || callee === 'fmt.Errorf' || /^New\w*Error$/.test(called)) return true;
  if (given.length === 1 && REPORTERS.has(called)) return true;
  return given.some((a) => t.is(a, 'interpreted_string_literal') && /\berr(?:or)?s?\b/i.test(t.slice(a)));
}
