import type { SqlSink } from './rows.ts';

/** ADO.NET, Entity Framework and Dapper calls. */
export const DOTNET_SQL: readonly SqlSink[] = [
  {
    languages: ['csharp'],
    callee: ['SqlCommand', 'MySqlCommand', 'NpgsqlCommand', 'SqliteCommand', 'SQLiteCommand', 'OracleCommand', 'OleDbCommand', 'OdbcCommand', 'SqlDataAdapter'],
    at: [0, 'cmdText', 'commandText'],
    confidence: 0.95,
    positive: `class A { void F(string x) { var c = new SqlCommand("SELECT * FROM t WHERE a = '" + x + "'", conn); } }`,
    nearMiss: 'class A { void F(string x) { var c = new SqlCommand("SELECT * FROM t WHERE a = @x", conn); } }',
  },
  {
    languages: ['csharp'],
    callee: ['*.FromSqlRaw', '*.ExecuteSqlRaw', '*.ExecuteSqlRawAsync', '*.SqlQueryRaw', '*.ExecuteSqlCommand', '*.ExecuteSqlCommandAsync'],
    at: [0, 'sql'],
    confidence: 0.95,
    positive: `class A { void F(string x) { ctx.Users.FromSqlRaw("SELECT * FROM t WHERE a = '" + x + "'"); } }`,
    nearMiss: 'class A { void F(string x) { ctx.Users.FromSqlInterpolated($"SELECT * FROM t WHERE a = {x}"); } }',
  },
  {
    languages: ['csharp'],
    callee: ['*.Query', '*.QueryAsync', '*.QueryFirst', '*.QueryFirstAsync', '*.QueryFirstOrDefault', '*.QueryFirstOrDefaultAsync', '*.QuerySingle', '*.QuerySingleAsync', '*.QuerySingleOrDefault', '*.QuerySingleOrDefaultAsync', '*.QueryMultiple', '*.QueryMultipleAsync', '*.Execute', '*.ExecuteAsync', '*.ExecuteScalar', '*.ExecuteScalarAsync'],
    receivers: ['conn', 'connection', 'dbconnection', 'db'],
    imports: ['Dapper'],
    at: [0, 'sql'],
    confidence: 0.9,
    positive: `class A { void F(string x) { connection.Query<User>($"SELECT * FROM t WHERE a = '{x}'"); } }`,
    nearMiss: 'class A { void F(string x) { connection.Query<User>("SELECT * FROM t WHERE a = @x", new { x }); } }',
  },
];
