import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { Audience, CreateSurvey } from '@mingjian/contract/surveys';
import { AgenciesService, CyclesService } from '../cycles';
import { newCycle } from '../cycles/new-cycle.fixture';
import type { Person } from '../identity';
import { analyst, office } from '../identity/people.fixture';
import { FrameImportService } from '../registry';
import { SurveysService } from '../surveys';

/** Takes every school of a small frame, and one class in each of them. */
export const samplingPlan: SamplingPlan = {
  seed: 1,
  grades: [{ stage: 'primary', grade: 5 }],
  takeAllUpTo: 3,
  minimumPerStratum: 3,
  fraction: 0.3,
  classesPerGrade: 1,
  teachersPerSchool: 10,
  allocation: { rule: 'fraction' },
  selection: 'equal',
  assumptions: { responseRate: 0.6, sd: 20, icc: 0.05 },
};

const choice = (name: string, values: number[]) => ({
  type: 'radiogroup',
  name,
  title: { 'zh-cn': name, en: name },
  isRequired: true,
  choices: values,
});
const item = (code: string, role: CreateSurvey['items'][number]['role']): CreateSurvey['items'][number] => ({
  code,
  role,
  text: { zh: code, en: code },
  dimension: role === 'scored' ? 'overall' : null,
  indicatorCode: null,
  correctValue: null,
});

/** A survey of one scored, one demographic and one open question. */
export const draft = (cycleId: string, audience: Audience): CreateSurvey => ({
  cycleId,
  audience,
  title: { zh: '问卷', en: 'Survey' },
  json: {
    elements: [
      choice('Q1', [1, 2, 3, 4, 5, 0]),
      choice('D1', [1, 2]),
      { type: 'comment', name: 'W1', maxLength: 20, title: { 'zh-cn': '建议', en: 'Advice' } },
    ],
  },
  items: [item('Q1', 'scored'), item('D1', 'demographic'), item('W1', 'open')],
});

/** Three schools of 231002 and one of 231003, each with two classes of 21, 22, 23 or 24 pupils. */
function frame() {
  const schools = [1, 2, 3, 4].map(
    (at) => `212390000${at},学校${at},${at === 4 ? 231003 : 231002},小学,城区,15,90`,
  );
  const classes = [1, 2, 3, 4].flatMap((at) => [1, 2].map((each) => `212390000${at},5,${each}班,${20 + at}`));
  return {
    schools: Buffer.from(['code,name,county_code,stage,area,teachers,pupils', ...schools].join('\n')),
    classes: Buffer.from(['school_code,grade,class,pupils', ...classes].join('\n')),
  };
}

/** A running Nest application, as far as it hands out services. */
interface Services {
  get<Service>(type: new (...needs: never[]) => Service): Service;
}

/** A cycle before its fieldwork. */
export interface Field {
  /** Somebody of the commissioned agency. */
  agency: Person;
  cycleId: string;
  /** Drafts, of the teachers and the students. */
  surveyIds: Record<Audience, string>;
}

/** Opens a cycle, commissions an agency with it, and lays down its frame and its surveys. */
export async function layField(app: Services): Promise<Field> {
  const { id: agencyId } = await app.get(AgenciesService).create('机构');
  const agency: Person = { ...analyst, agencyId };
  const cycles = app.get(CyclesService);
  const { id: cycleId } = await cycles.open(office, newCycle(2021));
  await cycles.commission(office, cycleId, agencyId);
  await app.get(FrameImportService).importFrame(agency, frame(), { dryRun: false });
  const surveyIds = {} as Record<Audience, string>;
  for (const audience of ['teacher', 'student'] as const)
    surveyIds[audience] = (await app.get(SurveysService).create(agency, draft(cycleId, audience))).id;
  return { agency, cycleId, surveyIds };
}
