// Names by which calls and types tell that nothing foreign is left in a value. Data only; `checked.ts` and `harmless.ts` read it.

/** Calls that give a number, a date, a truth value or a random name whatever they are given. */
export const NUMBER_CALLS: ReadonlySet<string> = new Set(
  `int float long double bool boolean Int Long Double Integer Float Number Boolean BigInt parseInt parseFloat parseLong parseDouble
  intval floatval boolval absint to_i to_f to_r to_c toInt toLong toDouble toFloat toShort toIntOrNull toLongOrNull
  toDoubleOrNull toBoolean toBooleanStrict toFixed toPrecision intValue longValue doubleValue booleanValue
  Itoa FormatInt FormatUint FormatFloat FormatBool Atoi ParseInt ParseUint ParseFloat ParseBool
  len length count size Count sizeof strlen hashCode ord abs round floor ceil max min range rand mt_rand getpid time now
  ordinal getId filemtime microtime crc32 bin2hex hex hexdigest md5 sha1 uuid4 uuid1 UUID randomUUID Decimal BigDecimal
  i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 usize isize f32 f64 int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 decimal
  sum lastInsertId lastrowid insert_id valueAsNumber nextInt randint random
  ToInt16 ToInt32 ToInt64 ToUInt32 ToUInt64 ToDouble ToDecimal ToBoolean ToDateTime
  date strtotime mktime strftime isoformat toISOString toDateString toUTCString toJSON toLocaleDateString iso8601 xmlschema
  getTime getFullYear getMonth getDate getDay toEpochMilli toEpochSecond getTimestamp to_date to_time to_datetime timestamp
  fromisoformat strptime fromtimestamp ToUnixTimeSeconds ToUnixTimeMilliseconds UnixNano Unix UnixMilli LocalDate parsedate
  getIntParameter getLongParameter getRequiredIntParameter getRequiredLongParameter getDoubleParameter getBooleanParameter
  getInt getLong getInteger enumValueOf`.split(/\s+/),
);

/** Members that are numbers. */
export const NUMBER_MEMBERS: ReadonlySet<string> = new Set([
  'length',
  'size',
  'count',
  'Length',
  'Count',
  'lastrowid',
  'pid',
]);

/** Paths of converting calls that share their last name with others: `Integer.valueOf()`, but not `String.valueOf()`. */
export const CONVERTING_PATH =
  /(?:^|\.)(?:(?:Integer|Long|Short|Byte|Double|Float|Boolean|BigDecimal|BigInteger|Character)\.(?:valueOf|toString|parse\w+)|(?:UUID|uuid)\.(?:fromString|parse|MustParse|Parse|toString)|(?!String\b)[A-Z]\w*\.valueOf|(?:int|long|short|byte|double|float|decimal|bool|Int32|Int64|Guid|DateTime|DateTimeOffset|DateOnly|TimeSpan|Enum)\.(?:Parse|ParseExact|TryParse|Parse<\w+>)|(?:Local|Offset|Zoned)?Date(?:Time)?\.parse|(?:Instant|Duration|Year)\.parse|Date\.(?:parse|now)|time\.Parse(?:InLocation|Duration)?|Number\.\w+|Math\.\w+)\(\)/;

/** Types whose text is a number, a date, an identity or a truth value. */
export const NUMBER_TYPE =
  /^(?:(?:final|const|readonly|var|in|mut)\s+)?[?&]?(?:(?:java|kotlin|System|datetime|decimal|uuid|time|chrono)\.(?:\w+\.)*)?(?:u?int(?:8|16|32|64)?|integer|u?long|u?short|s?byte|char|float(?:32|64)?|double|decimal|big(?:decimal|int(?:eger)?)|bool(?:ean)?|number|[iu](?:8|16|32|64|128|size)|f(?:32|64)|uuid|guid|atomic(?:integer|long)|(?:local|offset|zoned|naive)?date(?:time)?(?:offset|immutable|interface|only)?|local_?time|instant|duration|timedelta|timespan|timestamp|year(?:month)?)(?:\s*\|\s*(?:none|null|undefined)|\?)*$/i;
