import { z } from 'zod';
import type { lastYearOf } from '../population/last-year';
import { aggregate, closeSurveys } from './aggregation';
import type { Doors } from './doors';
import { enterField, publishSurveys } from './fieldwork-setup';
import { openCycle } from './opening';
import { answerOnPhones } from './phones';

/**
 * Last year's survey, through the same doors: published, drawn, answered, aggregated; its reports are not composed again.
 */
export async function playLastYear(
  { base, office, lead, analyst }: { base: string; office: Doors; lead: Doors; analyst: Doors },
  agencyId: string,
  year: number,
  earlier: ReturnType<typeof lastYearOf>,
  onCycle: (cycleId: string) => Promise<void>,
): Promise<void> {
  const cycle = await openCycle(office, year);
  await onCycle(cycle.id);
  await office.post(`/cycles/${cycle.id}/commission`, { agencyId }, z.unknown());
  const surveys = await publishSurveys(lead, analyst, cycle.id);
  const { sheets } = await enterField(lead, cycle.id, surveys, earlier);
  await answerOnPhones(base, surveys, sheets, earlier, () => undefined);
  await closeSurveys(lead, surveys);
  await aggregate(lead, cycle.id, () => undefined, false);
}
