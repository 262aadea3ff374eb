import type { Coverage } from '../coverage';
import type { DemoOptions } from '../options';
import { exclusionReasons } from '../exclusion-reasons';
import { buildPopulation } from '../population';
import { earlierYears } from '../population/earlier-years';
import { hasEarlierYears } from '../population/scale';
import { demoCounties } from '../population/counties';
import { itemsByAudience } from '../population/questions';
import { answersOf } from '../population/submission';
import { volunteersOf } from '../population/volunteers';
import { summarise, type DemoSummary } from '../summary';
import { unweightedEstimates } from '../unweighted';
import { createAccounts, openBackOffice, writeAccounts, type DemoAccounts } from './accounts';
import { aggregate, closeSurveys, excludeCareless } from './aggregation';
import { clearInterruptedDemo, markDemo, readDemoState } from './demo-state';
import type { Doors } from './doors';
import {
  fileIndicatorValues,
  fileRectification,
  fileSelfEvaluation,
  mergeEvaluation,
  recordOnSite,
} from './evaluation';
import { enterField, importFrame, publishSurveys } from './fieldwork-setup';
import { playEarlierYear } from './earlier-years';
import { recordFeedback, recordNotice } from './milestones';
import { openCycle, prepareCycle, signIn } from './opening';
import { answerByOpenLink } from './open-link';
import { answerOnPhones } from './phones';
import type { Progress } from './progress';
import { downloadReplay } from './replay-files';
import { downloadReports, reviewReports } from './review';

/**
 * Plays the whole main job: every person of it at the doors that person would use.
 * @returns what happened, or that a finished demo is in this database already.
 */
export async function playDemo(
  options: DemoOptions,
  progress: Progress,
): Promise<DemoSummary | 'already-there'> {
  const back = await openBackOffice();
  try {
    const before = await readDemoState(back.connection);
    if (before.state === 'finished') return 'already-there';
    if (before.state === 'interrupted') {
      progress.say(
        '上次演示中断，清理后重新开始',
        'the last demo was interrupted: clearing it away and starting again',
      );
      await clearInterruptedDemo(back.connection, before.cycleId);
    }
    await markDemo(back.connection, {});
    const accounts = await createAccounts(back);
    if (options.accountsFile !== null) await writeAccounts(options.accountsFile, accounts);
    const summary = await playMainJob(options, progress, accounts, (mark) => markDemo(back.connection, mark));
    await markDemo(back.connection, { finishedAt: new Date() });
    return summary;
  } finally {
    await back.close();
  }
}

