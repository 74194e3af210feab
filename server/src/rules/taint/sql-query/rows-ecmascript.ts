import type { SqlSink } from './rows.ts';

const LIBRARIES = [
  'pg',
  'pg-promise',
  'mysql',
  'mysql2',
  'mariadb',
  'mssql',
  'sqlite3',
  'sqlite',
  'better-sqlite3',
  'knex',
  'sequelize',
  'typeorm',
  'postgres',
  '@prisma/client',
  'drizzle-orm',
  'kysely',
  'oracledb',
];
const RECEIVERS = [
  'db',
  'database',
  'pool',
  'conn',
  'connection',
  'knex',
  'sequelize',
  'mysql',
  'pg',
  'pgclient',
  'pgpool',
  'sqlite',
  'tx',
  'trx',
  'transaction',
  'datasource',
  'entitymanager',
  'queryrunner',
  'prisma',
];

/** Drivers, query builders and mappers of JavaScript and TypeScript. */
export const ECMASCRIPT_SQL: readonly SqlSink[] = [
  {
    languages: ['javascript', 'typescript'],
    callee: ['*.query', '*.execute', '*.raw', '*.all', '*.get', '*.run', '*.each', '*.exec', '*.prepare'],
    receivers: RECEIVERS,
    imports: LIBRARIES,
    at: [0],
    confidence: 0.85,
    positive: "db.query('SELECT * FROM t WHERE id = ' + req.params.id);",
    nearMiss: "db.query('SELECT * FROM t WHERE id = $1', [id]);",
  },
  {
    languages: ['javascript', 'typescript'],
    callee: ['*.$queryRawUnsafe', '*.$executeRawUnsafe'],
    at: [0],
    confidence: 0.95,
    positive: `prisma.$queryRawUnsafe(\`SELECT * FROM t WHERE id = \${req.params.id}\`);`,
    nearMiss: "prisma.$queryRawUnsafe('SELECT * FROM t WHERE id = $1', id);",
  },
];
