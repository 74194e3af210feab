import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';

/**
 * The home of the user; `null` for one without, as in some containers, where the system throws, and for one that would lie
 * somewhere else for every folder a program is started in.
 */
export function homeOrNull(): string | null {
  try {
    const home = homedir();
    return isAbsolute(home) ? home : null;
  } catch {
    return null;
  }
}
