import type { SinkRow } from '../sinks.ts';
import { DOTNET_SQL } from './rows-dotnet.ts';
import { ECMASCRIPT_SQL } from './rows-ecmascript.ts';
import { JVM_SQL } from './rows-jvm.ts';
import { NATIVE_SQL } from './rows-native.ts';
import { PHP_SQL } from './rows-php.ts';
import { PYTHON_SQL } from './rows-python.ts';
import { RUBY_SQL } from './rows-ruby.ts';

/** A call that runs SQL text. */
export interface SqlSink extends SinkRow {
  /** The argument may be a condition instead of a whole statement. */
  readonly fragment?: true;
}

/** Every call known to run SQL text. */
export const SQL_SINKS: readonly SqlSink[] = [
  ...DOTNET_SQL,
  ...ECMASCRIPT_SQL,
  ...JVM_SQL,
  ...NATIVE_SQL,
  ...PHP_SQL,
  ...PYTHON_SQL,
  ...RUBY_SQL,
];

/** Calls whose result is safe inside SQL text: quoting helpers and casts to a number. */
export const QUOTERS: ReadonlySet<string> = new Set([
  'quote',
  'quote_string',
  'quoteSql',
  'escape',
  'escapeId',
  'escapeLiteral',
  'escapeIdentifier',
  'quoteIdentifier',
  'quote_ident',
  'quote_literal',
  'quote_name',
  'quote_table_name',
  'quote_column_name',
  'QuoteIdentifier',
  'QuoteLiteral',
  'sanitize_sql',
  'sanitize_sql_like',
  'sanitize_sql_array',
  'mysqli_real_escape_string',
  'mysql_real_escape_string',
  'real_escape_string',
  'pg_escape_literal',
  'pg_escape_string',
  'esc_sql',
  'absint',
  'intval',
  'floatval',
  'to_i',
  'to_f',
  'Integer',
  'Float',
  'int',
  'float',
  'Number',
  'parseInt',
  'parseFloat',
  'Itoa',
  'FormatInt',
  'len',
  'count',
]);
