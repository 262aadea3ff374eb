import { z } from 'zod';
import type { Population } from '../population';
import { populationIn, type PlayedYear } from '../population/earlier-years';
import { aggregate, closeSurveys } from './aggregation';
import type { Doors } from './doors';
import { enterField, importFrame, publishSurveys } from './fieldwork-setup';
import { openCycle } from './opening';
import { answerOnPhones } from './phones';

/**
 * The survey of an earlier year, through the same doors: the agency is commissioned, imports the frame, publishes, draws, and
 * when people have answered aggregates; reports are not composed again.
 */
export async function playEarlierYear(
  people: { base: string; office: Doors; lead: Doors; analyst: Doors; agencyId: string },
  earlier: PlayedYear,
  now: { year: number; population: Population },
  onCycle: (cycleId: string) => Promise<void>,
): Promise<void> {
  const { base, office, lead, analyst, agencyId } = people;
  const population = populationIn(earlier, now.population);
  const cycle = await openCycle(office, now.year - earlier.yearsBack);
  await onCycle(cycle.id);
  await office.post(`/cycles/${cycle.id}/commission`, { agencyId }, z.unknown());
  await importFrame(lead, population);
  const surveys = await publishSurveys(lead, analyst, cycle.id, earlier.surveys);
  const { sheets } = await enterField(lead, cycle.id, surveys, population, {
    counties: earlier.counties,
  });
  await answerOnPhones(base, surveys, sheets, population, () => undefined);
  await closeSurveys(lead, surveys);
  await aggregate(lead, cycle.id, () => undefined, false);
}
