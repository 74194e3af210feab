import { settingsInForce, sortedJson } from '@drift/shared';
import { joinPath } from '../../host/paths.ts';
import { DATABASE_FILE } from '../drift-folder.ts';
import { type Check, fine, warned } from './check.ts';

/** Settings named in a message. */
const MAX_TOLD = 3;

/** What was recorded last was found under the settings of now. */
export const storedSettings: Check = {
  id: 'stored-settings',
  async run({ root, ws, thorough, settings }) {
    const { kind, settings: stored } = await ws.inspect(joinPath(root, DATABASE_FILE), thorough);
    if (kind !== 'ok' && kind !== 'missing') return fine('nothing to compare');
    if (stored.length === 0) return fine('no scan is recorded yet');
    const then = new Map(stored.map((row) => [row.key, row.value]));
    const now = new Map(settingsInForce(settings.config, settings.provenance).map((s) => [s.key, sortedJson(s.value)]));
    const differing = [...new Set([...then.keys(), ...now.keys()])].filter((k) => then.get(k) !== now.get(k)).sort();
    if (differing.length === 0) return fine('the last recorded scan was made under these settings');
    const more = differing.length > MAX_TOLD ? ` and ${differing.length - MAX_TOLD} more` : '';
    return warned(
      `the last recorded scan was made under other settings: ${differing.slice(0, MAX_TOLD).join(', ')}${more}`,
      'Run `drift check` to record one under these.',
    );
  },
};
