import type { SqlSink } from './rows.ts';

const LIBRARIES = [
  'sqlite3',
  'aiosqlite',
  'psycopg',
  'psycopg2',
  'pymysql',
  'MySQLdb',
  'mysql.connector',
  'sqlalchemy',
  'asyncpg',
  'cx_Oracle',
  'oracledb',
  'pyodbc',
  'pymssql',
  'django.db',
  'peewee',
  'duckdb',
];
const RECEIVERS = ['cursor', 'cur', 'conn', 'connection', 'db', 'database', 'engine', 'crsr', 'dbcursor', 'db_cursor'];

/** DB-API drivers and mappers of Python. */
export const PYTHON_SQL: readonly SqlSink[] = [
  {
    languages: ['python'],
    callee: ['*.execute', '*.executemany', '*.executescript'],
    receivers: RECEIVERS,
    imports: LIBRARIES,
    at: [0],
    confidence: 0.9,
    positive: 'cursor.execute(f"SELECT a FROM t WHERE id = {request.GET}")',
    nearMiss: 'cursor.execute("SELECT a FROM t WHERE id = %s", (x,))',
  },
  {
    languages: ['python'],
    callee: ['*.fetch', '*.fetchrow', '*.fetchval'],
    receivers: [],
    imports: ['asyncpg'],
    at: [0],
    confidence: 0.9,
    positive: 'import asyncpg\nasync def f(c, x):\n    await c.fetch("SELECT a FROM t WHERE id = %s" % x)\n',
    nearMiss: 'import asyncpg\nasync def f(c, x):\n    await c.fetch("SELECT a FROM t WHERE id = $1", x)\n',
  },
  {
    languages: ['python'],
    callee: ['*.raw'],
    receivers: ['objects'],
    imports: ['peewee'],
    at: [0],
    confidence: 0.9,
    positive: 'User.objects.raw("SELECT a FROM t WHERE id = {}".format(request.GET))',
    nearMiss: 'User.objects.raw("SELECT a FROM t WHERE id = %s", [x])',
  },
  {
    languages: ['python'],
    callee: ['sqlalchemy.text', 'sqlalchemy.sql.text', 'sqlalchemy.sql.expression.text'],
    at: [0],
    confidence: 0.95,
    positive: 'from sqlalchemy import text\nq = text(f"SELECT a FROM t WHERE id = {request.GET}")',
    nearMiss: 'from sqlalchemy import text\nq = text("SELECT a FROM t WHERE id = :x")',
  },
];
