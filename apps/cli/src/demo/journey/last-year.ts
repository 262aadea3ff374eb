import { z } from 'zod';
import type { Population } from '../population';
import { lastYearOf } from '../population/last-year';
import { aggregate, closeSurveys } from './aggregation';
import type { Doors } from './doors';
import { enterField, importFrame, publishSurveys } from './fieldwork-setup';
import { openCycle } from './opening';
import { answerOnPhones } from './phones';

/**
 * Last year's survey, through the same doors: the agency is commissioned, imports the frame, publishes, draws, and when
 * people have answered aggregates; reports are not composed again.
 */
export async function playLastYear(
  people: { base: string; office: Doors; lead: Doors; analyst: Doors; agencyId: string },
  year: number,
  population: Population,
  onCycle: (cycleId: string) => Promise<void>,
): Promise<void> {
  const { base, office, lead, analyst, agencyId } = people;
  const earlier = lastYearOf(population);
  const cycle = await openCycle(office, year);
  await onCycle(cycle.id);
  await office.post(`/cycles/${cycle.id}/commission`, { agencyId }, z.unknown());
  await importFrame(lead, population);
  const surveys = await publishSurveys(lead, analyst, cycle.id);
  const { sheets } = await enterField(lead, cycle.id, surveys, earlier);
  await answerOnPhones(base, surveys, sheets, earlier, () => undefined);
  await closeSurveys(lead, surveys);
  await aggregate(lead, cycle.id, () => undefined, false);
}
