import type { Area, School, Stage } from '@mingjian/contract/registry';
import type { Audience } from '@mingjian/contract/surveys';
import type { Random } from './random';

/** Option values of the questionnaires, by 学段 and 城乡. */
const stageOption: Readonly<Record<Stage, number>> = {
  kindergarten: 1,
  primary: 2,
  junior: 3,
  senior: 4,
  vocational: 5,
  special: 6,
};
const pupilStageOption: Readonly<Partial<Record<Stage, number>>> = {
  primary: 2,
  junior: 3,
  senior: 4,
  vocational: 5,
};
const areaOption: Readonly<Record<Area, number>> = { urban: 1, town: 2, rural: 3 };
const PARENT = 1;

/** Where families of a school live: 城区, 县城或镇区, 乡村. Village children attend town schools, seldom the reverse. */
const residence: Readonly<Record<Area, readonly number[]>> = {
  urban: [0.86, 0.07, 0.07],
  town: [0.03, 0.67, 0.3],
  rural: [0.02, 0.1, 0.88],
};
/** Parents' age by grade: 18–29, 30–39, 40–49, 50 or over; in villages more grandparents stand in. */
const parentAge: Readonly<Record<number, readonly number[]>> = {
  5: [0.07, 0.5, 0.33, 0.1],
  8: [0.02, 0.36, 0.48, 0.14],
  11: [0.01, 0.16, 0.63, 0.2],
};
const villageAge = [0.02, 0.02, -0.06, 0.14];
/** Shares of boarders. */
const boarding: Readonly<Partial<Record<Stage, Readonly<Record<Area, number>>>>> = {
  primary: { urban: 0.02, town: 0.08, rural: 0.15 },
  junior: { urban: 0.06, town: 0.25, rural: 0.45 },
  senior: { urban: 0.35, town: 0.6, rural: 0.8 },
  vocational: { urban: 0.6, town: 0.7, rural: 0.8 },
};
/** Years of teaching: up to 5, 6–15, 16 or more. */
const tenure: Readonly<Record<Area, readonly number[]>> = {
  urban: [0.18, 0.34, 0.48],
  town: [0.22, 0.34, 0.44],
  rural: [0.34, 0.3, 0.36],
};

/** True demographics of one person, by item code. */
export function demographicsOf(
  random: Random,
  audience: Audience,
  school: School,
  grade: number | null,
): Record<string, number> {
  if (audience === 'teacher')
    return {
      'T-D1': stageOption[school.stage],
      'T-D2': areaOption[school.area],
      'T-D3': 1 + random.weighted(tenure[school.area]),
    };
  if (audience === 'student')
    return {
      'S-D1': pupilStageOption[school.stage] ?? 2,
      'S-D2': random.chance(boarding[school.stage]?.[school.area] ?? 0) ? 1 : 2,
      'S-D3': random.chance(0.52) ? 1 : 2,
    };
  const livesIn = 1 + random.weighted(residence[school.area]);
  const ages = (parentAge[grade ?? 5] ?? []).map((share, index) =>
    livesIn === 3 ? share + Math.max(-share, villageAge[index] ?? 0) : share,
  );
  return {
    'P-D1': PARENT,
    'P-D2': stageOption[school.stage],
    'P-D3': livesIn,
    'P-D4': 1 + random.weighted(ages),
  };
}

/** Effects by option, in the option's order: the first is for value 1. */
type Effects = Readonly<Record<string, readonly number[]>>;

/** How demographics move satisfaction: villagers and people in mid-life are harder to please, boarders miss home. */
const satisfaction: Readonly<Record<Audience, Effects>> = {
  public: { 'P-D3': [0.15, 0, -0.35], 'P-D4': [-0.35, -0.3, 0.1, 0.6] },
  teacher: { 'T-D3': [-0.5, -0.2, 0.45] },
  student: { 'S-D2': [-0.55, 0.12], 'S-D3': [-0.1, 0.1] },
};
/** How demographics keep people from answering: age and town life keep parents and teachers away, day pupils leave early. */
const reluctance: Readonly<Record<Audience, Effects>> = {
  public: { 'P-D3': [0.35, 0.05, -0.25], 'P-D4': [-0.4, -0.3, 0.15, 0.9] },
  teacher: { 'T-D2': [0.15, 0, -0.2], 'T-D3': [-0.6, -0.15, 0.5] },
  student: { 'S-D2': [-0.5, 0.2], 'S-D3': [-0.15, 0.15] },
};

/** Shift of satisfaction, in standard deviations of the latent scale. */
export function effectOf(audience: Audience, demographics: Readonly<Record<string, number>>): number {
  return sumOf(satisfaction[audience], demographics);
}

/** Shift of the readiness to answer, downwards, on the probit scale. */
export function reluctanceOf(audience: Audience, demographics: Readonly<Record<string, number>>): number {
  return sumOf(reluctance[audience], demographics);
}

function sumOf(effects: Effects, demographics: Readonly<Record<string, number>>): number {
  let sum = 0;
  for (const [code, byOption] of Object.entries(effects)) sum += byOption[(demographics[code] ?? 1) - 1] ?? 0;
  return sum;
}
