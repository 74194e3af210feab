import type { LocalAnalysis } from '../rules/engine/analyze-file.ts';
import type { FileRole } from '../rules/engine/file-view.ts';
import { asLocalTexts } from './narrow.ts';

/** What the rules of one file say about it, and the role they took it for. */
export interface JudgedLocally extends LocalAnalysis {
  readonly role: FileRole;
}

/** The parts of a local analysis that are no numbers. */
export interface LocalTexts extends Pick<JudgedLocally, 'role' | 'findings' | 'problems'> {
  readonly observed: readonly string[];
  readonly measured: readonly string[];
}

// Header: lengths of the four parts that follow. The numbers come first so that each lies where its type needs it.
const HEADER_BYTES = 16;

/** A local analysis as bytes: the same in a message and in the cache. */
export function encodeLocal({ role, findings, problems, observations, measures }: JudgedLocally): Uint8Array {
  const texts: LocalTexts = { role, findings, problems, observed: observations.strings, measured: measures.strings };
  const json = Buffer.from(JSON.stringify(texts));
  const { values } = measures;
  const numbers = values.byteLength + observations.rows.byteLength + measures.rows.byteLength;
  const bytes = new Uint8Array(HEADER_BYTES + numbers + json.length);
  new Uint32Array(bytes.buffer, 0, HEADER_BYTES / 4).set([
    values.length,
    observations.rows.length,
    measures.rows.length,
    json.length,
  ]);
  let at = HEADER_BYTES;
  for (const part of [values, observations.rows, measures.rows]) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  bytes.set(json, at);
  return bytes;
}

/** What `encodeLocal` was given; the numbers stay where they lie. The bytes must start at a multiple of 8. */
export function decodeLocal(bytes: Uint8Array): JudgedLocally {
  const { buffer, byteOffset } = bytes;
  const [values = 0, observed = 0, measured = 0, json = 0] = new Uint32Array(buffer, byteOffset, HEADER_BYTES / 4);
  let at = byteOffset + HEADER_BYTES;
  const measuredValues = new Float64Array(buffer, at, values);
  at += measuredValues.byteLength;
  const observedRows = new Int32Array(buffer, at, observed);
  at += observedRows.byteLength;
  const measuredRows = new Int32Array(buffer, at, measured);
  at += measuredRows.byteLength;
  const texts = asLocalTexts(JSON.parse(Buffer.from(buffer, at, json).toString()));
  return {
    role: texts.role,
    findings: texts.findings,
    problems: texts.problems,
    observations: { rows: observedRows, strings: texts.observed },
    measures: { rows: measuredRows, values: measuredValues, strings: texts.measured },
  };
}
