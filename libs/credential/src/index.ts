export { codeCharacters, codeLength, readCode, withCheckCharacter } from './code-characters';
export { solveChallenge } from './proof-of-work';
export { prefixLength } from './blind-signature';
export {
  beginCredential,
  beginUnderPublished,
  finishCredential,
  type Blinding,
  type Credential,
} from './credential';
export {
  keyFault,
  keyId,
  keyListHash,
  modulusBytes,
  type KeyFault,
  type ListedKey,
  type PublicKey,
} from './key-list';
