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

function openCycleOf(year: number): OpenCycle {
  return {
    year,
    title: {
      zh: `${year}年度县级政府履行教育职责评价（演示）`,
      en: `${year} evaluation of counties' education duties (demo)`,
    },
    focus: '义务教育优质均衡、教师待遇、校园安全与社会满意度（演示周期，学校与答卷均为虚构）',
    // The calendar of the city's plan.
    milestones: [],
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
