/** A key as text, for maps and messages. */
export function keyText(key: Uint32Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1');
}
