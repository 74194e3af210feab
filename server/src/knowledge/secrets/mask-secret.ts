import { MASK_SHARE, MASK_VISIBLE } from './parameters.ts';

const ELLIPSIS = '…';
const HIGH_SURROGATE = { first: 0xd800, last: 0xdbff } as const;

/** A form of a secret fit for any output: at most its first four code units, never over a quarter of it, then `…`. */
export function maskSecret(value: string): string {
  let visible = Math.min(MASK_VISIBLE, Math.floor(value.length / MASK_SHARE));
  const last = value.charCodeAt(visible - 1);
  if (last >= HIGH_SURROGATE.first && last <= HIGH_SURROGATE.last) visible -= 1;
  return value.slice(0, visible) + ELLIPSIS;
}
