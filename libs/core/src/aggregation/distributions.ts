import type { Distribution } from '@mingjian/contract/aggregation';
import type { EstimationReply, PlannedEstimate } from '@mingjian/contract/estimation';
import type { ItemMapping } from '@mingjian/contract/surveys';
import { WIDTH } from './mean-attack';
import type { Cell, Hidden } from './protected-cell';

const answers = [1, 2, 3, 4, 5] as const;
/** What a form stores for 不适用. */
const NOT_APPLICABLE = 0;

const rated = (items: readonly ItemMapping[]) =>
  items.filter(({ role }) => role === 'scored' || role === 'expectation');
const shareId = (code: string, answer: number) => `share|item|${code}|${answer}`;

/** The shares of the five answers of each rated item among those who rated it, and of 不适用 among all who came to it. */
export function plannedShares(items: readonly ItemMapping[]): PlannedEstimate[] {
  return rated(items).flatMap(({ code }) =>
    [NOT_APPLICABLE, ...answers].map((answer): PlannedEstimate => ({
      id: shareId(code, answer),
      statistic: 'proportion',
      variable: code,
      values: [answer],
      percent: true,
      ...(answer === NOT_APPLICABLE ? {} : { where: { [code]: [...answers] } }),
    })),
  );
}

/** 作答分布: of items that are shown and whose distribution does not corner a hidden group; see `corners`. */
export function publishedDistributions(
  items: readonly ItemMapping[],
  replies: ReadonlyMap<string, EstimationReply['estimates'][number]>,
  cells: readonly Cell[],
  hidden: readonly Hidden[],
): Distribution[] {
  return rated(items).map(({ code }): Distribution => {
    const own = cells.map((cell, index) => ({ ...cell, hidden: hidden[index] !== null }));
    const ofItem = own.filter(({ scope, key }) => scope === 'item' && key === code);
    const whole = ofItem.find(({ cut }) => cut === '');
    const shares = answers.map((answer) => replies.get(shareId(code, answer))?.estimate ?? null);
    const known = shares.filter((share) => share !== null);
    const withheld = { key: code, shares: null, notApplicable: null, n: null };
    if (!whole || whole.hidden) return { ...withheld, suppressed: true };
    if (known.length < shares.length) return { ...withheld, suppressed: false };
    const groups = ofItem.filter((cell) => cell.cut !== '' && cell.hidden && cell.population > 0);
    if (groups.some(({ population }) => corners(known, population / whole.population)))
      return { ...withheld, suppressed: true };
    const notApplicable = replies.get(shareId(code, NOT_APPLICABLE))?.estimate ?? null;
    return { key: code, shares: known, notApplicable, n: whole.n, suppressed: false };
  });
}

/** Twice what the attack on means demands, since that attack may be led together with this one. */
const ROOM = 2 * WIDTH;

/**
 * Whether the distribution of the whole alone bounds a hidden group of a known share of it too closely: at the least the
 * group has all the lowest answers that fill it, at the most all the highest. Both of its measures are looked at.
 * @param shares percentages of the answers 1 to 5
 * @param part share of the group in the whole, 0–1
 */
export function corners(shares: readonly number[], part: number): boolean {
  const scores = [
    answers.map((answer) => (answer - 1) * 25),
    answers.map((answer) => (answer >= 4 ? 100 : 0)),
  ];
  return scores.some((points) => {
    const order = answers.map((_, index) => index);
    const low = filled(order, shares, points, 100 * part);
    const high = filled([...order].reverse(), shares, points, 100 * part);
    return high - low < ROOM;
  });
}

function filled(
  order: readonly number[],
  shares: readonly number[],
  points: readonly number[],
  room: number,
): number {
  let left = room;
  let sum = 0;
  for (const answer of order) {
    const taken = Math.min(left, shares[answer] ?? 0);
    sum += taken * (points[answer] ?? 0);
    left -= taken;
  }
  return sum / (room - left);
}
