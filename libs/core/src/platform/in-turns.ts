import { setImmediate as turn } from 'node:timers/promises';

/** Long enough to get on, and shorter than anybody notices. */
const MOST_MS = 20;

/**
 * The items one by one, for a long piece of work in a process that answers others: every few milliseconds whoever else waits
 * has a turn.
 */
export async function* inTurns<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  let since = performance.now();
  let count = 0;
  for (const item of items) {
    yield item;
    count += 1;
    if (count % 64 !== 0 || performance.now() - since < MOST_MS) continue;
    await turn();
    since = performance.now();
  }
}
