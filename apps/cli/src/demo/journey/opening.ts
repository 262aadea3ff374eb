import { session } from '@mingjian/contract/identity';
import { cycle, type Cycle, type OpenCycle } from '@mingjian/contract/cycles';
import { z } from 'zod';
import indicatorNames from '../data/indicators_en.csv?raw';
import indicatorTree from '../data/indicators.csv?raw';
import type { DemoAccount } from './accounts';
import { Doors } from './doors';

/** Signs a person in through the same door as the console. */
export async function signIn(base: string, account: DemoAccount): Promise<Doors> {
  const doors = new Doors(base);
  await doors.post('/session', { email: account.email, password: account.password }, session);
  return doors;
}

/** The calendar of the plan for the year, in the reading of the brief: notice in April, report in mid-June. */
function openCycleOf(year: number): OpenCycle {
  const milestone = (
    key: OpenCycle['milestones'][number]['key'],
    monthDay: string,
    responsible: OpenCycle['milestones'][number]['responsible'],
  ) => ({ key, planned: `${year}-${monthDay}`, revised: null, reason: null, responsible });
  return {
    year,
    title: {
      zh: `${year}年度县级政府履行教育职责评价（演示）`,
      en: `${year} evaluation of counties' education duties (demo)`,
    },
    focus: '义务教育优质均衡、教师待遇、校园安全与社会满意度（演示周期，学校与答卷均为虚构）',
    milestones: [
      milestone('notice', '04-10', 'office'),
      milestone('selfReport', '05-08', 'county'),
      milestone('fieldwork', '05-25', 'agency'),
      milestone('onSite', '05-20', 'experts'),
      milestone('monitoringReport', '06-20', 'agency'),
      milestone('review', '07-15', 'office'),
      milestone('feedback', '08-20', 'office'),
      milestone('rectification', '11-30', 'county'),
      milestone('finalReport', '12-31', 'office'),
    ],
  };
}

/** The office opens the year's cycle. */
export function openCycle(office: Doors, year: number): Promise<Cycle> {
  return office.post('/cycles', openCycleOf(year), cycle);
}

/** The office brings the year's indicators and commissions the agency. */
export async function prepareCycle(office: Doors, cycleId: string, agencyId: string): Promise<void> {
  await office.upload(
    `/cycles/${cycleId}/indicators`,
    [
      { field: 'file', name: 'indicators.csv', text: indicatorTree },
      { field: 'names', name: 'indicators_en.csv', text: indicatorNames },
    ],
    z.unknown(),
  );
  await office.post(`/cycles/${cycleId}/commission`, { agencyId }, z.unknown());
}
