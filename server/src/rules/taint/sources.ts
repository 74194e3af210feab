import type { LanguageId } from '@drift/shared';

// Paths that stand for what comes from outside the program, by language. A request is known by the name that handlers
// give it everywhere (one of another name by its declared type, see `request-types.ts`) and by the member that holds what
// its sender wrote.

const WEB_JS =
  /^(?:(?:this\.)?(?:ctx\.)?(?:req|request)\.(?:body|query|params|cookies|headers|url|originalUrl|param\(\)|header\(\))|ctx\.(?:query|params)\b|(?:window\.|document\.|self\.|top\.)?location\.(?:hash|search|href|pathname)\b|document\.(?:cookie|URL|referrer)\b|window\.name\b|event\.(?:body|queryStringParameters|pathParameters)\b|(?:\w+\.)?searchParams\.get\(\)|URLSearchParams\(\))/;
const JVM =
  /^(?:(?:this\.)?(?:\w*[rR]equest|req)\.(?:getParameter\w*|getHeaders?|getCookies|getQueryString|getInputStream|getReader|getRequestURI|getRequestURL|getPathInfo)\(\)|\w*[sS]ocket\.getInputStream\(\))/;

/** What somebody elsewhere sends: requests, what a browser is led to, sockets and fetched answers. */
export const REMOTE: Readonly<Record<LanguageId, RegExp>> = {
  csharp:
    /^(?:this\.)?(?:(?:HttpContext\.)?(?:Current\.)?(?:Page\.)?Request\.(?:QueryString|Form|Cookies|Headers|Query|Params|Body|InputStream|RawUrl)\b|Request\[\]|\w*[sS]tream\.Socket\b|\w*[cC]lient\.GetStream\(\))/,
  go: /^(?:(?:r|req|request)\.(?:(?:Post)?FormValue\(\)|Form\b|PostForm\b|URL\.|Header\b|Body\b|Cookie\(\)|RequestURI\b)|c\.(?:Query|Param|PostForm|FormValue|QueryParam)\(\))/,
  java: JVM,
  javascript: WEB_JS,
  kotlin: JVM,
  php: /^(?:\$_(?:GET|POST|REQUEST|COOKIE)\b|\$HTTP_RAW_POST_DATA\b|curl_exec\(\)|wp_remote_\w+\(\)|filter_input\(\)|(?:\$this\.)?\$?request\.(?:input|query|post|cookie|header|getQueryParams|getParsedBody|getContent)\b|\$?this\.request\.(?:input|query|post|cookie|getQueryParams|getParsedBody|getContent)\b|\$\w*(?:http|client|Http|Client)\w*\.(?:get|post|sendRequest)\(\))/,
  python:
    /^(?:(?:self\.|flask\.|cherrypy\.)?(?:request|req)\.(?:GET|POST|FILES|COOKIES|args|form|values|data|json|cookies|headers|params|query_params|query_string|body|rel_url|match_info|get_json\(\)|get_data\(\))|self\.get_(?:query_|body_)?argument\(\)|self\.rfile\b|(?:self\.)?\w*sock(?:et)?\.recv\w*\(\)|requests\.(?:get|post)\(\)|(?:urllib\.request\.|urllib2\.)?urlopen\(\))/,
  ruby: /^(?:params(?:\(\))?\[\]|params(?:\(\))?\.(?:fetch|require|permit|dig)\(\)|(?:request|req)(?:\(\))?\.(?:params|body|headers|query_string|raw_post|path|url|env|cookies|referer|user_agent)\b|cookies(?:\(\))?\[\]|cookies(?:\(\))?\.(?:signed|permanent)\b|(?:Net\.HTTP|URI|HTTParty)\.(?:get|open)\(\))/,
  rust: /^(?:req|request)\.(?:query_string|uri|path|headers|match_info|body|cookie)\(\)/,
  typescript: WEB_JS,
};

const LOCAL_JS = /^process\.(?:argv|env)\b/;
const LOCAL_JVM = /^(?:System\.getenv\(\)|args\[\])/;

/** What the user of the machine gives: the command line, the environment, the keyboard. */
export const LOCAL: Readonly<Record<LanguageId, RegExp>> = {
  csharp: /^(?:Console\.ReadLine\(\)|Environment\.GetEnvironmentVariable\(\)|args\[\])/,
  go: /^(?:os\.Args\b|os\.Getenv\(\)|flag\.Arg\(\))/,
  java: LOCAL_JVM,
  javascript: LOCAL_JS,
  kotlin: LOCAL_JVM,
  php: /^(?:\$argv\b|\$_(?:SERVER|ENV)\b|getenv\(\)|readline\(\))/,
  python: /^(?:sys\.argv\b|os\.environ\b|os\.getenv\(\)|(?:raw_)?input\(\)|sys\.stdin\b)/,
  ruby: /^(?:ENV(?:\[\]|\.fetch\(\))|ARGV\b|gets\(\)|(?:STDIN|\$stdin)\.\w+)/,
  rust: /^(?:std\.)?env\.(?:args|var)\(\)/,
  typescript: LOCAL_JS,
};
