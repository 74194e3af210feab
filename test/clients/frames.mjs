const HEADER_END = '\r\n\r\n';

/** Takes bytes as they come and hands over each whole message of the base protocol. */
export class Frames {
  #bytes = Buffer.alloc(0);
  #take;

  constructor(take) {
    this.#take = take;
  }

  take(chunk) {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const end = this.#bytes.indexOf(HEADER_END);
      const length = end < 0 ? undefined : /Content-Length: *(\d+)/i.exec(this.#bytes.toString('latin1', 0, end))?.[1];
      if (length === undefined) return;
      const start = end + HEADER_END.length;
      const next = start + Number(length);
      if (this.#bytes.length < next) return;
      const message = JSON.parse(this.#bytes.toString('utf8', start, next));
      this.#bytes = this.#bytes.subarray(next);
      this.#take(message);
    }
  }
}
