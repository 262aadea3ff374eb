import { hash as sha384 } from '@stablelib/sha384';
import { joined } from './bytes';

const hashLength = 48;
/** sLen of RSABSSA-SHA384-PSS-Randomized. */
export const saltLength = 48;

/**
 * EMSA-PSS-ENCODE with SHA-384 and MGF1 (RFC 8017, section 9.1.1).
 *
 * @param bits of the encoded message: one less than those of the modulus
 * @param salt `saltLength` bytes by chance
 * @throws RangeError when the modulus is too short for the hash
 */
export function encodePss(message: Uint8Array, bits: number, salt: Uint8Array): Uint8Array {
  const length = Math.ceil(bits / 8);
  if (length < hashLength + salt.length + 2) throw new RangeError('the modulus is too short for SHA-384');
  const hash = sha384(joined(new Uint8Array(8), sha384(message), salt));
  const masked = joined(new Uint8Array(length - salt.length - hashLength - 2), Uint8Array.of(1), salt);
  const mask = maskOf(hash, masked.length);
  for (let at = 0; at < masked.length; at += 1) masked[at] = (masked[at] ?? 0) ^ (mask[at] ?? 0);
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * length - bits));
  return joined(masked, hash, Uint8Array.of(0xbc));
}

/** MGF1 (RFC 8017, appendix B.2.1). */
function maskOf(seed: Uint8Array, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / hashLength) }, (_, counter) =>
    sha384(joined(seed, Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter))),
  );
  return joined(...blocks).subarray(0, length);
}
