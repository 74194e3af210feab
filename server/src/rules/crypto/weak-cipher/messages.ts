/** Said of ciphers that are broken. */
export const WEAK = 'is broken; encrypt with AES-GCM or ChaCha20-Poly1305';
/** Said of ciphers that repeat blocks after some gigabytes. */
export const SMALL = 'has 64-bit blocks; encrypt with AES-GCM or ChaCha20-Poly1305';
/** Said of the ECB mode of any cipher. */
export const ECB = 'ECB mode shows patterns of the plaintext; use an authenticated mode such as GCM';
