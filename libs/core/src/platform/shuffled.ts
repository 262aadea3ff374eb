import { randomInt } from 'node:crypto';

/**
 * The entries in random order (Fisher and Yates, with the system's generator): for whatever must not tell by its order
 * who is who. A draw that others are to repeat has a seed instead; see `randomStream`.
 */
export function shuffled<Entry>(entries: readonly Entry[]): Entry[] {
  const order = [...entries];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] as Entry, order[last] as Entry];
  }
  return order;
}
