import type { Area, Stage } from '@mingjian/contract/registry';
import type { Audience } from '@mingjian/contract/surveys';

/**
 * 抽样单元格: the people of one audience who were invited together: the pupils of a sampled class, their parents, or the
 * teachers of a sampled school. It carries everything the weights need and no name: school and class are pseudonyms.
 */
export interface CellFrame {
  id: string;
  audience: Audience;
  countyCode: string;
  stage: Stage;
  area: Area;
  /** Pseudonym of the school, the same for all its cells of one draw. */
  schoolKey: string;
  /** Pseudonym of the class, shared by its pupils' and its parents' cell; null for teachers. */
  classKey: string | null;
  grade: number | null;
  /**
   * N and n of the first stage: schools in the stratum county × stage × area. Under PPS the schools taken with certainty
   * are a stratum of their own, taken whole, and N of the others is n over the mean chance of the drawn: then 1 − n/N is
   * the correction 1 − Σπ/n of Hartley and Rao (1962), and under equal chances nothing changes.
   */
  schoolsInStratum: number;
  schoolsDrawn: number;
  /** Under PPS: the school was certain to be drawn. */
  certain: boolean;
  /** 1/π of the school. */
  schoolWeight: number;
  /** M and m of the second stage: classes of the grade in this school; null for teachers. */
  classesInGrade: number | null;
  classesDrawn: number | null;
  /** People of the cell: all pupils of the class (and as many parents), all teachers of the school. */
  eligible: number;
  /** Of those, how many get a code: all of a class, at most the plan's number of teachers. */
  invited: number;
  /** Of a cell merged because its parts share a signing key: the parts. */
  members?: CellFrame[];
}
