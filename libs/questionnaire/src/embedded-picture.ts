/** 图片选项: pictures live inside the definition, so none is fetched from anywhere when people answer. */

/** Most bytes of one picture; the phone loads all of a questionnaire at once. */
export const LARGEST_PICTURE_BYTES = 120_000;
/** Most bytes of all pictures of a questionnaire together. */
export const LARGEST_PICTURES_BYTES = 1_200_000;

export type PictureRule = 'picture-type' | 'picture-too-large';

const embedded = /^data:image\/(png|jpeg|gif|webp);base64,([A-Za-z0-9+/]*)={0,2}$/;
type PictureType = 'png' | 'jpeg' | 'gif' | 'webp';

/** The type that the first bytes of a file show, whatever its name or declared type says. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  const starts = (...expected: number[]) => expected.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'gif';
  const webp = [0x57, 0x45, 0x42, 0x50].every((byte, index) => bytes[index + 8] === byte);
  return starts(0x52, 0x49, 0x46, 0x46) && webp ? 'webp' : null;
}

/** Bytes of a picture written as a data address; 0 for anything else. */
export function pictureBytes(address: string): number {
  const content = embedded.exec(address)?.[2];
  return content === undefined ? 0 : Math.floor((content.length * 3) / 4);
}

/** What is wrong with a picture written as a data address: its type is judged by its bytes. Null when nothing is. */
export function pictureFault(address: string): PictureRule | null {
  const [, declared, content = ''] = embedded.exec(address) ?? [];
  if (declared === undefined) return 'picture-type';
  if (pictureBytes(address) > LARGEST_PICTURE_BYTES) return 'picture-too-large';
  // Twelve bytes tell every type: sixteen characters of base64.
  const head = Uint8Array.from(decoded(content.slice(0, 16)));
  return pictureType(head) === declared ? null : 'picture-type';
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decoded(base64: string): number[] {
  const bits = [...base64].map((letter) => alphabet.indexOf(letter).toString(2).padStart(6, '0')).join('');
  return (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
}
