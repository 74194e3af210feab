import { Mod } from '@drift/grammars';
import type { Fix, RuleFinding, Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { LineTable } from '../../../syntax/line-table.ts';
import type { FixContext } from '../../engine/rule.ts';
import { lineAt, lineEndOf, stepOf } from '../lines.ts';
import { blocksOf } from './blocks.ts';
import { crossing, isIn, isValue, waits } from './crossing.ts';
import { flowOf, type Variable } from './flow.ts';
import { FORMS, type Plan, type Typed } from './forms.ts';
import { homeOf } from './home.ts';
import { nameFor } from './names.ts';
import { MAX_EDITS, MAX_PARAMETERS } from './parameters.ts';
import { TYPED, typeOf } from './types.ts';

/** Edits that each take one statement out of the function a finding is about, the best first, or why there is none. */
export function extractFunction(context: FixContext, finding: RuleFinding): readonly Fix[] | string {
  const { view, text } = context;
  const around = [...view.table('symbols')].find((s) => s.nameStart === finding.start && s.nameEnd === finding.end);
  if (around === undefined) return 'the function is not there any more';
  const whole = refusalOf(context, around);
  if (whole !== null) return whole;
  let refusal: string | null = null;
  const out: Fix[] = [];
  for (const block of blocksOf(context, around, finding)) {
    const plan = planOf(context, around, block);
    if (typeof plan === 'string') refusal ??= plan;
    else out.push(fixOf(context, block, plan));
    if (out.length === MAX_EDITS) break;
  }
  const lines = LineTable.of(text);
  return out.length > 0
    ? out
    : (refusal ?? `no statement of its own stands in it from line ${lines.lineOf(around.start) + 1} on`);
}

/** Why nothing can be taken out of a function. */
function refusalOf({ view, text }: FixContext, around: Row<'symbols'>): string | null {
  const head = text.slice(around.start, around.bodyStart);
  const before = text.slice(around.start, around.nameStart);
  // Behind the name, and in Java before what is returned.
  const isGeneric = /^\s*[<[]/.test(text.slice(around.nameEnd, around.nameEnd + 2)) || /(?:^|\s)<\s*\w/.test(before);
  if (TYPED.has(view.language) && isGeneric) return 'it has type parameters';
  if (view.language === 'kotlin' && (/\binline\b|\bfun\s+[\w<>?., ]+\.\s*$/.test(before) || /\bfun\s*</.test(before)))
    return 'it is inline or an extension';
  if (view.language === 'java' && /(?:^|\s)default\s/.test(before)) return 'it stands in an interface';
  if (/^[^{]*\bunsafe\b/.test(head)) return 'it is unsafe';
  return null;
}

/** What becomes of a block, or why it has to stay. */
function planOf(context: FixContext, around: Row<'symbols'>, block: Span): Plan | string {
  const { view, text } = context;
  const leaves = context.leaves(block);
  const crosses = crossing(context, block, leaves);
  if (crosses !== null) return crosses;
  if (isValue(context, around, block)) return 'what the block is worth is used';
  if (
    /<<[~-]?['"\w]|\r(?!\n)/.test(text.slice(block.start, block.end)) &&
    (view.language === 'ruby' || view.language === 'php')
  )
    return 'the block holds a text that must not be moved';
  const result =
    view.language === 'go' ? leaves.find((l) => l.role === 'name' && resultNames(around).has(l.text)) : undefined;
  if (result !== undefined) return `\`${result.text}\` is a result by name`;
  const home = homeOf(context, around, leaves);
  if (typeof home === 'string') return home;
  const isAsync = waits(context, block, leaves);
  if (isAsync && (around.modifiers & Mod.async) === 0) return 'the function around it is not async';
  const flow = flowOf(context, around, block);
  if (typeof flow === 'string') return flow;
  const isOwn = (v: Variable): boolean => home.receiver === v.name || home.through === `${v.name}.`;
  const changed = flow.outputs.find(isOwn);
  if (changed !== undefined) return `\`${changed.name}\` is written in the block`;
  const inputs = typedOf(
    context,
    flow.inputs.filter((v) => !isOwn(v)),
  );
  const outputs = typedOf(context, flow.outputs);
  if (typeof inputs === 'string') return inputs;
  if (typeof outputs === 'string') return outputs;
  if (inputs.length > MAX_PARAMETERS) return `it would need ${inputs.length} parameters`;
  if (outputs.length > FORMS[view.language].outputs) return `it would have ${outputs.length} results`;
  const extra = extraOf(context, around, block);
  return { name: nameFor(context, around, home), inputs, outputs, home, isAsync, extra };
}

/** What a function of Go may call its results: what stands before a type or shares one. */
function resultNames({ returns }: Row<'symbols'>): ReadonlySet<string> {
  const names = returns.matchAll(/[(,]\s*([\p{L}_]\w*)(?=\s*,|\s+[^\s,)])/gu);
  return new Set([...names].flatMap((m) => m[1] ?? []));
}

function typedOf(context: FixContext, variables: readonly Variable[]): readonly Typed[] | string {
  const { view, text } = context;
  const out: Typed[] = [];
  for (const v of variables) {
    const told = typeOf(context, v);
    if ('reason' in told) return told.reason;
    const behind = v.declared === null ? '' : text.slice(v.declared.end, v.declared.end + 1);
    const isBare = v.declared?.binding?.shape === 'none' && /[;,]/.test(behind);
    if (isBare && !v.declared?.isParameter && /^(?:java|csharp|rust)$/.test(view.language))
      return `\`${v.name}\` may have no value yet`;
    if (
      view.language === 'php' &&
      v.declared?.isParameter &&
      /&/.test(text.slice(v.declared.start - 2, v.declared.end))
    )
      return `\`${v.name}\` is a reference`;
    out.push({ name: v.name, type: told.type, isWritten: v.isWritten });
  }
  return out;
}

function extraOf({ view, text }: FixContext, around: Row<'symbols'>, block: Span): string {
  const head = text.slice(around.start, around.bodyStart);
  if (view.language === 'kotlin')
    return /\bsuspend\b/.test(text.slice(around.start, around.nameStart)) ? 'suspend ' : '';
  if (view.language === 'ruby') return /^def\s+self\./.test(head) ? 'self.' : '';
  if (view.language !== 'java') return '';
  const declared = /\bthrows\s+([\w.,\s]+?)\s*$/.exec(head)?.[1]?.split(',') ?? [];
  const caught = [...view.table('handlers')]
    .filter((h) => h.tryStart >= 0 && h.tryStart <= block.start && block.end <= h.start && isIn(h, around))
    .flatMap((h) => h.types.split(/[ |]+/));
  const all = [...new Set([...declared, ...caught].map((t) => t.trim()).filter((t) => t !== ''))];
  return all.length === 0 ? '' : ` throws ${all.join(', ')}`;
}

function fixOf(context: FixContext, block: Span, plan: Plan): Fix {
  const { view, text } = context;
  const { file } = view;
  const form = FORMS[view.language];
  const eol = lineEndOf(text);
  const { indent, at } = plan.home;
  const inner = indent + stepOf(text, form.step);
  const own = (lines: readonly string[], by: string): string[] => lines.map((l) => by + l);
  const lines = [
    ...own(form.head(plan), indent),
    ...own(form.first?.(plan) ?? [], inner),
    ...moved(context, block, inner),
    ...own(form.last(plan), inner),
    ...own(form.foot, indent),
  ];
  const gap = view.language === 'python' && indent === '' ? eol.repeat(3) : eol.repeat(2);
  const table = LineTable.of(text);
  const [from, to] = [table.lineOf(block.start) + 1, table.lineOf(block.end) + 1];
  return {
    title: `Extract lines ${from} to ${to} into \`${plan.name}\``,
    kind: 'unsafe',
    edits: [
      { file, start: block.start, end: block.end, newText: form.call(plan) },
      { file, start: at, end: at, newText: gap + lines.join(eol) },
    ],
  };
}

/** The lines of a block with another indentation; those that begin inside of a text stay as they are. */
function moved({ view, text }: FixContext, block: Span, inner: string): string[] {
  const { indent, start } = lineAt(text, block.start);
  const strings = [...view.table('strings')].filter((s) => isIn(s, block));
  let at = start;
  return text
    .slice(start, block.end)
    .split('\n')
    .map((line) => {
      const from = at;
      at += line.length + 1;
      const isText = strings.some((s) => s.start < from && from < s.end);
      const bare = line.replace(/\r$/, '');
      if (isText || bare.trim() === '') return bare;
      return inner + (bare.startsWith(indent) ? bare.slice(indent.length) : bare.trimStart());
    });
}
