import type { Sample, SampledSchool } from '@mingjian/contract/distribution';
import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { renderPdf } from '../documents';
import { samplingReport } from './sampling-report';

const sample: Sample = {
  id: 's',
  cycleId: 'c',
  drawnAt: '2021-05-10T02:00:00.000Z',
  drawnBy: '赵分析师',
  planHash: 'a'.repeat(64),
  frameHash: 'b'.repeat(64),
  revision: 1,
  inUse: false,
  plan: {
    seed: 7,
    grades: [{ stage: 'primary', grade: 5 }],
    takeAllUpTo: 3,
    minimumPerStratum: 2,
    fraction: 0.3,
    classesPerGrade: 2,
    teachersPerSchool: 20,
    allocation: { rule: 'proportional', schoolsPerCounty: 16 },
    selection: 'pps',
    assumptions: { responseRate: 0.6, sd: 20, icc: 0.05 },
  },
  strata: [
    {
      countyCode: '231002',
      stage: 'primary',
      area: 'urban',
      schoolsInFrame: 12,
      schoolsDrawn: 4,
      inclusionProbability: 0.2,
      largestProbability: 1,
      expanded: 11.4,
      pupilsInFrame: 5230,
      expandedPupils: 5230,
    },
  ],
  invited: [{ audience: 'student', people: 320 }],
  precision: [
    {
      countyCode: '231002',
      audience: 'student',
      schools: 4,
      invited: 320,
      answers: 192,
      deff: 1.93,
      marginOfError: 3.41,
    },
  ],
};
const [drawn, first, second] = ['红松小学', '云杉小学', '白桦小学'].map((name, index) => ({
  code: `212390000${index + 1}`,
  name,
})) as [SampledSchool['drawn'], SampledSchool['drawn'], SampledSchool['drawn']];
const schools: SampledSchool[] = [
  {
    countyCode: '231002',
    stage: 'primary',
    area: 'urban',
    drawn,
    school: first,
    inclusionProbability: 0.375,
    substitutes: [first, second],
    replacements: [
      { from: drawn, to: first, reason: '学校撤并', by: '钱主任', at: '2021-05-11T20:00:00.000Z' },
    ],
  },
];
const counties = [{ code: '231002', nameZh: '东安区', nameEn: 'Dong’an District', kind: '区' }];

test.each([
  ['zh-CN', '东安区', '概率比例系统抽取'],
  ['en', 'District', 'with certainty'],
] as const)(
  'the sampling report in %s says plan, precision and each stratum',
  { timeout: 60_000 },
  async (language, name, rule) => {
    const material = {
      sample,
      schools,
      counties,
      cycleTitle: { zh: '2021年度', en: 'Year 2021' },
      agency: '评估院',
      drawnOn: '2021-05-10',
    };
    const pdf = await renderPdf(samplingReport(material, language), null);
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
    const replacement = ['0.375', drawn.code, `2.${second.name}`, '学校撤并', '钱主任', '2021-05-12'];
    const words = text.replace(/\s+/gu, '');
    for (const expected of [
      name,
      rule,
      '3.41',
      '1.93',
      '0.200–1.000',
      '5230',
      'a'.repeat(32),
      ...replacement,
    ])
      expect(words).toContain(expected.replace(/\s+/gu, ''));
  },
);
