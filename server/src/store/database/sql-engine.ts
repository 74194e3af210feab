import initSqlJs, { type Database, type SqlJsStatic, type SqlValue, type Statement } from 'sql.js';
import { MAX_IMAGE_BYTES, PAGE_BYTES } from './parameters.ts';

/** What a column holds. */
export type Value = SqlValue;
/** One row by column names. */
export type Row = Readonly<Record<string, Value>>;

/** An open database. Its methods throw what SQLite says; the core turns that into values. */
export interface SqlEngine {
  /** Runs statements without parameters and without rows. */
  exec(sql: string): void;
  /** Runs one statement. */
  run(sql: string, params?: readonly Value[]): void;
  /** The rows of one statement. */
  rows(sql: string, params?: readonly Value[]): Row[];
  /** Runs `work` in one transaction: all of it holds or nothing. */
  transaction<T>(work: () => T): T;
  /** The image as it would lie on the disk. */
  export(): Uint8Array;
  /** How often a statement was used that was prepared before, and how often one had to be prepared. */
  readonly statements: { readonly reused: number; readonly prepared: number };
  close(): void;
}

/** Opens databases in memory, from an image or empty. */
export interface SqlRuntime {
  open(image: Uint8Array | null): SqlEngine;
}

/** Set at every open. `auto_vacuum` and `page_size` count only before the first table. */
const PRAGMAS: readonly string[] = [
  `page_size=${PAGE_BYTES}`,
  'auto_vacuum=INCREMENTAL',
  'foreign_keys=ON',
  'recursive_triggers=OFF',
  'journal_mode=MEMORY',
  'synchronous=OFF',
  'temp_store=MEMORY',
  'cache_size=-64000',
  // An image that somebody brought along must not run anything of its own.
  'trusted_schema=OFF',
  'cell_size_check=ON',
  `max_page_count=${MAX_IMAGE_BYTES / PAGE_BYTES}`,
];

/** Starts SQLite from the bytes of its wasm. */
export async function sqlRuntime(wasm: Uint8Array): Promise<SqlRuntime> {
  const sql = await initSqlJs({ wasmBinary: Uint8Array.from(wasm).buffer });
  return { open: (image) => new MemoryEngine(sql, image) };
}

class MemoryEngine implements SqlEngine {
  private readonly database: Database;
  private readonly prepared = new Map<string, Statement>();
  private depth = 0;
  readonly statements = { reused: 0, prepared: 0 };

  constructor(sql: SqlJsStatic, image: Uint8Array | null) {
    // As plain bytes, of which SQLite makes its own copy: of a Buffer it would take the memory itself, and write into it.
    const bytes = image === null ? null : new Uint8Array(image.buffer, image.byteOffset, image.byteLength);
    this.database = bytes === null ? new sql.Database() : new sql.Database(bytes);
    try {
      for (const pragma of PRAGMAS) this.database.run(`PRAGMA ${pragma}`);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  exec(sql: string): void {
    this.database.run(sql);
  }

  run(sql: string, params: readonly Value[] = []): void {
    const statement = this.statement(sql);
    try {
      statement.run([...params]);
    } finally {
      statement.reset();
    }
  }

  rows(sql: string, params: readonly Value[] = []): Row[] {
    const statement = this.statement(sql);
    const out: Row[] = [];
    try {
      statement.bind([...params]);
      while (statement.step()) out.push(statement.getAsObject());
    } finally {
      statement.reset();
    }
    return out;
  }

  private statement(sql: string): Statement {
    const known = this.prepared.get(sql);
    if (known !== undefined) {
      this.statements.reused++;
      return known;
    }
    const made = this.database.prepare(sql);
    this.statements.prepared++;
    this.prepared.set(sql, made);
    return made;
  }

  transaction<T>(work: () => T): T {
    if (this.depth > 0) throw new Error('Bug: a transaction inside a transaction');
    this.depth++;
    this.database.run('BEGIN IMMEDIATE');
    try {
      const value = work();
      this.database.run('COMMIT');
      return value;
    } catch (error) {
      this.rollback();
      throw error;
    } finally {
      this.depth--;
    }
  }

  private rollback(): void {
    try {
      this.database.run('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself, as it does when memory or space runs out.
    }
  }

  export(): Uint8Array {
    return this.database.export();
  }

  close(): void {
    for (const statement of this.prepared.values()) statement.free();
    this.prepared.clear();
    this.database.close();
  }
}
