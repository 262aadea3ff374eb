/**
 * Measures how long each item took, in milliseconds: the time since the page appeared or the previous answer on it
 * belongs to the item answered next. Time in which the page was not visible does not count.
 */
export class ItemClock {
  private readonly spent: Map<string, number>;
  private since: number | null;
  /** Time on the current item before the page went out of sight. */
  private carried = 0;

  /** @param now clock in milliseconds that never goes back, such as performance.now. */
  constructor(
    private readonly now: () => number,
    earlier: Readonly<Record<string, number>> = {},
  ) {
    this.spent = new Map(Object.entries(earlier));
    this.since = now();
  }

  /** A page of questions appears. */
  restart(): void {
    this.carried = 0;
    this.since = this.now();
  }

  pause(): void {
    this.carried += this.running();
    this.since = null;
  }

  resume(): void {
    this.since ??= this.now();
  }

  /** An item was answered, or answered anew. */
  answered(item: string): void {
    this.spent.set(item, (this.spent.get(item) ?? 0) + this.carried + this.running());
    this.carried = 0;
    if (this.since !== null) this.since = this.now();
  }

  /** Whole milliseconds per item, at most a day each. */
  durations(): Record<string, number> {
    return Object.fromEntries(
      [...this.spent].map(([item, spent]) => [item, Math.min(86_400_000, Math.round(spent))]),
    );
  }

  private running(): number {
    return this.since === null ? 0 : Math.max(0, this.now() - this.since);
  }
}
