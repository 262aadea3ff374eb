import type { mongo } from 'mongoose';
import { drawToken, tokenHash, tokenKey } from '../distribution/token';

const json = {
  elements: [{ type: 'radiogroup', name: 'Q1', isRequired: true, choices: [1, 2, 3, 4, 5, 0] }],
};
const items = [
  {
    code: 'Q1',
    role: 'scored',
    text: { zh: '您满意吗？', en: 'Are you satisfied?' },
    dimension: 'overall',
    indicatorCode: null,
    correctValue: null,
  },
];
const at = new Date('2026-03-04T02:00:00Z');

/** A stored document as the driver hands it out, whatever version wrote it. */
export type Raw = mongo.Document & { _id: string };

/** What is needed of it again. */
export interface EarlierData {
  /** Codes in clear that nobody has used, of the class of twelve. */
  unused: string[];
}

/**
 * Lays down what a version without blind signatures stored, in the midst of fieldwork: one school with a class of twelve
 * and two teachers, answers in the order of their arrival, and a report of an earlier run.
 */
export async function layEarlierData(db: mongo.Db, secret: string): Promise<EarlierData> {
  const put = (name: string, documents: Raw[]) => db.collection<Raw>(name).insertMany(documents);
  await put('accounts', [
    { _id: 'a1', email: 'lead@x.cn', name: '机构负责人', role: 'agency', passwordHash: 'x', createdAt: at },
  ]);
  await put('schools', [
    {
      ...{ _id: '2123900001', name: '一小', countyCode: '231002', stage: 'primary', area: 'urban' },
      ...{ teachers: 2, pupils: 12, fictional: true, classes: [{ grade: 5, name: '1班', pupils: 12 }] },
    },
  ]);
  const survey = { cycleId: 'c1', title: { zh: '问卷', en: 'Survey' }, json, items, revision: 3 };
  const version = { cycleId: 'c1', number: 1, title: survey.title, hash: 'h', json, items, publishedAt: at };
  for (const audience of ['student', 'teacher']) {
    const publishedVersion = { id: `v-${audience}`, number: 1, hash: 'h', publishedAt: at };
    await put('surveys', [
      {
        ...{ _id: audience, ...survey, audience, status: 'open', changedBy: '机构负责人', changedAt: at },
        ...{ publishedVersion, closedOn: null },
      },
    ]);
    await put('surveyVersions', [
      { _id: `v-${audience}`, surveyId: audience, ...version, audience, publishedBy: 'a1' },
    ]);
  }
  const plan = {
    ...{ seed: 1, grades: [{ stage: 'primary', grade: 5 }], takeAllUpTo: 2, minimumPerStratum: 1 },
    ...{ fraction: 0.2, classesPerGrade: 1, teachersPerSchool: 2 },
  };
  await put('samples', [
    {
      ...{ _id: 's1', cycleId: 'c1', plan, drawnAt: at, strata: [], invited: [] },
      issued: ['student.231002', 'teacher.231002'],
    },
  ]);
  const cell = {
    ...{ cycleId: 'c1', countyCode: '231002', stage: 'primary', area: 'urban', schoolKey: 's00001' },
    ...{ schoolsInStratum: 1, schoolsDrawn: 1 },
  };
  const ofClass = { classKey: 's00001.5.1', grade: 5, classesInGrade: 1, classesDrawn: 1 };
  const ofNoClass = { classKey: null, grade: null, classesInGrade: null, classesDrawn: null };
  await put('cells', [
    {
      _id: 'class',
      ...cell,
      surveyId: 'student',
      audience: 'student',
      ...ofClass,
      eligible: 12,
      invited: 12,
    },
    {
      _id: 'staff',
      ...cell,
      surveyId: 'teacher',
      audience: 'teacher',
      ...ofNoClass,
      eligible: 2,
      invited: 1,
    },
    {
      _id: 'staff2',
      ...cell,
      surveyId: 'teacher',
      audience: 'teacher',
      ...ofNoClass,
      eligible: 2,
      invited: 1,
    },
  ]);
  await put(
    'cellPlaces',
    ['class', 'staff', 'staff2'].map((_id) => ({
      ...{ _id, cycleId: 'c1', schoolCode: '2123900001', schoolName: '一小' },
      className: _id === 'class' ? '1班' : null,
    })),
  );
  const tokens = Array.from({ length: 12 }, drawToken);
  const key = tokenKey(secret);
  await put('codes', [
    ...tokens.map((token, index) => ({
      ...{ _id: tokenHash(key, token), surveyId: 'student', cellId: 'class', used: index < 3 },
    })),
    { _id: 'code-of-a-teacher', surveyId: 'teacher', cellId: 'staff', used: true },
    { _id: 'code-of-another', surveyId: 'teacher', cellId: 'staff2', used: false },
  ]);
  const answer = { language: 'zh-CN', answers: { Q1: 4 }, durations: { Q1: 3000 }, bodyHash: 'b' };
  const ofPupils = { surveyId: 'student', versionId: 'v-student', cellId: 'class', day: '2026-03-04' };
  await put('responses', [
    { _id: 'zz', ...ofPupils, ...answer, submissionId: 'first' },
    { _id: 'aa', ...ofPupils, ...answer, submissionId: 'second' },
    { _id: 'mm', ...ofPupils, ...answer, submissionId: 'third' },
    {
      ...{ _id: 'tt', surveyId: 'teacher', versionId: 'v-teacher', cellId: 'staff', day: '2026-03-08' },
      ...{ ...answer, submissionId: 'fourth' },
    },
  ]);
  await db.collection('responses').createIndex({ submissionId: 1 }, { unique: true });
  await put('coachingReports', [
    { _id: 'r1', surveyId: 'student', day: '2026-03-04', text: '有人教我怎么答' },
  ]);
  await put('snapshotChunks', [
    { _id: 'k1', runId: 'run', surveyId: 'teacher', versionId: 'v-teacher', cellIds: ['staff'], rows: 1 },
  ]);
  await put('runs', [{ _id: 'run', cycleId: 'c1', number: 1, status: 'completed' }]);
  await put('results', [{ _id: 'result', runId: 'run', cycleId: 'c1', estimates: [], hash: 'published' }]);
  await put('reports', [
    {
      ...{ _id: 'report', cycleId: 'c1', countyCode: '231002', version: 1, runId: 'run', status: 'accepted' },
      ...{ model: { blocks: [] }, files: [], hash: 'accepted', revision: 5 },
      comments: [{ id: 'm1', blockId: null, author: '督导办', text: '同意', at: at.toISOString() }],
    },
  ]);
  return { unused: tokens.slice(3) };
}
