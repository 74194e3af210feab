import type { Root } from '../session/root.ts';
import { placeOf, type ServerContext } from './context.ts';
import { invalidParams } from './on-request.ts';
import { uriToPath } from './uri.ts';

/** The root a request about the workspace means: that of the document or folder named, else the first one. */
export function rootMeant({ session }: ServerContext, uri: string | undefined): Root {
  const [first] = session.roots;
  if (first === undefined) throw invalidParams('no workspace folder is open');
  if (uri === undefined) return first;
  const path = uriToPath(uri);
  const meant = placeOf(session, uri)?.root ?? session.roots.find((r) => r.path === path);
  if (meant == null) throw invalidParams(`${uri} is in no workspace folder`);
  return meant;
}
