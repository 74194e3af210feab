import { type WsHistoryAnswer, type WsHistoryParams, wsFailed } from '@drift/shared';
import { isCursorOf } from '../../store/database/paging.ts';
import { hasDriftFolder } from '../drift-folder.ts';
import { failedWith, notInitialized, type WsPlace } from './place.ts';

/** `drift/ws.history`: a page of what was recorded. It is shown; nothing follows from it. */
export async function history(place: WsPlace, params: WsHistoryParams): Promise<WsHistoryAnswer> {
  const { kind, cursor, limit } = params;
  if (!(await hasDriftFolder(place.host, place.root))) return notInitialized();
  if (cursor !== undefined && !isCursorOf(kind, cursor))
    return wsFailed('UNKNOWN_CURSOR', `no page of ${kind} gave the cursor ${cursor}`, 'Begin without a cursor.');
  const page = { limit, ...(cursor === undefined ? {} : { cursor }) };
  const answer = await place.database.query(kind, page);
  if (!answer.ok) return failedWith(place, answer.problems);
  const { items, total, hasMore, nextCursor } = answer.value;
  return {
    ok: true,
    kind,
    items: items.map((item) => ({ ...item })),
    total,
    hasMore,
    ...(nextCursor === undefined ? {} : { nextCursor }),
  };
}
