import type { SamplingPlan, Sample } from '@mingjian/contract/distribution';
import type { School, Stage } from '@mingjian/contract/registry';
import { allocateSchools, pupilsOf } from './allocate-schools';
import type { CellFrame } from './cell-frame';
import { selectBySize, selectEqually, type DrawnSchool } from './select-schools';
import { randomStream, simpleRandomSample } from './simple-random-sample';

/** A cell as it is drawn: the place is known here and stored apart from the cell. */
export type DrawnCell = Omit<CellFrame, 'id' | 'members'> & {
  schoolCode: string;
  className: string | null;
  /** Of the school and of its stratum in the frame: what the draw is checked by. */
  frame: { pupils: number; stratumSchools: number; stratumPupils: number };
};

export interface AllocationFault {
  rule:
    | 'grade-twice'
    | 'stage-without-schools'
    | 'grade-without-classes'
    | 'school-without-classes'
    | 'larger-than-frame'
    | 'stage-without-deviation';
  /** The member of the plan that is at fault. */
  field: keyof SamplingPlan;
  value: string;
}

interface Stratum {
  key: string;
  schools: School[];
  take: number;
}
type Grade = SamplingPlan['grades'][number];

/**
 * What keeps a plan from being drawn from this frame: a stage without any school, a grade without any class, a school
 * with pupils and no class at all (its list was forgotten; a school that does not teach the grade is none), a stratum that
 * has fewer schools than the plan's minimum (and more than are taken whole), a grade named twice.
 */
export function allocationFaults(schools: readonly School[], plan: SamplingPlan): AllocationFault[] {
  const faults: AllocationFault[] = [];
  const stages = new Set(plan.grades.map((grade) => grade.stage));
  const named = plan.grades.map((grade) => `${grade.stage} ${grade.grade}`);
  for (const repeated of new Set(named.filter((name, index) => named.indexOf(name) < index))) {
    faults.push({ rule: 'grade-twice', field: 'grades', value: repeated });
  }
  for (const stage of stages) {
    if (!schools.some((school) => school.stage === stage))
      faults.push({ rule: 'stage-without-schools', field: 'grades', value: stage });
  }
  for (const { stage, grade } of plan.grades) {
    const ofStage = schools.filter((school) => school.stage === stage);
    const taught = ofStage.some((school) => school.classes.some((each) => each.grade === grade));
    if (ofStage.length > 0 && !taught)
      faults.push({ rule: 'grade-without-classes', field: 'grades', value: `${stage} ${grade}` });
  }
  for (const { code, name, stage, pupils, classes } of schools) {
    if (stages.has(stage) && pupils > 0 && classes.length === 0)
      faults.push({ rule: 'school-without-classes', field: 'grades', value: `${code} ${name}` });
  }
  if (plan.allocation.rule === 'neyman') {
    const given = new Set(plan.allocation.deviations.map(({ stage }) => stage));
    for (const stage of stages)
      if (!given.has(stage))
        faults.push({ rule: 'stage-without-deviation', field: 'allocation', value: stage });
  }
  for (const stratum of strataOf(schools, stages, plan)) {
    if (stratum.take > stratum.schools.length)
      faults.push({ rule: 'larger-than-frame', field: 'minimumPerStratum', value: stratum.key });
  }
  return faults;
}

/** A stratum with the schools that were drawn from it, by code. */
export interface DrawnStratum {
  schools: School[];
  drawn: DrawnSchool[];
}

/** The first stage of `drawSample`: the schools of each stratum. */
export function drawSchools(schools: readonly School[], plan: SamplingPlan): DrawnStratum[] {
  const stages = new Set(plan.grades.map((grade) => grade.stage));
  return strataOf(schools, stages, plan).map((stratum) => {
    const random = randomStream(plan.seed, 'schools', stratum.key);
    const select =
      plan.selection === 'pps' && stratum.take < stratum.schools.length ? selectBySize : selectEqually;
    const drawn = select(stratum.schools, stratum.take, random);
    return { schools: stratum.schools, drawn: drawn.sort((a, b) => byCode(a.school, b.school)) };
  });
}

/**
 * Draws the sample: schools in each stratum county × stage × area, with equal chances or with chances proportional to
 * their pupils (all of a stratum with at most `takeAllUpTo`); then simple random samples of classes in each planned
 * grade of a drawn school (all where there are fewer), and of teachers of a drawn school. Pupils and their parents share
 * the drawn classes. The same frame, plan and seed give the same sample, in whatever order the schools come.
 *
 * @param audiences whose cells are wanted; the classes do not depend on it
 * @param standIns code of a drawn school → code of the school that stands in for it, with the chance of the drawn one
 * @throws RangeError when `allocationFaults` has any
 */
export function drawSample(
  schools: readonly School[],
  plan: SamplingPlan,
  audiences: readonly CellFrame['audience'][] = ['public', 'teacher', 'student'],
  standIns: ReadonlyMap<string, string> = new Map(),
): DrawnCell[] {
  const [fault] = allocationFaults(schools, plan);
  if (fault) throw new RangeError(`the plan cannot be drawn: ${fault.rule} (${fault.value})`);
  const pseudonyms = pseudonymsOf(schools, plan.seed);
  const byCodes = new Map(schools.map((school) => [school.code, school]));
  return drawSchools(schools, plan).flatMap((stratum) => {
    const stratumPupils = pupilsOf(stratum.schools);
    return stratum.drawn.flatMap(({ school: drawn, ...firstStage }) => {
      const school = byCodes.get(standIns.get(drawn.code) ?? drawn.code) ?? drawn;
      const common = {
        countyCode: school.countyCode,
        stage: school.stage,
        area: school.area,
        schoolKey: pseudonyms.get(school.code) ?? '',
        ...firstStage,
        schoolCode: school.code,
        frame: { pupils: school.pupils, stratumSchools: stratum.schools.length, stratumPupils },
      };
      const grades = plan.grades.filter((grade) => grade.stage === school.stage);
      return [
        ...(audiences.includes('teacher') ? teacherCells(school, plan, common) : []),
        ...grades.flatMap((grade) => classCells(school, grade, plan, common, audiences)),
      ];
    });
  });
}

