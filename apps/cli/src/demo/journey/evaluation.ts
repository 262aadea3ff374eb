import { evaluation, type SelfEvaluationParts } from '@mingjian/contract/evaluation';
import type { School } from '@mingjian/contract/registry';
import { valuesImport } from '@mingjian/contract/indicators';
import { z } from 'zod';
import type { Population } from '../population';
import type { DemoCounty } from '../population/counties';
import { indicatorValuesCsv, indicatorValuesOf } from '../population/indicator-values';
import { randomStream } from '../population/random';
import { calendarDay, DAY } from './calendar-day';
import type { Doors } from './doors';

/** Each county's clerk files the indicator values of two years, as a table. */
export async function fileIndicatorValues(
  clerk: Doors,
  cycleId: string,
  countyCode: string,
  seed: number,
  year: number,
): Promise<number> {
  const filed = await clerk.upload(
    `/cycles/${cycleId}/indicator-values`,
    [
      {
        field: 'file',
        name: `indicator-values-${countyCode}.csv`,
        text: indicatorValuesCsv(indicatorValuesOf(seed, countyCode, year)),
      },
    ],
    valuesImport,
  );
  return filed.values;
}

/** The clerk writes the self-evaluation in its five parts, published for eight days, and signs it off. */
export async function fileSelfEvaluation(clerk: Doors, cycleId: string, county: DemoCounty): Promise<void> {
  const now = Date.now();
  await clerk.say('PUT', `/cycles/${cycleId}/evaluations/${county.code}/self-evaluation`, {
    parts: selfEvaluationOf(county),
    publicityUrl: `https://www.example.cn/${county.code}/education/self-evaluation`,
    publicityFrom: calendarDay(now - 10 * DAY),
    publicityTo: calendarDay(now - 2 * DAY),
    signedBy: `${county.nameZh}人民政府`,
    submit: true,
    revision: await revisionOf(clerk, cycleId, county.code, 'selfEvaluation'),
  });
}

/** The office records the visit: every kind of school, and village ones among them. */
export async function recordOnSite(
  office: Doors,
  cycleId: string,
  county: DemoCounty,
  population: Population,
): Promise<void> {
  await office.say('PUT', `/cycles/${cycleId}/evaluations/${county.code}/on-site`, {
    visitedOn: calendarDay(Date.now() - 5 * DAY),
    schools: visitedSchools(population, county.code),
    findings:
      '实地查看幼儿园、小学、初中、普通高中和职业学校，含乡村学校。校园安防、食堂管理总体规范；' +
      '个别乡村学校音体美教师仍为兼任，功能教室使用率不高。',
    submit: true,
    revision: await revisionOf(office, cycleId, county.code, 'onSite'),
  });
}

/** The office merges what was accepted into the county's evaluation. */
export async function mergeEvaluation(office: Doors, cycleId: string, county: DemoCounty): Promise<void> {
  await office.post(
    `/cycles/${cycleId}/evaluations/${county.code}/merge`,
    {
      conclusion:
        `综合县级自评、第三方监测和实地督查，${county.nameZh}履行教育职责情况总体良好，` +
        '社会满意度详见监测报告。对监测和督查指出的问题，应制定整改清单，明确责任单位和时限。',
    },
    z.unknown(),
  );
}

/** The clerk enters the first problem of the feedback in the rectification ledger; the work has begun. */
export async function fileRectification(clerk: Doors, cycleId: string, county: DemoCounty): Promise<void> {
  await clerk.say('PUT', `/cycles/${cycleId}/evaluations/${county.code}/rectification`, {
    items: [
      {
        problem: '个别乡村学校音体美教师仍为兼任，功能教室使用率不高。',
        source: '实地督查',
        measure: '通过县域内交流轮岗和公开招聘补充音体美教师，功能教室课表公开。',
        owner: `${county.nameZh}教育局`,
        due: calendarDay(Date.now() + 60 * DAY),
        state: 'in-progress',
      },
    ],
    revision: await revisionOf(clerk, cycleId, county.code, 'rectification'),
  });
}

/** The revision that a form of the console would show; 0 before the first save. */
async function revisionOf(
  doors: Doors,
  cycleId: string,
  countyCode: string,
  input: 'selfEvaluation' | 'onSite' | 'rectification',
): Promise<number> {
  const state = await doors.get(`/cycles/${cycleId}/evaluations/${countyCode}`, evaluation);
  return state[input]?.revision ?? 0;
}

function visitedSchools(
  population: Population,
  countyCode: string,
): { name: string; stage: string; rural: boolean }[] {
  const random = randomStream(population.seed, 'visits', countyCode);
  const own = random.shuffled(population.schools.filter((school) => school.countyCode === countyCode));
  const stages: School['stage'][] = ['kindergarten', 'primary', 'junior', 'senior', 'vocational'];
  const oneOfEach = stages.flatMap((stage) => own.find((school) => school.stage === stage) ?? []);
  const rural = own.filter((school) => school.area === 'rural' && !oneOfEach.includes(school)).slice(0, 2);
  return [...oneOfEach, ...rural].map(({ name, stage, area }) => ({ name, stage, rural: area === 'rural' }));
}

function selfEvaluationOf(county: DemoCounty): SelfEvaluationParts {
  const name = county.nameZh;
  return {
    review: `${name}成立由主要负责同志任组长的自评工作领导小组，对照年度评价指标体系逐项自查，查阅台账，走访学校，形成本报告。`,
    results: `${name}教育投入持续增长，义务教育学校办学条件稳步改善，校园安防建设按要求落实，教师待遇得到保障。`,
    practices: '推行县域教研共同体，城区学校与乡村学校结对；落实课后服务全覆盖；建立学校安全隐患月查制度。',
    problems: '乡村学校音体美教师不足；部分幼儿园普惠学位布局不均；教师非教学负担仍然偏重。',
    measures:
      '通过公开招聘与交流轮岗补充紧缺学科教师；新增公办园学位；清理面向学校的检查和填表事项，年内完成。',
  };
}
