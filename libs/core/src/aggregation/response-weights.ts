import type { WeightingPlan } from '@mingjian/contract/aggregation';
import type { CellFrame } from '../distribution';

/**
 * Inverse of the chance that a person of this cell was invited: school in stratum × class in grade × person in cell. In a
 * merged cell nobody knows whose answer is whose, so all carry the mean over the invited: the total stays the same.
 */
export function designWeight(cell: CellFrame): number {
  if (cell.members !== undefined) {
    const expanded = cell.members.reduce((sum, member) => sum + designWeight(member) * member.invited, 0);
    return expanded / cell.invited;
  }
  const schoolClass =
    cell.classesInGrade !== null && cell.classesDrawn !== null ? cell.classesInGrade / cell.classesDrawn : 1;
  return cell.schoolWeight * schoolClass * (cell.eligible / cell.invited);
}

export interface ResponseWeights {
  /** By record: design weight × nonresponse factor, per person. */
  weight: Float64Array;
  /** Weighting classes that had to be merged because nobody in them answered. */
  merged: { into: string; from: string[] }[];
}

/**
 * Weighting-class adjustment: within a class, respondents carry the design weights of all who were invited
 * (Little & Rubin 2019, Statistical Analysis with Missing Data, section 3.3). A class in which nobody answered is merged
 * with the other classes of its stage of school, and a stage in which nobody answered with the whole county.
 * @param answered by record: cell and persons; `silent`: drawn cells without any answer.
 */
export function responseWeights(
  records: readonly { cell: CellFrame; count: number }[],
  silent: readonly CellFrame[],
  nonresponseClass: WeightingPlan['nonresponseClass'],
): ResponseWeights {
  const drawn = [
    ...new Map([...records.map((each) => each.cell), ...silent].map((cell) => [cell.id, cell])).values(),
  ];
  const levels = [
    (cell: CellFrame) =>
      nonresponseClass === 'stratum-grade'
        ? `${cell.stage}/${cell.area}/${cell.grade ?? ''}`
        : `${cell.stage}/${cell.area}`,
    (cell: CellFrame) => cell.stage as string,
    () => 'county',
  ];
  const merged: ResponseWeights['merged'] = [];
  let classOf = levels[0] as (cell: CellFrame) => string;
  for (const coarser of levels.slice(1)) {
    const answered = new Set(records.filter((each) => each.count > 0).map((each) => classOf(each.cell)));
    const finer = classOf;
    const empty = new Set(drawn.filter((cell) => !answered.has(finer(cell))).map(coarser));
    if (empty.size === 0) break;
    for (const into of [...empty].sort()) {
      const from = [...new Set(drawn.filter((cell) => coarser(cell) === into).map(finer))].sort();
      merged.push({ into, from });
    }
    classOf = (cell) => (empty.has(coarser(cell)) ? coarser(cell) : finer(cell));
  }

  const invited = new Map<string, number>();
  for (const cell of drawn) addTo(invited, classOf(cell), designWeight(cell) * cell.invited);
  const answered = new Map<string, number>();
  for (const { cell, count } of records) addTo(answered, classOf(cell), designWeight(cell) * count);
  return {
    weight: Float64Array.from(records, ({ cell }) => {
      const key = classOf(cell);
      return (designWeight(cell) * (invited.get(key) ?? 0)) / (answered.get(key) ?? 1);
    }),
    merged,
  };
}

function addTo(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
