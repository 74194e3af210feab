// Stands between standard input and the reader of messages: only whole, sound frames come through.
import { Transform, type TransformCallback } from 'node:stream';

/** Longest header that is waited for, in bytes. */
const MAX_HEADER = 4_096;
/** Longest body that is waited for, in bytes: no text Drift reads is near it. */
const MAX_BODY = 256 * 1024 * 1024;
const LENGTH = 'content-length:';

/**
 * Passes frames on and drops what is none, telling of it once, up to the next header that gives a length: a client that
 * slips is answered again from its next message on. Lines of a header may end in LF alone.
 */
export class FrameGate extends Transform {
  private readonly tell: (message: string) => void;
  private chunks: Buffer[] = [];
  private size = 0;
  /** Bytes without which looking again is of no use. */
  private wanted = 1;
  private isLost = false;

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
    let rest = bytes;
    this.wanted = 0;
    while (this.wanted <= rest.length && rest.length > 0) rest = this.isLost ? this.seek(rest) : this.step(rest);
    this.chunks = [rest];
    this.size = rest.length;
  }

  /** Takes one frame off the front, or leaves all and says how much is wanted. */
  private step(bytes: Buffer): Buffer {
    const front = bytes.toString('latin1', 0, MAX_HEADER);
    const header = /^([\s\S]*?)\r?\n\r?\n/.exec(front);
    if (header === null) {
      if (front.length >= MAX_HEADER) return this.lose(bytes, 'a header without an end');
      this.wanted = bytes.length + 1;
      return bytes;
    }
    const lines = (header[1] ?? '').split(/\r?\n/);
    const given = lines.find((line) => line.toLowerCase().startsWith(LENGTH))?.slice(LENGTH.length);
    if (given === undefined) return this.lose(bytes, 'a header without Content-Length');
    if (!/^\s*\d+\s*$/.test(given) || Number(given) > MAX_BODY) return this.lose(bytes, `Content-Length:${given}`);
    const end = header[0].length + Number(given);
    this.wanted = end;
    if (bytes.length < end) return bytes;
    this.push(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
    this.push(bytes.subarray(header[0].length, end));
    this.wanted = 0;
    return bytes.subarray(end);
  }

  private lose(bytes: Buffer, what: string): Buffer {
    this.isLost = true;
    this.tell(what);
    // The bad header may itself begin with the word that is looked for.
    return bytes.subarray(1);
  }

  /** Drops everything before the next header that may give a length. */
  private seek(bytes: Buffer): Buffer {
    const at = bytes.toString('latin1').toLowerCase().indexOf(LENGTH);
    if (at >= 0) {
      this.isLost = false;
      return bytes.subarray(at);
    }
    const kept = bytes.subarray(Math.max(0, bytes.length - LENGTH.length + 1));
    this.wanted = kept.length + 1;
    return kept;
  }
}
