import type { Problem, Result } from '@drift/shared';
import type { AuditRecord } from './audit-records.ts';
import type { ImageReport } from './image-report.ts';
import type {
  Answers,
  EventRecord,
  IntegrityAnswer,
  IntegrityLevel,
  PackageRecord,
  Query,
  QueryName,
  ScanHeader,
  SizeAnswer,
  SweepAnswer,
} from './records.ts';

/** How a database is opened. */
export interface OpenRequest {
  readonly kind: 'open';
  readonly root: string;
  readonly mode: 'writer' | 'reader';
  /** The last writer did not end properly. */
  readonly wasUnclean: boolean;
  /** Of the lock that is held; `''` for a reader. */
  readonly token: string;
}

/** What a database is asked to do. */
export type DatabaseRequest =
  | OpenRequest
  /** Rows of a scan that is still coming; it holds with `scan`, or not at all. */
  | { readonly kind: 'part'; readonly number: number; readonly rows: string }
  | { readonly kind: 'scan'; readonly header: ScanHeader; readonly parts: number }
  | { readonly kind: 'event'; readonly event: EventRecord }
  | { readonly kind: 'audit'; readonly audit: AuditRecord }
  | { readonly kind: 'packages'; readonly packages: readonly PackageRecord[] }
  | { readonly kind: 'query'; readonly query: Query }
  /** Looks at an image file; asks for no open database. */
  | { readonly kind: 'inspect'; readonly path: string; readonly thorough: boolean }
  /** Only that it is open. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'flush' }
  | { readonly kind: 'export'; readonly packed: boolean }
  | { readonly kind: 'replace'; readonly image: Uint8Array }
  /** Everything goes but what people decided, which both generations hold then. */
  | { readonly kind: 'forget' }
  | { readonly kind: 'integrity'; readonly level: IntegrityLevel }
  | { readonly kind: 'size' }
  | { readonly kind: 'sweep'; readonly dryRun: boolean }
  /** The lock was lost: nothing may be written any more. */
  | { readonly kind: 'read-only' }
  | { readonly kind: 'close' };

/** How a database was opened. */
export interface Opened {
  /** Whether it can be written; a writer's lock is no promise, as with a newer schema. */
  readonly writable: boolean;
  readonly schemaVersion: number;
  /** What a person should know: damage, a newer schema, no room. */
  readonly problems: readonly Problem[];
}

/** What a request is answered with. */
export type DatabaseAnswer<R extends DatabaseRequest> = R extends { readonly kind: 'open' }
  ? Opened
  : R extends { readonly kind: 'query' }
    ? Answers[QueryName]
    : R extends { readonly kind: 'export' }
      ? Uint8Array
      : R extends { readonly kind: 'integrity' }
        ? IntegrityAnswer
        : R extends { readonly kind: 'size' }
          ? SizeAnswer
          : R extends { readonly kind: 'sweep' }
            ? SweepAnswer
            : R extends { readonly kind: 'inspect' }
              ? ImageReport
              : null;

/** Any answer. */
export type AnyAnswer = DatabaseAnswer<DatabaseRequest>;

/** A request on its way to the thread. */
export interface DatabaseOrder {
  readonly id: number;
  readonly request: DatabaseRequest;
}

/** An answer on its way back. */
export interface DatabaseDone {
  readonly id: number;
  readonly result: Result<AnyAnswer>;
}

/** What the thread tells without being asked. */
export interface DatabaseNotice {
  readonly notice: Problem;
  /** The database can no longer be written. */
  readonly readOnly: boolean;
}
