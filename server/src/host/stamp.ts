import { randomBytes } from 'node:crypto';
import type { Stamp } from './host.ts';

/** The present time with a UUID of version 7 (RFC 9562): 48 bits of milliseconds, then chance. */
export function stamp(): Stamp {
  const now = Date.now();
  const hex = [...randomBytes(10)].map((b) => b.toString(16).padStart(2, '0')).join('');
  const time = now.toString(16).padStart(12, '0');
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
  return { id, at: new Date(now).toISOString() };
}
