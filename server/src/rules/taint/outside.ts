import type { LanguageId } from '@drift/shared';
import { replaceHoles } from '../../facts/holes.ts';
import type { FileView } from '../engine/file-view.ts';
import type { Place } from './built-text.ts';
import { visibleBindings } from './harmless.ts';

const WEB_JS =
  /^(?:(?:this\.)?(?:ctx\.)?(?:req|request)\.(?:body|query|params|cookies|headers|url|originalUrl|param\(\)|get\(\)|header\(\))|ctx\.(?:query|params|request)\b|(?:window\.|document\.|self\.|top\.)?location\.(?:hash|search|href|pathname)|document\.(?:cookie|URL|referrer|location)|event\.(?:body|queryStringParameters|pathParameters|data)|e\.data|process\.argv|window\.name|(?:\w+\.)?searchParams\.get\(\)|prompt\(\))/;
const JVM =
  /^(?:(?:this\.)?(?:\w*[rR]equest|req)\.(?:getParameter\w*|getHeader\w*|getCookies|getQueryString|getInputStream|getReader|getRequestURI|getPathInfo)\(\)|System\.getenv\(\)|args\[\])/;

/** Paths that stand for what comes from outside the program: requests, command lines, the environment, input. */
const OUTSIDE: Readonly<Record<LanguageId, RegExp>> = {
  csharp:
    /^(?:this\.)?(?:(?:HttpContext\.)?(?:Current\.)?Request\.(?:QueryString|Form|Cookies|Headers|Query|Params|Body|InputStream|Path|RawUrl)|Request\[\]|Console\.ReadLine\(\)|Environment\.GetEnvironmentVariable\(\)|args\[\])/,
  go: /^(?:(?:r|req|request)\.(?:(?:Post)?FormValue\(\)|Form|PostForm|URL\.|Header|Body|Cookie\(\)|RequestURI)|c\.(?:Query|Param|PostForm|FormValue|QueryParam)\(\)|os\.Args|os\.Getenv\(\)|flag\.Arg\(\))/,
  java: JVM,
  javascript: WEB_JS,
  kotlin: JVM,
  php: /^(?:\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES|ENV)\b|\$argv\b|getenv\(\)|(?:\$this\.)?\$?request\.(?:input|get|query|post|cookie|header|all|getQueryParams|getParsedBody|getContent)\b|filter_input\(\)|get_(?:n?filter_)?request_var\(\)|readline\(\))/,
  python:
    /^(?:(?:self\.|flask\.|cherrypy\.)?(?:request|req)\.(?:GET|POST|FILES|COOKIES|META|args|form|values|data|json|cookies|headers|params|query_params|query_string|body|files|rel_url|match_info|get_json\(\)|get_data\(\)|read\(\))|sys\.argv|os\.environ|os\.getenv\(\)|input\(\)|raw_input\(\)|sys\.stdin\b|self\.get_(?:query_|body_)?argument\(\)|self\.rfile\b|\w*sock(?:et)?\.recv\w*\(\)|conn\.recv\(\))/,
  ruby: /^(?:params\[\]|params\.(?:fetch|require|permit|dig)\(\)|params\(\)\[\]|(?:request|req)\.(?:\w+)|request\(\)\.\w+|cookies\(?\)?\[\]|cookies\.\w+|ENV\[\]|ENV\.fetch\(\)|ARGV\b|gets\(\)|STDIN\.\w+|\$stdin\.\w+)/,
  rust: /^(?:std\.)?env\.(?:args|var)\(\)/,
  typescript: WEB_JS,
};
const MAX_HOPS = 3;

/** True when this file shows that a value comes from outside the program, directly or through local names. */
export function isFromOutside(view: FileView, place: Place, symbol: number): boolean {
  return holdsOutside(view, place, symbol, 0);
}

function holdsOutside(view: FileView, place: Place, symbol: number, hops: number): boolean {
  if (pathsOf(place).some((path) => isOutsidePath(view, path, symbol, hops))) return true;
  // What is inside a call or an operator: arguments with their own paths.
  for (const a of view.table('arguments'))
    if (a.start >= place.start && a.end <= place.end && a.start !== place.start)
      if (pathsOf(a).some((path) => isOutsidePath(view, path, symbol, hops))) return true;
  return false;
}

function isOutsidePath(view: FileView, path: string, symbol: number, hops: number): boolean {
  if (OUTSIDE[view.language].test(path)) return true;
  if (hops >= MAX_HOPS) return false;
  const cut = path.search(/[.[(]/);
  const head = cut < 0 ? path : path.slice(0, cut);
  if (view.isParameter(head, symbol)) return false;
  return visibleBindings(view, head, symbol).some(
    (b) =>
      b.symbol === symbol &&
      holdsOutside(view, { shape: b.shape, text: b.text, start: b.valueStart, end: b.valueEnd }, symbol, hops + 1),
  );
}

/** The paths an expression is made of. */
function pathsOf(place: Place): readonly string[] {
  switch (place.shape) {
    case 'identifier':
    case 'member':
    case 'index':
      return [place.text];
    case 'call':
    case 'await':
    case 'new':
      return [`${place.text}()`, place.text];
    case 'template':
    case 'concat':
    case 'format': {
      const paths: string[] = [];
      replaceHoles(place.text, (path) => {
        if (path !== '') paths.push(path);
        return '';
      });
      return paths;
    }
    default:
      return [];
  }
}