type Common = Pick<
  DrawnCell,
  | 'countyCode'
  | 'stage'
  | 'area'
  | 'schoolKey'
  | 'schoolsInStratum'
  | 'schoolsDrawn'
  | 'certain'
  | 'schoolWeight'
  | 'schoolCode'
  | 'frame'
>;

function teacherCells(school: School, plan: SamplingPlan, common: Common): DrawnCell[] {
  if (school.teachers === 0) return [];
  return [
    {
      ...common,
      audience: 'teacher',
      classKey: null,
      className: null,
      grade: null,
      classesInGrade: null,
      classesDrawn: null,
      eligible: school.teachers,
      invited: Math.min(school.teachers, plan.teachersPerSchool),
    },
  ];
}

function classCells(
  school: School,
  { grade }: Grade,
  plan: SamplingPlan,
  common: Common,
  audiences: readonly CellFrame['audience'][],
): DrawnCell[] {
  const classes = school.classes.filter((each) => each.grade === grade).sort(byName);
  const random = randomStream(plan.seed, 'classes', school.code, String(grade));
  const drawn = simpleRandomSample(classes, plan.classesPerGrade, random);
  return drawn.flatMap((each, index) =>
    (['student', 'public'] as const)
      .filter((audience) => audiences.includes(audience))
      .map((audience) => ({
        ...common,
        audience,
        classKey: `${common.schoolKey}.${grade}.${index + 1}`,
        className: each.name,
        grade,
        classesInGrade: classes.length,
        classesDrawn: drawn.length,
        eligible: each.pupils,
        invited: each.pupils,
      })),
  );
}

/** Schools by stratum, in the order of their codes, with the number to take. */
function strataOf(schools: readonly School[], stages: ReadonlySet<Stage>, plan: SamplingPlan): Stratum[] {
  const strata = new Map<string, School[]>();
  for (const school of [...schools].sort(byCode)) {
    if (!stages.has(school.stage)) continue;
    const key = `${school.countyCode} ${school.stage} ${school.area}`;
    const list = strata.get(key);
    if (list) list.push(school);
    else strata.set(key, [school]);
  }
  const sorted = [...strata].sort(([a], [b]) => (a < b ? -1 : 1));
  const takes = allocateSchools(
    sorted.map(([, list]) => ({
      countyCode: list[0]?.countyCode ?? '',
      stage: list[0]?.stage ?? 'primary',
      schools: list.length,
      pupils: pupilsOf(list),
    })),
    plan,
  );
  return sorted.map(([key, list], index) => ({ key, schools: list, take: takes[index] ?? 0 }));
}

/** Numbers in random order: the same for the same seed, and telling nothing of code, county or size. */
function pseudonymsOf(schools: readonly School[], seed: number): Map<string, string> {
  const shuffled = simpleRandomSample([...schools].sort(byCode), schools.length, randomStream(seed, 'names'));
  return new Map(shuffled.map((school, index) => [school.code, `s${String(index + 1).padStart(5, '0')}`]));
}

/**
 * The strata of a drawn sample. Under equal selection Σ 1/π over the drawn schools of a stratum equals its schools in the
 * frame; under PPS Σ pupils/π equals its pupils.
 */
export function strataRows(cells: readonly DrawnCell[]): Sample['strata'] {
  const strata = new Map<string, Map<string, DrawnCell>>();
  for (const cell of cells) {
    const key = `${cell.countyCode} ${cell.stage} ${cell.area}`;
    const schools = strata.get(key) ?? new Map<string, DrawnCell>();
    schools.set(cell.schoolCode, cell);
    strata.set(key, schools);
  }
  return [...strata.values()].map((schools) => {
    const drawn = [...schools.values()];
    const [{ countyCode, stage, area, frame }] = drawn as [DrawnCell];
    const sum = (of: (cell: DrawnCell) => number) => drawn.reduce((total, cell) => total + of(cell), 0);
    const chances = drawn.map(({ schoolWeight }) => 1 / schoolWeight);
    return {
      countyCode,
      stage,
      area,
      schoolsInFrame: frame.stratumSchools,
      schoolsDrawn: drawn.length,
      inclusionProbability: Math.min(...chances),
      largestProbability: Math.max(...chances),
      expanded: sum(({ schoolWeight }) => schoolWeight),
      pupilsInFrame: frame.stratumPupils,
      expandedPupils: sum((cell) => cell.schoolWeight * cell.frame.pupils),
    };
  });
}

/** People who get a code, by audience. */
export function invitedRows(cells: readonly DrawnCell[]): Sample['invited'] {
  const rows = new Map<DrawnCell['audience'], number>();
  for (const cell of cells) rows.set(cell.audience, (rows.get(cell.audience) ?? 0) + cell.invited);
  return [...rows].map(([audience, people]) => ({ audience, people }));
}

function byCode(a: School, b: School): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
