import type { SqlSink } from './rows.ts';

/** ActiveRecord, Sequel and driver calls of Ruby. */
export const RUBY_SQL: readonly SqlSink[] = [
  {
    languages: ['ruby'],
    callee: ['*.find_by_sql', '*.count_by_sql'],
    at: [0],
    confidence: 0.95,
    positive: 'User.find_by_sql("SELECT * FROM t WHERE a = #{params[:x]}")',
    nearMiss: 'User.find_by_sql(["SELECT * FROM t WHERE a = ?", x])',
  },
  {
    languages: ['ruby'],
    callee: ['*.where', '*.having', '*.exists?', '*.find_by', '*.rewhere'],
    fragment: true,
    at: [0],
    confidence: 0.85,
    positive: `User.where("name = '#{params[:x]}'")`,
    nearMiss: 'User.where("name = ?", x)',
  },
  {
    languages: ['ruby'],
    callee: [
      '*.execute',
      '*.exec_query',
      '*.select_all',
      '*.select_one',
      '*.select_rows',
      '*.select_value',
      '*.select_values',
      '*.exec_update',
      '*.exec_delete',
      '*.exec_insert',
    ],
    receivers: ['connection', 'conn', 'db'],
    imports: ['sqlite3', 'mysql2', 'pg'],
    at: [0],
    confidence: 0.9,
    positive: `ActiveRecord::Base.connection.execute("DELETE FROM t WHERE a = '#{params[:x]}'")`,
    nearMiss: 'ActiveRecord::Base.connection.execute("DELETE FROM t WHERE a = #{connection.quote(x)}")',
  },
  {
    languages: ['ruby'],
    callee: ['*.query', '*.exec', '*.async_exec', '*.fetch', '*.run'],
    receivers: ['db', 'conn', 'connection'],
    imports: ['mysql2', 'pg', 'sequel'],
    at: [0],
    confidence: 0.85,
    positive: `conn.exec("SELECT * FROM t WHERE a = '#{params[:x]}'")`,
    nearMiss: 'conn.exec("SELECT * FROM t WHERE a = $1", [x])',
  },
];
