import {
  type DriftConfig,
  GATES,
  nearestName,
  type ParsedPolicy,
  type Policy,
  type PolicyFile,
  type PolicyScope,
  type Problem,
  parsePolicyFile,
  policySchema,
  type Result,
} from '@drift/shared';
import { BUILT_IN_POLICIES, POLICY_ALIASES } from './built-in-policies.ts';

/** Files a policy may extend one after the other. */
export const MAX_DEPTH = 5;

/** A policy with where it comes from: `built-in`, or the root-relative path of its file. */
export interface NamedPolicy {
  readonly name: string;
  readonly source: string;
  readonly policy: Policy;
  /** What the file says the policy is meant for; none of what it extends. */
  readonly scope?: PolicyScope;
}

/** The text of a policy file and its root-relative path. */
export interface PolicyText {
  readonly path: string;
  readonly text: string;
}

/** The policy files of a project by name. */
export type PolicyTexts = ReadonlyMap<string, PolicyText>;

/** The policy of a name, with everything it extends; the problems where that cannot be told. */
export function resolvePolicy(name: string, files: PolicyTexts): Result<NamedPolicy> {
  return resolve(name, files, { chain: [], from: null });
}

/** The policy of a file that need not lie where policies lie. */
export function resolvePolicyText(name: string, file: PolicyText, files: PolicyTexts): Result<NamedPolicy> {
  return ofFile(name, file, files, { chain: [], from: null });
}

/** What led to a name: the files before, and the place that names it. */
interface Trail {
  readonly chain: readonly string[];
  readonly from: Pick<Problem, 'file' | 'line' | 'column'> | null;
}

function resolve(written: string, files: PolicyTexts, trail: Trail): Result<NamedPolicy> {
  const bare = written.startsWith(PREFIX) ? written.slice(PREFIX.length) : written;
  const name = POLICY_ALIASES.get(bare) ?? bare;
  const builtIn = BUILT_IN_POLICIES.get(name);
  if (builtIn !== undefined) return { ok: true, value: { name, source: 'built-in', policy: builtIn } };
  const file = files.get(name);
  if (file !== undefined) return ofFile(name, file, files, trail);
  const nearest = nearestName(name, [...BUILT_IN_POLICIES.keys(), ...POLICY_ALIASES.keys(), ...files.keys()]);
  const hint = nearest === null ? '`drift policy list` names them.' : `Did you mean "${nearest}"?`;
  return failure(`there is no policy "${name}"`, hint, trail.from);
}

/** Says in which name space a policy lies; there is one. */
const PREFIX = 'drift:';

function ofFile(name: string, { path, text }: PolicyText, files: PolicyTexts, trail: Trail): Result<NamedPolicy> {
  const chain = [...trail.chain, path];
  if (trail.chain.includes(path)) {
    const cycle = chain.slice(trail.chain.indexOf(path)).join(' -> ');
    return failure(`policies extend one another: ${cycle}`, 'Take one "extends" out.', trail.from);
  }
  if (chain.length > MAX_DEPTH)
    return failure(
      `more than ${MAX_DEPTH} policies extend one another`,
      'Extend a policy nearer to the first.',
      trail.from,
    );
  const parsed = parsePolicyFile(text, path);
  if (parsed.file === null) return { ok: false, problems: parsed.problems };
  const from = { file: path, ...parsed.extendsAt };
  const base = resolve(parsed.file.extends ?? 'standard', files, { chain, from });
  if (!base.ok) return base;
  const { scope } = parsed.file;
  const policy = overlaid(base.value.policy, parsed.file);
  return checked({ name, source: path, policy, ...(scope === undefined ? {} : { scope }) }, parsed);
}

/** The policy of a file over the one it extends: tables merge by key, lists are replaced. */
function overlaid(base: Policy, { version: _version, extends: _base, scope: _scope, ...file }: PolicyFile): Policy {
  return policySchema.parse(merged(base, file));
}

function merged(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isRecord(base) || !isRecord(over)) return over;
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(over)])].map((key) => [key, merged(base[key], over[key])]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A gate that must pass and is never asked would be a lock without a key. */
function checked(named: NamedPolicy, { extendsAt }: Pick<ParsedPolicy, 'extendsAt'>): Result<NamedPolicy> {
  const fault = offAndRequired(named.policy);
  return fault === null ? { ok: true, value: named } : failure(fault, OFF_HINT, { file: named.source, ...extendsAt });
}

const OFF_HINT = 'Take it out of "required_gates", or let it run.';

function offAndRequired({ gates, required_gates: required }: Policy): string | null {
  const gate = GATES.find((id) => required.includes(id) && gates[id].level === 'off');
  return gate === undefined ? null : `${gate} is required and off`;
}

/** The policy that `[policy]` of drift.toml makes of the one it names. */
export function configuredPolicy(named: NamedPolicy, config: DriftConfig['policy']): Result<NamedPolicy> {
  const { mode, threshold, required_gates: required, gates, ramp_up_days: days } = config;
  const own = {
    ...(mode === 'policy' ? {} : { mode }),
    ...(threshold === 'policy' ? {} : { threshold }),
    ...(required === 'policy' ? {} : { required_gates: required }),
    ...(days === 'policy' ? {} : { ramp_up_days: days }),
    gates: Object.fromEntries(Object.entries(gates).map(([gate, level]) => [gate, { level }])),
  };
  if (Object.keys(own).length === 1 && Object.keys(gates).length === 0) return { ok: true, value: named };
  const policy = policySchema.parse(merged(named.policy, own));
  const fault = offAndRequired(policy);
  if (fault !== null) return failure(fault, OFF_HINT, { file: 'drift.toml' });
  return { ok: true, value: { ...named, name: `${named.name}, changed by drift.toml`, policy } };
}

function failure(message: string, hint: string, at: Trail['from']): Result<never> {
  return { ok: false, problems: [{ code: 'CONFIG_ERROR', message, hint, ...(at ?? {}) }] };
}
