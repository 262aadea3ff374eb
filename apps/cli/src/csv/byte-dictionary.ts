/**
 * Numbers byte strings from 0 in the order in which they are first seen, without making a string of each occurrence: an
 * open hash table over one pool of bytes.
 */
export class ByteDictionary {
  private pool: Uint8Array = new Uint8Array(4096);
  private used = 0;
  /** Where each entry begins in the pool; one more for the end of the last. */
  private starts = new Uint32Array(257);
  private table = new Int32Array(512).fill(-1);
  size = 0;

  /** @returns the number of the bytes from `start` up to `end` */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    const mask = this.table.length - 1;
    let slot = hashOf(bytes, start, end) & mask;
    for (;;) {
      const entry = this.table[slot]!;
      if (entry < 0) return this.add(slot, bytes, start, end);
      if (this.isEntry(entry, bytes, start, end)) return entry;
      slot = (slot + 1) & mask;
    }
  }

  /** The bytes of an entry. */
  entry(code: number): Uint8Array {
    return this.pool.subarray(this.starts[code], this.starts[code + 1]);
  }

  private isEntry(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.starts[entry]!;
    if (this.starts[entry + 1]! - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (bytes[i] !== this.pool[j]) return false;
    return true;
  }

  private add(slot: number, bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    // Where an entry begins is kept in 32 bits.
    if (this.used + length > 0xffffffff) throw new RangeError('more than 4 GB of different texts');
    if (this.used + length > this.pool.length) this.pool = grown(this.pool, this.used + length);
    for (let i = 0; i < length; i++) this.pool[this.used + i] = bytes[start + i]!;
    this.used += length;
    const code = this.size++;
    if (this.size >= this.starts.length) {
      const starts = new Uint32Array(this.starts.length * 2);
      starts.set(this.starts);
      this.starts = starts;
    }
    this.starts[this.size] = this.used;
    this.table[slot] = code;
    if (this.size * 2 > this.table.length) this.rehash();
    return code;
  }

  private rehash(): void {
    const mask = this.table.length * 2 - 1;
    this.table = new Int32Array(mask + 1).fill(-1);
    for (let code = 0; code < this.size; code++) {
      let slot = hashOf(this.pool, this.starts[code]!, this.starts[code + 1]!) & mask;
      while (this.table[slot]! >= 0) slot = (slot + 1) & mask;
      this.table[slot] = code;
    }
  }
}

/** FNV-1a, its high bits folded into those that the table uses. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function grown(bytes: Uint8Array, needed: number): Uint8Array {
  const larger = new Uint8Array(Math.max(needed, bytes.length * 2));
  larger.set(bytes);
  return larger;
}
