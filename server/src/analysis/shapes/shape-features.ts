import { Mod } from '@drift/grammars';
import type { FileFacts } from '../../facts/file-facts.ts';
import type { Row } from '../../facts/schema.ts';
import { FeatureClass, featureOf } from './feature.ts';
import { nameWords, OWN_WORD, singular, withoutOwnWords } from './name-words.ts';
import { MAX_PARAMETERS } from './parameters.ts';
import type { Subject, Subjects } from './subjects.ts';

const TYPE_NAME = /[\p{L}_]\w*(?=[^\w.:]*$|[<[(?])/u;
/** What stands for a result or belongs to the language rather than to what a function does. */
const NO_STEPS: ReadonlySet<string> = new Set(['Ok', 'Err', 'Some', 'Override']);
const MODIFIERS = ['async', 'static', 'override', 'generator', 'test'] as const;

/** Collects the features of one function. */
export class FeatureSet {
  readonly callNames = new Set<string>();
  callCount = 0;
  private readonly found: number[] = [];
  /** Words of the function's own name, without the first, and of its owner's, without the last: what it is about. */
  private readonly own: ReadonlySet<string>;
  private readonly subjects: Subjects;
  private readonly steps: Map<number, string>;
  private parameters = 0;
  private first = '';
  private last = '';

  /** Texts of steps go to `steps`. */
  constructor(facts: FileFacts, subject: Subject, subjects: Subjects, steps: Map<number, string>) {
    this.subjects = subjects;
    this.steps = steps;
    const { symbol, via, owner } = subject;
    const ownerName = owner?.name ?? symbol.owner;
    const words = via === null ? nameWords(symbol.name) : [];
    const ownerWords = nameWords(ownerName);
    this.own = new Set([...words.slice(1), ...ownerWords.slice(0, -1)].map(singular));
    this.context(`kind:${via === null ? symbol.kind : `handed to ${via.name}`}`);
    if (words[0] !== undefined) this.context(`verb:${words[0]}`);
    const role = words.length > 1 ? words.at(-1) : undefined;
    if (role !== undefined) this.context(`noun:${role}`);
    if (ownerWords.length > 0) this.context(`owner:${ownerWords.at(-1)}`);
    for (const bit of MODIFIERS) if ((symbol.modifiers & Mod[bit]) !== 0) this.context(`is:${bit}`);
    if (symbol.returns !== '') this.add(FeatureClass.result, `type:${typeName(symbol.returns)}`);
    this.ofOwner(owner, facts.language);
  }

  private ofOwner(owner: Row<'symbols'> | null, language: string): void {
    if (owner === null) return;
    for (const base of this.subjects.bases.get(owner.index) ?? []) this.context(`base:${typeName(base)}`);
    // Tags of fields are decorators to the facts of Go, and say nothing about a type's functions.
    if (language === 'go') return;
    for (const name of this.subjects.typeDecorators.get(owner.index) ?? []) this.context(`owner is:${lastName(name)}`);
  }

  parameter(p: Row<'parameters'>): void {
    if (++this.parameters > MAX_PARAMETERS) return;
    this.context(p.type === '' ? `parameter:${p.name}` : `takes:${typeName(p.type)}`);
  }

  call(call: Row<'calls'>): void {
    this.callCount++;
    const receiver = this.receiverOf(call);
    const plain = `${receiver}${call.name}`;
    const general = withoutOwnWords(call.name, this.own);
    if (NO_STEPS.has(call.name)) this.add(FeatureClass.result, `makes:${call.name}`);
    else if (general.includes(OWN_WORD)) {
      this.add(FeatureClass.ownCall, `${receiver}${general}`);
      this.add(FeatureClass.hidden, plain);
    } else this.step(FeatureClass.call, plain);
    // The same call on another receiver is not left out.
    if (receiver !== '') this.add(FeatureClass.hidden, call.name);
    const name = receiver + general;
    this.callNames.add(name);
    if (this.first === '') this.first = name;
    this.last = name;
  }

  /** The receiver where it means the same everywhere: an imported name or a type. Locals and chains are left out. */
  private receiverOf({ callee, name }: Row<'calls'>): string {
    const receiver = callee.slice(0, Math.max(0, callee.length - name.length - 1));
    if (!/^\w+$/.test(receiver)) return '';
    return /^[A-Z]\w*[a-z]/.test(receiver) || this.subjects.imported.has(receiver) ? `${receiver}.` : '';
  }

  decorator({ name }: Row<'decorators'>): void {
    if (!NO_STEPS.has(name)) this.step(FeatureClass.decorator, lastName(name));
  }

  handler({ kind, types }: Row<'handlers'>): void {
    this.step(FeatureClass.handler, types === '' ? kind : `${kind} ${types}`);
  }

  thrown({ shape, text }: Row<'throws'>): void {
    this.add(FeatureClass.result, shape === 'new' || shape === 'call' ? `throws:${lastName(text)}` : `throws ${shape}`);
    if (text !== '') this.add(FeatureClass.hidden, lastName(text));
  }

  returned({ shape }: Row<'returns'>): void {
    this.add(FeatureClass.result, `returns ${shape}`);
  }

  string({ context, kind }: Row<'strings'>): void {
    if (context !== 'other' && kind !== 'doc') this.add(FeatureClass.result, `text as ${context}`);
  }

  /** All features. */
  finish(): readonly number[] {
    this.context(`parameters:${Math.min(this.parameters, MAX_PARAMETERS)}`);
    if (this.callNames.size > 1) {
      this.add(FeatureClass.order, `first:${this.first}`);
      this.add(FeatureClass.order, `last:${this.last}`);
    }
    return this.found;
  }

  private context(text: string): void {
    this.add(FeatureClass.context, text);
  }

  private step(about: FeatureClass, text: string): void {
    const feature = this.add(about, text);
    // Two texts with one number, as rare as they are, must be told alike on every machine.
    const before = this.steps.get(feature);
    if (before === undefined || text < before) this.steps.set(feature, text);
  }

  private add(about: FeatureClass, text: string): number {
    const feature = featureOf(about, text);
    this.found.push(feature);
    return feature;
  }
}

/** Name of a type without what it is made of: `Promise<User>` -> Promise, `*http.Request` -> Request. */
function typeName(type: string): string {
  return TYPE_NAME.exec(type)?.[0] ?? type;
}

function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('.'), path.lastIndexOf(':'), path.lastIndexOf('\\')) + 1);
}
