import type { OpenCycle } from '@mingjian/contract/cycles';

/** A year as it is opened: without a focus, with the city's own calendar. */
export const newCycle = (year: number): OpenCycle => ({
  year,
  title: { zh: `${year}`, en: `${year}` },
  focus: '',
  milestones: [],
});
