import type { Root } from '../session/root.ts';
import { rootNamed, type ServerContext } from './context.ts';
import { invalidParams } from './on-request.ts';

/** The root a request means: that of the document or folder named, else the first one. */
export function rootMeant({ session }: ServerContext, uri: string | undefined): Root {
  const [first] = session.roots;
  if (first === undefined) throw invalidParams('no workspace folder is open');
  if (uri === undefined) return first;
  const meant = rootNamed(session, uri);
  if (meant === null) throw invalidParams(`${uri} is in no workspace folder`);
  return meant;
}
