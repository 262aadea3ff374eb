import type { Audience } from '@mingjian/contract/surveys';
import { groupBy } from './group-by';
import type { Person } from './people';
import { ratedItems, type RatedItem } from './questions';

/** A true finite-population mean, on the 0–100 index (x−1)/4×100, over everyone, nonrespondents included. */
export interface Truth {
  countyCode: string;
  audience: Audience;
  scope: 'audience' | 'dimension' | 'item';
  /** '' for the audience, the dimension's name or the item's code. */
  key: string;
  mean: number;
  /** People who can judge it, and so count in the mean. */
  people: number;
}

interface Scale {
  scope: Truth['scope'];
  key: string;
  /** Positions in `ratedItems`. */
  positions: number[];
}

/** The audience's index, its dimensions and its scored items. */
function scalesOf(items: readonly RatedItem[]): Scale[] {
  const positionsWhere = (wanted: (item: RatedItem) => boolean) =>
    items.flatMap((item, position) => (item.role === 'scored' && wanted(item) ? [position] : []));
  const dimensions = [...new Set(items.map((item) => item.dimension))];
  return [
    { scope: 'audience' as const, key: '', positions: positionsWhere(() => true) },
    ...dimensions.map((name) => ({
      scope: 'dimension' as const,
      key: name,
      positions: positionsWhere((item) => item.dimension === name),
    })),
    ...items.flatMap((item, position) =>
      item.role === 'scored' ? [{ scope: 'item' as const, key: item.code, positions: [position] }] : [],
    ),
  ];
}

/**
 * The truth that a census would find, by county × audience × index, dimension and scored item. A person's score on
 * several items is the mean over those that he or she can judge, when these are at least half.
 */
export function truthsOf(people: readonly Person[]): Truth[] {
  const groups = groupBy(people, (person) => `${person.countyCode}|${person.audience}`);
  return [...groups.values()].flatMap((group) => {
    const [{ countyCode, audience }] = group as [Person];
    return scalesOf(ratedItems[audience]).map((scale) => {
      let sum = 0;
      let count = 0;
      for (const person of group) {
        const score = indexOf(person.answers, scale.positions);
        if (score === null) continue;
        sum += score;
        count += 1;
      }
      return { countyCode, audience, scope: scale.scope, key: scale.key, mean: sum / count, people: count };
    });
  });
}

function indexOf(answers: Uint8Array, positions: readonly number[]): number | null {
  let points = 0;
  let valid = 0;
  for (const position of positions) {
    const answer = answers[position] ?? 0;
    if (answer === 0) continue;
    points += answer - 1;
    valid += 1;
  }
  return valid > 0 && 2 * valid >= positions.length ? (25 * points) / valid : null;
}
