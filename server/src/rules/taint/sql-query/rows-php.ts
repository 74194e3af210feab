import type { SqlSink } from './rows.ts';

/** PDO, mysqli, PostgreSQL, WordPress, Doctrine and Laravel calls of PHP. */
export const PHP_SQL: readonly SqlSink[] = [
  {
    languages: ['php'],
    callee: ['*.query', '*.exec', '*.prepare', '*.real_query', '*.multi_query'],
    receivers: ['pdo', 'dbh', 'mysqli', 'db', 'database', 'conn', 'connection', 'wpdb', 'getconnection'],
    at: [0],
    confidence: 0.9,
    positive: `<?php
function f($x) { $pdo->query("SELECT * FROM t WHERE a = '$x'"); }`,
    nearMiss: '<?php\nfunction f($x) { $pdo->prepare("SELECT * FROM t WHERE a = :x"); }',
  },
  {
    languages: ['php'],
    callee: ['mysqli_query', 'mysqli_real_query', 'mysqli_prepare', 'mysqli_multi_query'],
    at: [1],
    confidence: 0.95,
    positive: `<?php
function f($x) { mysqli_query($c, "SELECT * FROM t WHERE a = '" . $x . "'"); }`,
    nearMiss: `<?php
function f($x) { mysqli_query($c, "SELECT * FROM t WHERE a = '" . mysqli_real_escape_string($c, $x) . "'"); }`,
  },
  {
    languages: ['php'],
    callee: ['mysql_query', 'pg_query', 'sqlite_query', 'odbc_exec', 'mssql_query', 'sqlsrv_query'],
    at: [-1],
    confidence: 0.95,
    positive: `<?php
function f($x) { pg_query($c, "SELECT * FROM t WHERE a = '$x'"); }`,
    nearMiss: '<?php\nfunction f($x) { pg_query_params($c, "SELECT * FROM t WHERE a = $1", [$x]); }',
  },
  {
    languages: ['php'],
    callee: ['*.get_results', '*.get_row', '*.get_var', '*.get_col'],
    receivers: ['wpdb'],
    at: [0],
    confidence: 0.95,
    positive: `<?php
function f($x) { $wpdb->get_results("SELECT * FROM t WHERE a = '$x'"); }`,
    nearMiss: '<?php\nfunction f($x) { $wpdb->get_results($wpdb->prepare("SELECT * FROM t WHERE a = %s", $x)); }',
  },
  {
    languages: ['php'],
    callee: [
      '*.executeQuery',
      '*.executeStatement',
      '*.executeUpdate',
      '*.fetchAllAssociative',
      '*.fetchAssociative',
      '*.fetchOne',
      '*.createQuery',
      '*.createNativeQuery',
    ],
    receivers: ['conn', 'connection', 'em', 'entitymanager'],
    at: [0],
    confidence: 0.9,
    positive: `<?php
function f($x) { $conn->executeQuery("SELECT * FROM t WHERE a = '$x'"); }`,
    nearMiss: '<?php\nfunction f($x) { $conn->executeQuery("SELECT * FROM t WHERE a = ?", [$x]); }',
  },
  {
    languages: ['php'],
    callee: ['*.select', '*.selectOne', '*.insert', '*.update', '*.delete', '*.statement', '*.unprepared'],
    receivers: ['db'],
    imports: [],
    at: [0],
    confidence: 0.9,
    positive: `<?php
function f($x) { DB::select("SELECT * FROM t WHERE a = '$x'"); }`,
    nearMiss: '<?php\nfunction f($x) { DB::select("SELECT * FROM t WHERE a = ?", [$x]); }',
  },
  {
    languages: ['php'],
    callee: ['*.raw'],
    receivers: ['db'],
    imports: [],
    fragment: true,
    at: [0],
    confidence: 0.9,
    positive: `<?php
function f($x) { DB::raw("a = '$x'"); }`,
    nearMiss: '<?php\nfunction f($x) { DB::raw("count($x)"); }',
  },
  {
    languages: ['php'],
    callee: ['*.whereRaw', '*.orWhereRaw', '*.havingRaw', '*.selectRaw', '*.orderByRaw'],
    fragment: true,
    at: [0],
    confidence: 0.9,
    positive: `<?php
function f($x) { $q->whereRaw("a = '$x'"); }`,
    nearMiss: '<?php\nfunction f($x) { $q->whereRaw("a = ?", [$x]); }',
  },
];
