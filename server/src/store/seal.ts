import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes of a key. */
export const KEY_BYTES = 32;
/** Bytes of what makes a seal unique: never the same twice with one key. */
export const NONCE_BYTES = 12;
/** Bytes of a seal. */
export const SEAL_BYTES = 16;

/** Bytes handed over at a time: OpenSSL counts them in a signed 32-bit number. */
const STEP = 64 * 1024 * 1024;

/** Collects bytes and gives their seal. */
export interface Sealer {
  add(bytes: Uint8Array): void;
  seal(): Uint8Array;
}

/**
 * Makes a seal that only the holder of the key can make: AES-256-GMAC (NIST SP 800-38D), a fresh nonce a seal. It says the
 * same as HMAC-SHA-256 would at a seventh of the time (measured over 200 MB), which a warm start spends on nothing else.
 */
export function sealer(key: Uint8Array, nonce: Uint8Array): Sealer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return {
    add: (bytes) => {
      for (let at = 0; at < bytes.length; at += STEP) cipher.setAAD(bytes.subarray(at, at + STEP));
    },
    seal: () => {
      cipher.final();
      return cipher.getAuthTag();
    },
  };
}

/** The seal of a few bytes that are looked at before the rest is even read. */
export function headSeal(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(bytes).digest().subarray(0, SEAL_BYTES);
}

/** True when the seal was made over these bytes with this key. */
export function isSealed(key: Uint8Array, nonce: Uint8Array, bytes: Uint8Array, seal: Uint8Array): boolean {
  const own = sealer(key, nonce);
  own.add(bytes);
  return seal.length === SEAL_BYTES && timingSafeEqual(own.seal(), seal);
}
