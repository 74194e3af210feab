// How the usual logging libraries take values.

/** Keyword arguments of Python's `logging` that are no fields. */
export const NO_FIELD: ReadonlySet<string> = new Set(['exc_info', 'stack_info', 'stacklevel']);
/** What a caught error is called, or a member of it. */
export const ERROR_NAME = /^\$?(?:e|err|error|ex|exc|exception|t|th|throwable|cause|\w+(?:Err|Error|Ex|Exception))$/;
/** Chains that add fields before the message: logrus, zerolog. */
export const FIELD_CHAIN =
  /\.WithFields?\(\)\.\w+$|\.(?:Str|Strs|Int|Int64|Uint|Uint64|Bool|Float64|Dur|Time|Interface|Any)\(\)(?:\.\w+\(\))*\.(?:Msg|Send)$/;
/** Calls that make one field. */
export const FIELD_CALL =
  /^(?:zap|slog|log|logger|kv|StructuredArguments)\.(?:[A-Z]\w*|kv|keyValue|value)$|^kv$|^keyValue$/;
/** Methods whose values are always fields. */
export const FIELD_METHOD = /^(?:Debug|Info|Warn|Error|Panic|Fatal)w$/;
/** Libraries that take keys and values in turn. */
export const FLAT_FIELDS: ReadonlySet<string> = new Set(['go slog', 'go logger']);
/** Libraries without a choice: they take a text and its arguments, and nothing else. */
export const ONE_WAY: ReadonlySet<string> = new Set(['rust log', 'rust logger']);
/** Libraries whose methods take one whole text: where they are imported there is no choice. */
export const WITHOUT_ARGUMENTS: readonly string[] = [
  'org.apache.commons.logging',
  'android.util.Log',
  // It takes fields and no format: where the code base passes arguments, its calls have no choice.
  'github.com/hashicorp/go-hclog',
];
/** Calls that look a text up in the language of the user. */
export const TRANSLATION = /^(?:\w+\.)*(?:_|__|gettext|ngettext|lazy_gettext|translate|tr)\(\)$/;