async function playMainJob(
  options: DemoOptions,
  progress: Progress,
  accounts: DemoAccounts,
  onCycle: (mark: { cycleId?: string; earlierCycleIds?: string[] }) => Promise<void>,
): Promise<DemoSummary> {
  const { base, seed } = options;
  const population = await progress.stage(
    'population',
    '生成虚构的总体',
    'inventing the population',
    async () => buildPopulation(options),
  );
  const office = await signIn(base, accounts.office);
  const lead = await signIn(base, accounts.lead);
  const analyst = await signIn(base, accounts.analyst);
  const clerks = new Map<string, Doors>();
  for (const account of accounts.clerks) clerks.set(account.countyCode ?? '', await signIn(base, account));
  const clerkOf = (countyCode: string) => clerks.get(countyCode) as Doors;
  const year = new Date().getFullYear();

  const earlier = hasEarlierYears(options.responses);
  if (earlier)
    await progress.stage(
      'earlierYears',
      '此前三年：较小规模的调查与运行，供历年比较',
      'three years before: smaller surveys and their runs, to be compared with',
      async () => {
        const earlierCycleIds: string[] = [];
        for (const each of earlierYears)
          await playEarlierYear(
            { base, office, lead, analyst, agencyId: accounts.agencyId },
            each,
            { year, population },
            (cycleId) => {
              earlierCycleIds.push(cycleId);
              return onCycle({ earlierCycleIds });
            },
          );
      },
    );
  const cycle = await progress.stage(
    'opening',
    '督导办开启评价周期并委托机构',
    'the office opens the cycle and commissions the agency',
    async () => {
      const opened = await openCycle(office, year);
      await onCycle({ cycleId: opened.id });
      await prepareCycle(office, opened.id, accounts.agencyId);
      await recordNotice(office, opened.id);
      return opened;
    },
  );
  const { surveys, sheets } = await progress.stage(
    'design',
    '机构复核并发布问卷、抽样发码',
    'the agency reviews and publishes surveys, draws the sample, issues codes',
    async () => {
      if (!earlier) await importFrame(lead, population);
      const published = await publishSurveys(lead, analyst, cycle.id);
      return {
        surveys: published,
        ...(await enterField(lead, cycle.id, published, population, { withOpenLink: ['public'] })),
      };
    },
  );
  const fieldwork = await progress.stage(
    'fieldwork',
    '公众、教师、学生用手机作答',
    'people answer on their phones',
    async () => {
      const sampled = await answerOnPhones(base, surveys, sheets, population, (answered, of) =>
        progress.say(`已作答 ${answered}/${of}`, `${answered} of ${of} have answered`),
      );
      const answered = new Set(sampled.respondents.map(({ person }) => person));
      const volunteers = volunteersOf(population, answered, options.responses);
      const publicSurvey = surveys.find(({ audience }) => audience === 'public');
      if (publicSurvey) await answerByOpenLink(base, publicSurvey.id, seed, volunteers);
      progress.say(
        `另有 ${volunteers.length} 人经开放链接作答`,
        `${volunteers.length} more answered by the open link`,
      );
      return sampled;
    },
  );
  await progress.stage(
    'indicators',
    '十县填报两年指标数据',
    'ten counties file indicator values of two years',
    async () => {
      for (const county of demoCounties)
        await fileIndicatorValues(clerkOf(county.code), cycle.id, county.code, seed, year);
    },
  );
  const screening = await progress.stage(
    'screening',
    '关闭问卷、质量筛查、双人确认排除',
    'surveys close; screening, and two people confirm the exclusion',
    async () => {
      await closeSurveys(lead, surveys);
      return excludeCareless(lead, analyst, cycle.id);
    },
  );
  const { run, results } = await progress.stage(
    'aggregation',
    '加权估计并编制报告',
    'weighting, estimation and composition of reports',
    () =>
      aggregate(lead, cycle.id, (state) => {
        const done = state.parts.filter((part) => part.step === 'done').length;
        progress.say(
          `估计 ${done}/${state.parts.length}，报告 ${state.reports.done}/${state.reports.of}`,
          `estimates ${done}/${state.parts.length}, reports ${state.reports.done}/${state.reports.of}`,
        );
      }),
  );
  const reports = await progress.stage(
    'review',
    '机构提交、督导办审阅',
    'the agency submits, the office reviews',
    () => reviewReports(lead, office, cycle.id),
  );
  await progress.stage(
    'evaluation',
    '自评、实地督查与监测合并，反馈各县',
    'self-evaluation, on-site visits and monitoring are merged and fed back',
    async () => {
      for (const county of demoCounties) {
        await fileSelfEvaluation(clerkOf(county.code), cycle.id, county);
        await recordOnSite(office, cycle.id, county, population);
        await mergeEvaluation(office, cycle.id, county);
      }
      await recordFeedback(office, cycle.id);
      // Two counties have begun; the others are still drawing up their plans.
      for (const county of demoCounties.slice(0, 2))
        await fileRectification(clerkOf(county.code), cycle.id, county);
    },
  );
  const { out } = options;
  if (out !== null)
    await progress.stage(
      'download',
      '下载十县报告和重算文件',
      'downloading ten reports and the replay files',
      async () => {
        await downloadReports(office, reports, out);
        await downloadReplay(lead, run.id, out);
      },
    );

  const answered = fieldwork.respondents.map(({ person, cellId }) => ({
    person,
    cellId,
    sent: answersOf(seed, person),
  }));
  const summary = summarise({
    population,
    fieldwork,
    screening,
    results,
    unweighted: unweightedEstimates(answered, itemsByAudience, population.weightingPlan.screens, [
      exclusionReasons,
    ]),
    seconds: progress.seconds,
    resultHash: run.resultHash ?? '',
  });
  // A small demo publishes nothing: there is no interval then, rather than one that misses.
  const percent = ({ share, intervals }: Coverage) =>
    intervals === 0 ? '—' : `${(100 * share).toFixed(1)}%`;
  const { weighted, unweighted } = summary.coverageDetail;
  progress.say(
    `95% 区间覆盖真值：加权 ${percent(weighted)}，不加权 ${percent(unweighted)}`,
    `95% intervals that hold the truth: weighted ${percent(weighted)}, unweighted ${percent(unweighted)}`,
  );
  if (summary.warning) progress.say(summary.warning.zh, summary.warning.en);
  return summary;
}
