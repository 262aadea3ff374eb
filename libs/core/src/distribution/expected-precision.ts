import type { PrecisionRow, SamplingPlan } from '@mingjian/contract/distribution';
import type { DrawnCell } from './allocation';

/** z of the 95% level: degrees of freedom are not known before the answers. */
const z = 1.959964;

/**
 * 预期精度: half of the 95% interval to be expected for the overall index of each county × audience. The design effect is
 * Kish's: 1 + (b − 1)ρ for clusters of b answers (a class, or a school's teachers), times 1 + cv² of the design weights
 * (Kish 1965, sections 5.4 and 11.7); the sample of persons is corrected for the population that it is drawn from.
 */
export function expectedPrecision(cells: readonly DrawnCell[], plan: SamplingPlan): PrecisionRow[] {
  const { responseRate, sd, icc } = plan.assumptions;
  const groups = new Map<string, DrawnCell[]>();
  for (const cell of cells) {
    const key = `${cell.countyCode} ${cell.audience}`;
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return [...groups.values()].map((own): PrecisionRow => {
    const [first] = own as [DrawnCell, ...DrawnCell[]];
    const invited = own.reduce((sum, cell) => sum + cell.invited, 0);
    const answers = invited * responseRate;
    const perCluster = (own.reduce((sum, cell) => sum + cell.invited ** 2, 0) / invited) * responseRate;
    const weights = own.map((cell) => ({ weight: weightOf(cell), n: cell.invited }));
    const sum = weights.reduce((all, { weight, n }) => all + weight * n, 0);
    const squares = weights.reduce((all, { weight, n }) => all + weight ** 2 * n, 0);
    const deff = (1 + Math.max(0, perCluster - 1) * icc) * ((invited * squares) / sum ** 2);
    const correction = Math.max(0, 1 - answers / sum);
    return {
      countyCode: first.countyCode,
      audience: first.audience,
      schools: new Set(own.map(({ schoolCode }) => schoolCode)).size,
      invited,
      answers,
      deff,
      marginOfError: answers < 2 ? null : z * sd * Math.sqrt((deff / answers) * correction),
    };
  });
}

function weightOf(cell: DrawnCell): number {
  const ofClass =
    cell.classesInGrade !== null && cell.classesDrawn !== null ? cell.classesInGrade / cell.classesDrawn : 1;
  return cell.schoolWeight * ofClass * (cell.eligible / cell.invited);
}
