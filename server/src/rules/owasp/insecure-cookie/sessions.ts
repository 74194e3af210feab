import type { FileView } from '../../engine/file-view.ts';
import { HTTP_ONLY_OFF, SECURE_OFF } from './flags.ts';

const SESSIONS: ReadonlySet<string> = new Set(['express-session', 'cookie-session', 'koa-session', 'client-sessions']);

/** Protections switched off for the cookie of a Node session: `session({ cookie: { secure: false } })`. */
export function* sessionFlags(view: FileView): Generator<{ start: number; end: number; message: string }> {
  for (const [local, meaning] of view.imported) {
    if (!SESSIONS.has(meaning)) continue;
    for (const call of view.callsNamed(local)) {
      if (call.callee !== local) continue;
      for (const { name, value, start, end } of view.optionsOf(call)) {
        if (value.shape !== 'false') continue;
        if (name === 'secure') yield { start, end, message: SECURE_OFF };
        if (name === 'httpOnly') yield { start, end, message: HTTP_ONLY_OFF };
      }
    }
  }
}
