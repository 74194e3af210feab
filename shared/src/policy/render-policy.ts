import { tomlString } from '../config/config-keys.ts';
import type { Policy, PolicyScope } from './policy-schema.ts';

/** A policy as the text of a policy file: reading it gives the same policy, whatever it is laid over. */
export function renderPolicy({ gates, weights, ...own }: Policy, scope: PolicyScope | null = null): string {
  const tables = Object.entries(gates).map(([gate, settings]) => table(`gates.${gate}`, settings));
  const meantFor = scope === null ? [] : [table('scope', scope)];
  return [lines(own), ...meantFor, table('weights', weights), ...tables].join('\n');
}

function table(name: string, entries: object): string {
  return `[${name}]\n${lines(entries)}`;
}

function lines(entries: object): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key} = ${toml(value)}\n`)
    .join('');
}

/** No value of a policy nests deeper than a list of texts. */
function toml(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toml).join(', ')}]`;
  return typeof value === 'string' ? tomlString(value) : String(value);
}
