import type { Population } from './index';
import type { Person } from './people';
import { ratedItems } from './questions';
import { randomStream } from './random';

/** Counties whose paper wrote of the open link, with the share of the demo's answers that came of it. */
const heardOfIt: readonly { countyCode: string; share: number }[] = [
  { countyCode: '231083', share: 0.014 },
  { countyCode: '231081', share: 0.005 },
];
/** People by the open link at most, however large the demo is. */
const MOST = 90;

/**
 * 自发作答: who comes to the public's open link. Nobody drew them, and who is displeased comes more readily: their numbers
 * are to differ from the sample's, which is why a report keeps them apart.
 * @param answered those of the sample, who do not come again
 * @param responses the size of the demo
 */
export function volunteersOf(
  { seed, people }: Pick<Population, 'seed' | 'people'>,
  answered: ReadonlySet<Person>,
  responses: number,
): Person[] {
  return heardOfIt.flatMap(({ countyCode, share }) => {
    const random = randomStream(seed, 'volunteers', countyCode);
    return people
      .filter((person) => person.audience === 'public' && person.countyCode === countyCode)
      .filter((person) => !person.careless && !answered.has(person))
      .map((person) => ({ person, eagerness: displeasure(person) + random.normal() }))
      .sort((a, b) => b.eagerness - a.eagerness)
      .slice(0, Math.min(MOST, Math.round(share * responses)))
      .map(({ person }) => person);
  });
}

/** Share of the rated items that the person gives 3 or less. */
function displeasure({ answers, audience }: Person): number {
  return answers.filter((answer) => answer > 0 && answer <= 3).length / ratedItems[audience].length;
}
