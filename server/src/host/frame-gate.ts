// Stands between standard input and the reader of messages: only whole, sound frames come through.
import { Transform, type TransformCallback } from 'node:stream';

/** Longest header that is waited for, in bytes. */
const MAX_HEADER = 4_096;
/** Longest body that is waited for, in bytes: no text Drift reads is near it. */
const MAX_BODY = 256 * 1024 * 1024;
const LENGTH = 'content-length:';

/** A line of a header as the protocol has it: no folded lines, and nothing that a program printed beside its answers. */
const FIELD = /^[A-Za-z0-9-]+:/;

/**
 * Passes frames on and drops what is none, up to the next header that gives a length: a client that slips is answered
 * again from its next message on. It tells of what it dropped once, until a frame came through again. Lines of a header
 * may end in LF alone; what comes out has one line of header, so that whoever reads on cannot read it otherwise.
 */
export class FrameGate extends Transform {
  private readonly tell: (message: string) => void;
  private chunks: Buffer[] = [];
  private size = 0;
  /** Bytes without which looking again is of no use. */
  private wanted = 1;
  private isLost = false;
  private isTold = false;

  constructor(tell: (message: string) => void) {
    super();
    this.tell = tell;
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (this.size >= this.wanted) this.sift(Buffer.concat(this.chunks));
    done();
  }

  private sift(bytes: Buffer): void {
    const text = new LowerCase(bytes);
    let at = 0;
    for (this.wanted = 0; this.wanted <= bytes.length - at && at < bytes.length; )
      at = this.isLost ? this.seek(bytes, at, text) : this.step(bytes, at);
    const rest = bytes.subarray(at);
    this.chunks = [rest];
    this.size = rest.length;
  }

  /** Takes the frame that begins at `at` and gives where it ends, or takes nothing and says how much is wanted. */
  private step(bytes: Buffer, at: number): number {
    const front = bytes.toString('latin1', at, at + MAX_HEADER);
    const header = /^([\s\S]*?)\r?\n\r?\n/.exec(front);
    if (header === null) {
      if (front.length >= MAX_HEADER) return this.lose(at, 'a header without an end');
      this.wanted = bytes.length - at + 1;
      return at;
    }
    const lines = (header[1] ?? '').split(/\r?\n/);
    const lengths = lines
      .filter((line) => line.toLowerCase().startsWith(LENGTH))
      .map((line) => line.slice(LENGTH.length).trim());
    const [given] = lengths;
    if (given === undefined) return this.lose(at, 'a header without Content-Length');
    if (!/^\d+$/.test(given) || Number(given) > MAX_BODY) return this.lose(at, `Content-Length: ${given}`);
    if (lengths.length > 1) return this.lose(at, 'a header with more than one Content-Length');
    if (!lines.every((line) => FIELD.test(line))) return this.lose(at, 'a header with a line that is no field');
    const begin = at + header[0].length;
    const end = begin + Number(given);
    this.wanted = end - at;
    if (bytes.length < end) return at;
    this.push(Buffer.from(`Content-Length: ${given}\r\n\r\n`, 'latin1'));
    this.push(bytes.subarray(begin, end));
    this.isTold = false;
    this.wanted = 0;
    return end;
  }

  private lose(at: number, what: string): number {
    this.isLost = true;
    if (!this.isTold) this.tell(what);
    this.isTold = true;
    // The bad header may itself begin with the word that is looked for.
    return at + 1;
  }

  /** Drops everything before the next header that may give a length. */
  private seek(bytes: Buffer, at: number, text: LowerCase): number {
    const found = text.indexOf(LENGTH, at);
    if (found >= 0) {
      this.isLost = false;
      return found;
    }
    const kept = Math.max(at, bytes.length - LENGTH.length + 1);
    this.wanted = bytes.length - kept + 1;
    return kept;
  }
}

/** Bytes as lower-case text, made at most once: looking for the next header is linear, however many are broken. */
class LowerCase {
  private readonly bytes: Buffer;
  private text: string | null = null;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  indexOf(word: string, from: number): number {
    this.text ??= this.bytes.toString('latin1').toLowerCase();
    return this.text.indexOf(word, from);
  }
}
