import type { SqlSink } from './rows.ts';

const GO = [
  'database/sql',
  'github.com/jmoiron/sqlx',
  'gorm.io/gorm',
  'github.com/jinzhu/gorm',
  'github.com/uptrace/bun',
];

/** Database calls of Go and Rust. */
export const NATIVE_SQL: readonly SqlSink[] = [
  {
    languages: ['go'],
    callee: ['*.Query', '*.QueryRow', '*.Exec', '*.Prepare', '*.Queryx', '*.QueryRowx', '*.MustExec', '*.Raw'],
    receivers: ['db', 'tx'],
    imports: GO,
    at: [0],
    confidence: 0.9,
    positive: `package a
import "database/sql"
func f(db *sql.DB, x string) { db.Query("SELECT * FROM t WHERE a = '" + x + "'") }`,
    nearMiss:
      'package a\nimport "database/sql"\nfunc f(db *sql.DB, x string) { db.Query("SELECT * FROM t WHERE a = ?", x) }',
  },
  {
    languages: ['go'],
    callee: ['*.QueryContext', '*.QueryRowContext', '*.ExecContext', '*.PrepareContext', '*.QueryxContext'],
    receivers: ['db', 'tx'],
    imports: GO,
    at: [1],
    confidence: 0.95,
    positive: `package a
import ("database/sql"; "fmt")
func f(db *sql.DB, x string) { db.ExecContext(ctx, fmt.Sprintf("DELETE FROM t WHERE a = '%s'", x)) }`,
    nearMiss:
      'package a\nimport ("database/sql"; "fmt")\nfunc f(db *sql.DB, x string) { db.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s WHERE a = ?", table), x) }',
  },
  {
    languages: ['go'],
    callee: ['*.Query', '*.QueryRow', '*.Exec'],
    receivers: [],
    imports: ['github.com/jackc/pgx'],
    at: [1],
    confidence: 0.9,
    positive:
      'package a\nimport "github.com/jackc/pgx/v5"\nfunc f(c *pgx.Conn, x string) { c.Query(ctx, "SELECT * FROM t WHERE a = " + x) }',
    nearMiss:
      'package a\nimport "github.com/jackc/pgx/v5"\nfunc f(c *pgx.Conn, x string) { c.Query(ctx, "SELECT * FROM t WHERE a = $1", x) }',
  },
  {
    languages: ['rust'],
    callee: ['sqlx.query', 'sqlx.query_as', 'sqlx.query_scalar', 'sqlx.raw_sql', 'diesel.sql_query', 'diesel.dsl.sql'],
    at: [0],
    confidence: 0.95,
    positive: 'fn f(x: &str) { sqlx::query(&format!("SELECT * FROM t WHERE a = {}", x)); }',
    nearMiss: 'fn f(x: &str) { sqlx::query("SELECT * FROM t WHERE a = $1").bind(x); }',
  },
  {
    languages: ['rust'],
    callee: [
      '*.execute',
      '*.execute_batch',
      '*.batch_execute',
      '*.query',
      '*.query_one',
      '*.query_opt',
      '*.query_row',
      '*.query_drop',
      '*.query_map',
      '*.prepare',
      '*.simple_query',
    ],
    receivers: [],
    imports: ['rusqlite', 'postgres', 'tokio_postgres', 'mysql', 'mysql_async'],
    at: [0],
    confidence: 0.95,
    positive:
      'use rusqlite::Connection;\nfn f(conn: &Connection, x: &str) { conn.execute(&format!("DELETE FROM t WHERE a = {x}"), []); }',
    nearMiss:
      'use rusqlite::Connection;\nfn f(conn: &Connection, x: &str) { conn.execute("DELETE FROM t WHERE a = ?1", [x]); }',
  },
];
