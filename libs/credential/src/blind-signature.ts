import { inverse, product, toBytes, toInteger, toPublicExponent, type Arithmetic } from './arithmetic';
import { joined, randomBytes } from './bytes';
import { encodePss, saltLength } from './pss';

/** Bytes by chance before the message: RSABSSA's Randomized preparation. */
export const prefixLength = 32;

/** What chance decides in blinding; a test gives the published values instead. */
export interface Chance {
  salt: Uint8Array;
  /** The blinding factor, 1 ≤ r < n. */
  factor: Uint8Array;
}

/** Prepare (RFC 9474, section 4.1), randomized. */
export function prepare(message: Uint8Array, prefix: Uint8Array = randomBytes(prefixLength)): Uint8Array {
  return joined(prefix, message);
}

/**
 * Blind (RFC 9474, section 4.2) for RSABSSA-SHA384-PSS with the exponent 65537.
 *
 * @param modulus its highest bit set
 * @param prepared what `prepare` gave
 * @returns the message for the signer, the inverse that takes the blinding off again, and the salt that `finalize` needs
 * @throws Error when message or factor share a divisor with the modulus (never by chance)
 */
export function blind<Big>(
  arithmetic: Arithmetic<Big>,
  modulus: Uint8Array,
  prepared: Uint8Array,
  chance: Chance = drawn(arithmetic, modulus),
): { blindedMessage: Uint8Array; inverse: Uint8Array; salt: Uint8Array } {
  const n = toInteger(arithmetic, modulus);
  const message = encoded(arithmetic, modulus, prepared, chance.salt);
  const factor = toInteger(arithmetic, chance.factor);
  // One inversion shows that both are coprime to n: (m·r)⁻¹·m is r⁻¹.
  const both = inverse(arithmetic, product(arithmetic, message, factor, n), n);
  if (both === null) throw new Error('the message cannot be blinded under this key');
  const blinded = product(arithmetic, message, toPublicExponent(arithmetic, factor, n), n);
  return {
    blindedMessage: toBytes(arithmetic, blinded, modulus.length),
    inverse: toBytes(arithmetic, product(arithmetic, both, message, n), modulus.length),
    salt: chance.salt,
  };
}

/**
 * Finalize (RFC 9474, section 4.4): takes the blinding off and verifies.
 *
 * @throws Error when the signature is not one over `prepared` under this key: the signer made a mistake, or cheated
 */
export function finalize<Big>(
  arithmetic: Arithmetic<Big>,
  modulus: Uint8Array,
  prepared: Uint8Array,
  blindSignature: Uint8Array,
  blinding: { inverse: Uint8Array; salt: Uint8Array },
): Uint8Array {
  if (blindSignature.length !== modulus.length) throw new Error('the signature has a wrong length');
  const n = toInteger(arithmetic, modulus);
  const blinded = toInteger(arithmetic, blindSignature);
  const signature = product(arithmetic, blinded, toInteger(arithmetic, blinding.inverse), n);
  const message = encoded(arithmetic, modulus, prepared, blinding.salt);
  const opened = toPublicExponent(arithmetic, signature, n);
  if (arithmetic.hex(opened) !== arithmetic.hex(message)) throw new Error('the signature is not valid');
  return toBytes(arithmetic, signature, modulus.length);
}

function encoded<Big>(
  arithmetic: Arithmetic<Big>,
  modulus: Uint8Array,
  prepared: Uint8Array,
  salt: Uint8Array,
): Big {
  return toInteger(arithmetic, encodePss(prepared, 8 * modulus.length - 1, salt));
}

function drawn<Big>(arithmetic: Arithmetic<Big>, modulus: Uint8Array): Chance {
  const n = toInteger(arithmetic, modulus);
  for (;;) {
    const factor = randomBytes(modulus.length);
    const value = toInteger(arithmetic, factor);
    if (arithmetic.isLess(arithmetic.of('0'), value) && arithmetic.isLess(value, n))
      return { salt: randomBytes(saltLength), factor };
  }
}
