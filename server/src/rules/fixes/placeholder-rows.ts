import type { LanguageId } from '@drift/shared';

/** How a placeholder is written: `?`, `$1`, `%s`, `{0}`, `@p0`. */
export type Placeholder = 'question' | 'dollar' | 'percent' | 'brace' | 'named';
/** How values are passed: `[a, b]`, `a, b`, `(a, b)`, `new { p0 = a }`, or as one list with the text before them. */
export type Passing = 'array' | 'spread' | 'tuple' | 'object' | 'withText';

/** How calls of a driver take values. */
export interface PlaceholderRow {
  readonly languages: readonly LanguageId[];
  /** Modules one of which the file must import; without them the calls speak for themselves. */
  readonly imports?: readonly string[];
  readonly calls: readonly string[];
  readonly placeholder: Placeholder;
  readonly passing: Passing;
}

const SCRIPTS: readonly LanguageId[] = ['javascript', 'typescript'];
const JVM: readonly LanguageId[] = ['java', 'kotlin'];
const GO_CALLS = ['Query', 'QueryRow', 'Exec', 'QueryContext', 'QueryRowContext', 'ExecContext'];

/** Drivers whose placeholders are known. What is not listed takes its values elsewhere, as prepared statements do. */
export const PLACEHOLDERS: readonly PlaceholderRow[] = [
  { languages: SCRIPTS, imports: ['pg'], calls: ['query'], placeholder: 'dollar', passing: 'array' },
  {
    languages: SCRIPTS,
    imports: ['mysql', 'mysql2', 'mariadb'],
    calls: ['query', 'execute'],
    placeholder: 'question',
    passing: 'array',
  },
  {
    languages: SCRIPTS,
    imports: ['sqlite3', 'sqlite'],
    calls: ['run', 'get', 'all', 'each'],
    placeholder: 'question',
    passing: 'array',
  },
  {
    languages: ['python'],
    imports: ['sqlite3', 'aiosqlite', 'pyodbc', 'duckdb'],
    calls: ['execute'],
    placeholder: 'question',
    passing: 'tuple',
  },
  {
    languages: ['python'],
    imports: ['psycopg', 'psycopg2', 'pymysql', 'MySQLdb', 'mysql.connector', 'pymssql', 'django.db'],
    calls: ['execute'],
    placeholder: 'percent',
    passing: 'tuple',
  },
  {
    languages: ['python'],
    imports: ['asyncpg'],
    calls: ['execute', 'fetch', 'fetchrow', 'fetchval'],
    placeholder: 'dollar',
    passing: 'spread',
  },
  {
    languages: ['go'],
    imports: ['github.com/lib/pq', 'github.com/jackc/pgx'],
    calls: GO_CALLS,
    placeholder: 'dollar',
    passing: 'spread',
  },
  {
    languages: ['go'],
    imports: ['github.com/go-sql-driver/mysql', 'github.com/mattn/go-sqlite3', 'modernc.org/sqlite'],
    calls: GO_CALLS,
    placeholder: 'question',
    passing: 'spread',
  },
  { languages: ['go'], imports: ['gorm.io/gorm'], calls: ['Raw', 'Exec'], placeholder: 'question', passing: 'spread' },
  {
    languages: JVM,
    imports: ['org.springframework.jdbc'],
    calls: ['queryForList', 'queryForMap', 'queryForRowSet', 'update'],
    placeholder: 'question',
    passing: 'spread',
  },
  {
    languages: ['csharp'],
    calls: ['FromSqlRaw', 'ExecuteSqlRaw', 'ExecuteSqlRawAsync', 'SqlQueryRaw'],
    placeholder: 'brace',
    passing: 'spread',
  },
  {
    languages: ['csharp'],
    imports: ['Dapper'],
    calls: ['Query', 'QueryAsync', 'QueryFirst', 'QueryFirstOrDefault', 'QuerySingle', 'Execute', 'ExecuteAsync'],
    placeholder: 'named',
    passing: 'object',
  },
  {
    languages: ['php'],
    imports: ['Doctrine\\DBAL', 'Doctrine.DBAL'],
    calls: ['executeQuery', 'executeStatement', 'fetchAllAssociative', 'fetchAssociative', 'fetchOne'],
    placeholder: 'question',
    passing: 'array',
  },
  {
    languages: ['php'],
    calls: ['select', 'selectOne', 'insert', 'update', 'delete', 'statement', 'whereRaw', 'orWhereRaw', 'havingRaw'],
    placeholder: 'question',
    passing: 'array',
  },
  { languages: ['ruby'], calls: ['where', 'having', 'rewhere'], placeholder: 'question', passing: 'spread' },
  { languages: ['ruby'], calls: ['find_by_sql', 'count_by_sql'], placeholder: 'question', passing: 'withText' },
];
