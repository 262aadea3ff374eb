import type { Area, School, Stage } from '@mingjian/contract/registry';
import type { Audience } from '@mingjian/contract/surveys';
import { demoCounties } from './counties';
import { demographicsOf, effectOf, reluctanceOf } from './demographics';
import { ratedItems } from './questions';
import { randomStream, type Random } from './random';

/** Who decides to answer: by age, residence, tenure or boarding alone, or by satisfaction itself. */
export type ResponseModel = 'margins' | 'hostile';

/** One member of a target population, with what he or she would say if asked. */
export interface Person {
  /** Number within the population; the label of the person's own random streams. */
  number: number;
  audience: Audience;
  countyCode: string;
  school: School;
  /** Pupils and parents belong to a class, teachers to the school alone. */
  className: string | null;
  grade: number | null;
  /** True values by demographic item code, as the margins count them. */
  demographics: Readonly<Record<string, number>>;
  /** Honest answers in the order of `ratedItems`: 1 to 5, 0 for 不适用. */
  answers: Uint8Array;
  /** Answers when invited. */
  responds: boolean;
  /** Answers without reading. */
  careless: boolean;
  /** Sends a second time with the same code. */
  sendsTwice: boolean;
}

/** Where satisfaction lies before anything personal, by audience, in standard deviations of the latent scale. */
const baseline: Readonly<Record<Audience, number>> = { public: 0.65, teacher: 0.5, student: 0.7 };
const byStage: Readonly<Record<Stage, number>> = {
  kindergarten: 0.1,
  primary: 0.15,
  junior: -0.1,
  senior: -0.2,
  vocational: -0.05,
  special: 0.2,
};
const byArea: Readonly<Record<Area, number>> = { urban: 0.25, town: 0.05, rural: -0.4 };
/** Standard deviations of the latent effects. Schools and classes differ, people differ much more. */
const spread = { county: 0.22, countyItem: 0.07, school: 0.14, class: 0.07, person: 0.62, item: 0.72 };
/** Where a latent satisfaction turns into the next of five answers. */
const thresholds = [-1.7, -0.9, 0, 0.95];
const CARELESS = 0.02;
const SENDS_TWICE = 0.01;
/** Few people know nothing about most of what is asked. */
const UNINFORMED = 0.004;
/** Under the hostile model a person one standard deviation more content answers that much more readily. */
const HOSTILITY = 0.8;

/** Grades whose pupils and parents are the target, by stage. */
const targetGrades: Readonly<Partial<Record<Stage, number>>> = {
  primary: 5,
  junior: 8,
  senior: 11,
  vocational: 11,
};

/**
 * Everyone in the three target populations: pupils of grades 5, 8 and 11, one parent of each, and every teacher of the
 * schools that have those grades.
 */
export function buildPeople(seed: number, schools: readonly School[], model: ResponseModel): Person[] {
  const people: Person[] = [];
  const shifts = new Map(demoCounties.map((county) => [county.code, countyShifts(seed, county.code)]));
  for (const school of schools) {
    const grade = targetGrades[school.stage];
    if (grade === undefined) continue;
    const ofSchool = schoolEffects(seed, school);
    const add = (audience: Audience, className: string | null, classEffect: number, mood: number): void => {
      const number = people.length;
      const random = randomStream(seed, 'person', number);
      const demographics = demographicsOf(random, audience, school, className === null ? null : grade);
      const group =
        baseline[audience] +
        byStage[school.stage] +
        byArea[school.area] +
        effectOf(audience, demographics) +
        (ofSchool.satisfaction[audience] ?? 0) +
        classEffect;
      const person = spread.person * random.normal();
      const shift = shifts.get(school.countyCode)?.[audience] ?? [];
      const answers = answersOf(random, audience, group + person, shift);
      const contentment =
        HOSTILITY * ((group + person + (shift.at(-1) ?? 0) - baseline[audience]) / spread.person);
      const reluctance = reluctanceOf(audience, demographics);
      const willingness =
        (model === 'hostile' ? contentment - 0.3 * reluctance : -reluctance) +
        (ofSchool.response[audience] ?? 0) +
        mood;
      people.push({
        number,
        audience,
        countyCode: school.countyCode,
        school,
        className,
        grade: className === null ? null : grade,
        demographics,
        answers,
        responds: willingnessToAnswer[audience] + willingness + random.normal() > 0,
        careless: random.chance(CARELESS),
        sendsTwice: random.chance(SENDS_TWICE),
      });
    };
    for (const each of school.classes) {
      if (each.grade !== grade) continue;
      const random = randomStream(seed, 'class', school.code, each.name);
      for (const audience of ['student', 'public'] as const) {
        const effect = spread.class * random.normal();
        const mood = 0.12 * random.normal();
        for (let seat = 0; seat < each.pupils; seat++) add(audience, each.name, effect, mood);
      }
    }
    for (let desk = 0; desk < school.teachers; desk++) add('teacher', null, 0, 0);
  }
  return people;
}

/** Latent readiness to answer of an ordinary person, by audience: pupils sit in class, parents are at work. */
const willingnessToAnswer: Readonly<Record<Audience, number>> = {
  public: 0.1,
  teacher: 0.35,
  student: 0.5,
};

/** By rated item, the county's shift; the last number is the county's shift on the whole. */
function countyShifts(seed: number, countyCode: string): Record<Audience, number[]> {
  const shared = randomStream(seed, 'county', countyCode).normal();
  const shiftsOf = (audience: Audience): number[] => {
    const random = randomStream(seed, 'county', countyCode, audience);
    const county = spread.county * (0.8 * shared + 0.6 * random.normal());
    return [...ratedItems[audience].map(() => county + spread.countyItem * random.normal()), county];
  };
  return { public: shiftsOf('public'), teacher: shiftsOf('teacher'), student: shiftsOf('student') };
}

function schoolEffects(
  seed: number,
  school: School,
): Record<'satisfaction' | 'response', Partial<Record<Audience, number>>> {
  const random = randomStream(seed, 'effects', school.code);
  const shared = random.normal();
  const satisfaction = () => spread.school * (0.6 * shared + 0.8 * random.normal());
  const response = () => 0.12 * random.normal();
  return {
    satisfaction: { student: satisfaction(), public: satisfaction(), teacher: satisfaction() },
    response: { student: response(), public: response(), teacher: response() },
  };
}

function answersOf(random: Random, audience: Audience, level: number, shift: readonly number[]): Uint8Array {
  const items = ratedItems[audience];
  const uninformed = random.chance(UNINFORMED);
  const doubt = uninformed ? 0.7 : 0;
  const answers = new Uint8Array(items.length);
  for (const [index, item] of items.entries()) {
    const latent = level + (shift[index] ?? 0) - item.difficulty + spread.item * random.normal();
    const unknown = random.chance(Math.max(doubt, item.notApplicable));
    answers[index] = unknown ? 0 : 1 + thresholds.filter((threshold) => latent > threshold).length;
  }
  return answers;
}
