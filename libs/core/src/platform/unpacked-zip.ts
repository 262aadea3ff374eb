import { inflateRawSync } from 'node:zlib';

const endOfDirectory = Buffer.from('504b0506', 'hex');
const entrySignature = 0x02014b50;
const deflated = 8;

/**
 * The entries of an archive by name, unless they are larger than so many bytes in all. None is unpacked further than the
 * limit, since the sizes that an archive states of itself may be false.
 *
 * @returns null also for what cannot be read as a plain ZIP archive
 */
export function unpackedWithin(bytes: Uint8Array, most: number): Map<string, Buffer> | null {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = zip.lastIndexOf(endOfDirectory);
    const entries = zip.readUInt16LE(end + 10);
    let entry = zip.readUInt32LE(end + 16);
    let left = most;
    const unpacked = new Map<string, Buffer>();
    for (let count = 0; count < entries; count += 1) {
      if (zip.readUInt32LE(entry) !== entrySignature) return null;
      const local = zip.readUInt32LE(entry + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
      const plain =
        zip.readUInt16LE(entry + 10) === deflated
          ? inflateRawSync(packed, { maxOutputLength: Math.max(1, left) })
          : packed;
      left -= plain.length;
      if (left < 0) return null;
      unpacked.set(zip.toString('utf8', entry + 46, entry + 46 + zip.readUInt16LE(entry + 28)), plain);
      entry +=
        46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
    }
    return entries > 0 ? unpacked : null;
  } catch (error) {
    // Beyond the end of the buffer, beyond the limit, or not deflated data: all of them RangeError or zlib's Error.
    if (error instanceof Error) return null;
    throw error;
  }
}
