/** Numbers for labels of any range, in the order in which they come: an open hash table outside of the heap. */
export class LabelNumbers {
  private labels = new Float64Array(1024);
  private numbers = new Int32Array(1024).fill(-1);
  private size = 0;

  /** @param label an integer up to 2^53 @returns its number, from 0 */
  numberOf(label: number): number {
    let slot = this.slotOf(label);
    const known = this.numbers[slot]!;
    if (known >= 0) return known;
    if (2 * this.size >= this.numbers.length) {
      this.grow();
      slot = this.slotOf(label);
    }
    this.labels[slot] = label;
    this.numbers[slot] = this.size;
    return this.size++;
  }

  /** Where a label is, or would be. */
  private slotOf(label: number): number {
    const mask = this.numbers.length - 1;
    const mixed = Math.imul(label | 0, 0x9e3779b1) ^ Math.imul((label / 2 ** 32) | 0, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    while (this.numbers[slot]! >= 0 && this.labels[slot] !== label) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { labels, numbers } = this;
    this.labels = new Float64Array(2 * labels.length);
    this.numbers = new Int32Array(2 * numbers.length).fill(-1);
    numbers.forEach((number, at) => {
      if (number < 0) return;
      const slot = this.slotOf(labels[at]!);
      this.labels[slot] = labels[at]!;
      this.numbers[slot] = number;
    });
  }
}
