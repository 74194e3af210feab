import { homedir } from 'node:os';

/** The home of the user; `null` for one without, as in some containers, where the system throws. */
export function homeOrNull(): string | null {
  try {
    return homedir() || null;
  } catch {
    return null;
  }
}
