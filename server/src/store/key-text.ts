/** A key as text, for maps and messages. */
export function keyText(key: Uint32Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}

/** The key a text stands for. */
export function keyOf(text: string): Uint32Array {
  return new Uint32Array(Uint8Array.from(Buffer.from(text, 'latin1')).buffer);
}
