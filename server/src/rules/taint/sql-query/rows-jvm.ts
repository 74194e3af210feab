import type { SqlSink } from './rows.ts';

const JDBC = ['java.sql', 'javax.sql', 'org.springframework.jdbc', 'android.database.sqlite', 'androidx.sqlite'];
const JPA = ['javax.persistence', 'jakarta.persistence', 'org.hibernate'];

/** JDBC, Spring, JPA, Hibernate and Android calls of Java and Kotlin. */
export const JVM_SQL: readonly SqlSink[] = [
  {
    languages: ['java', 'kotlin'],
    callee: [
      '*.executeQuery',
      '*.executeUpdate',
      '*.executeLargeUpdate',
      '*.execute',
      '*.addBatch',
      '*.prepareStatement',
      '*.prepareCall',
      '*.nativeSQL',
    ],
    receivers: ['statement', 'stmt', 'conn', 'connection', 'jdbctemplate'],
    imports: JDBC,
    at: [0],
    confidence: 0.9,
    positive: `class A { void f(java.sql.Statement statement, String x) throws Exception { statement.executeQuery("SELECT * FROM t WHERE a = '" + x + "'"); } }`,
    nearMiss:
      'class A { void f(java.sql.Statement statement, String x) throws Exception { connection.prepareStatement("SELECT * FROM t WHERE a = ?"); } }',
  },
  {
    languages: ['java', 'kotlin'],
    callee: [
      '*.query',
      '*.queryForObject',
      '*.queryForList',
      '*.queryForMap',
      '*.queryForRowSet',
      '*.queryForStream',
      '*.update',
      '*.batchUpdate',
    ],
    receivers: ['jdbctemplate', 'namedparameterjdbctemplate', 'jdbcoperations', 'jdbcclient', 'namedjdbctemplate'],
    imports: ['org.springframework.jdbc'],
    at: [0],
    confidence: 0.9,
    positive: `class A { void f(java.sql.Statement statement, String x) throws Exception { jdbcTemplate.queryForList(String.format("SELECT * FROM t WHERE a = '%s'", x)); } }`,
    nearMiss:
      'class A { void f(java.sql.Statement statement, String x) throws Exception { jdbcTemplate.queryForList("SELECT * FROM t WHERE a = ?", x); } }',
  },
  {
    languages: ['java', 'kotlin'],
    callee: ['*.createNativeQuery', '*.createQuery', '*.createSQLQuery', '*.createMutationQuery'],
    receivers: ['em', 'entitymanager', 'session'],
    imports: JPA,
    at: [0],
    confidence: 0.9,
    positive: `class A { void f(java.sql.Statement statement, String x) throws Exception { entityManager.createNativeQuery("SELECT * FROM t WHERE a = '" + x + "'"); } }`,
    nearMiss:
      'class A { void f(java.sql.Statement statement, String x) throws Exception { entityManager.createNativeQuery("SELECT * FROM t WHERE a = ?1"); } }',
  },
  {
    languages: ['kotlin', 'java'],
    callee: ['*.rawQuery', '*.execSQL'],
    receivers: ['db', 'database', 'readabledatabase', 'writabledatabase'],
    imports: ['android.database.sqlite', 'androidx.sqlite'],
    at: [0],
    confidence: 0.9,
    positive: `fun f(x: String) { db.rawQuery("SELECT * FROM t WHERE a = '" + x + "'", null) }`,
    nearMiss: 'fun f(x: String) { db.rawQuery("SELECT * FROM t WHERE a = ?", arrayOf(x)) }',
  },
];