/** Types of which every value is written down: `'asc' | 'desc'`, `keyof typeof ORDERS`, `Literal["a"]`. */
export const LITERAL_TYPE =
  /^(?:(?:\s*\|?\s*(?:'[^']*'|"[^"]*"|-?\d+|true|false|null|undefined))+|\s*keyof\b.*|(?:\w+\.)?Literal\[.*)$/s;
/** Bases that make a Python class an enumeration. */
export const ENUM_BASES: ReadonlySet<string> = new Set(['Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag']);
/** Members by which an enumeration tells its own texts; of types that are declared elsewhere they are not told apart. */
export const ENUM_MEMBER = /^\.(?:name|value|ordinal|key|code|label|rawValue|toString|to_s|ToString|as_str)(?:\(\))?$/;

/** Questions that are answered by yes or no. */
export const YES_OR_NO =
  /^(?:isset|empty|in_array|array_key_exists|has|contains|includes|is[A-Z_]\w*|has[A-Z_]\w*|\w+\?)$/;
/** Helpers that programs write for themselves. */
export const HELPER_NAME = /escape|quot|sanitiz|purif|encode|html_?safe|clean|_e$|^esc_|^h$|^e$/i;

/** Calls by which code turns down what is not a number, not of a pattern, not in a list or not of a schema. */
export const CHECK_NAME =
  /^(?:is_numeric|ctype_\w+|preg_match(?:_all)?|filter_var|in_array|array_key_exists|array_search|includes|include\?|member\?|key\?|has|has_key\?|has_key|indexOf|lastIndexOf|contains|containsKey|containsValue|Contains|ContainsKey|contains_key|test|match|match\?|matches|Match|IsMatch|MatchString|is_match|fullmatch|search|isNaN|isFinite|isInteger|isIPv[46]|isIP|is(?:digit|alnum|alpha|numeric|decimal|identifier|ascii)|TryParse|IsDefined|[vV]alid\w*|[cC]heck(?:[A-Z_]\w*)?|[aA]ssert\w*|[eE]nsure\w*|[vV]erify\w*|is[_A-Z](?:[vV]alid|[sS]afe|[aA]llowed|[dD]igit|[nN]umeric|[aA]lpha)\w*|exists\?|matchesPattern|containsMatchIn|matchEntire|StartsWith|startsWith|starts_with|start_with\?|startswith|endsWith|endswith|end_with\?|HasPrefix|HasSuffix)$/;
/** Calls in a condition that only ask whether there is something. */
export const PRESENCE_NAME =
  /^(?:isset|empty|is_null|isNull|isEmpty|isNotEmpty|isBlank|isNotBlank|isNullOrEmpty|isNullOrBlank|IsNullOrEmpty|IsNullOrWhiteSpace|is_string|is_array|is_empty|is_none|is_some|is_ok|is_err|isinstance|len|strlen|mb_strlen|count|sizeof|trim|strip|blank\?|present\?|nil\?|empty\?|any\?|defined|defined\?|hasParameter|get|getParameter|input|query|post|fetch|dig|params|FormValue|Query|Param|String|str|bool|Boolean|log|print|debug|info|warn|error|unwrap|expect|equals|equalsIgnoreCase|Equals)$/;
/** Comparisons by call: a check where the other side is constant. */
export const EQUALITY_CALLS = [
  'equals',
  'equalsIgnoreCase',
  'Equals',
  'contentEquals',
  'eql?',
  'EqualFold',
  'strcmp',
  'strcasecmp',
];
/** Segments after which a question is about the length of a value, not the value. */
export const LENGTH_SEGMENT = /\.(?:length|size|Length|Count|count|len)(?:\(\))?$/;

/** Calls that give an entry of a table, not what they are asked for. */
export const LOOKUPS: ReadonlySet<string> = new Set([
  'get',
  'getOrDefault',
  'getOrElse',
  'fetch',
  'dig',
  'at',
  'find',
  'lookup',
]);
/** Calls that give what a schema has let through. */
export const VALIDATORS =
  /^(?:parse|parseAsync|safeParse|safeParseAsync|validate|validated|validateSync|validateAsync|attempt|cast|castSync|decode|matchedData|model_validate|parse_obj|parse_raw|load|coerce|conform)$/;
/** Receivers whose `parse` or `load` reads a format and lets everything through. */
export const READERS =
  /(?:^|\.)(?:JSON|json|simplejson|ujson|url|URL|qs|querystring|query|QueryString|cookie|cookies|path|yaml|YAML|toml|csv|CSV|xml|XML|marked|pickle|marshal|Marshal|URI|http|parser|Parser|base64|jwt|multipart|mime|email)(?:\(\))?$/;
/** Calls that replace parts of a text. */
export const REPLACERS: ReadonlySet<string> = new Set(
  'replace replaceAll replace_all preg_replace gsub gsub! sub tr Replace ReplaceAllString re.sub delete'.split(' '),
);

/** Calls that convert or check what they read when they are told to. */
export const CONVERTERS: readonly { readonly name: string; readonly keyword: string; readonly text: RegExp }[] = [
  { name: 'get', keyword: 'type', text: /^(?!str$|unicode$)/ },
  { name: 'getlist', keyword: 'type', text: /^(?!str$|unicode$)/ },
  { name: 'filter_input', keyword: '', text: /^FILTER_(?:VALIDATE|SANITIZE_NUMBER)/ },
  { name: 'filter_var', keyword: '', text: /^FILTER_(?:VALIDATE|SANITIZE_NUMBER)/ },
];
/** Converters of a route that take any text. */
export const FREE_CONVERTER = /^(?:string|str|default|path|slug)$/;
