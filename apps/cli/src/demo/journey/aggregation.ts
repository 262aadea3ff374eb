import { exclusion, result, run, screeningRow, type Result, type Run } from '@mingjian/contract/aggregation';
import { z } from 'zod';
import { exclusionReasons } from '../exclusion-reasons';
import { pause, type Doors } from './doors';
import type { FieldSurvey } from './fieldwork-setup';

const WATCH_MILLISECONDS = 500;
const LONGEST_SILENCE_MILLISECONDS = 600_000;

export async function closeSurveys(agency: Doors, surveys: readonly FieldSurvey[]): Promise<void> {
  for (const survey of surveys) await agency.post(`/surveys/${survey.id}/close`, {}, z.unknown());
}

/** One person of the agency looks at the screens and proposes; another confirms. */
export async function excludeCareless(
  lead: Doors,
  analyst: Doors,
  cycleId: string,
): Promise<z.infer<typeof screeningRow>[]> {
  const screening = await analyst.get(`/cycles/${cycleId}/screening`, z.array(screeningRow));
  const proposed = await analyst.post(
    `/cycles/${cycleId}/exclusions`,
    { reasons: exclusionReasons, note: '注意力题答错且作答过快，视为未认真作答' },
    exclusion,
  );
  await lead.post(`/exclusions/${proposed.id}/confirm`, {}, exclusion);
  return screening;
}

/**
 * Starts a run and waits for it, telling of each step.
 * @throws Error when the run fails, or when nothing about it changes for ten minutes.
 */
export async function aggregate(
  agency: Doors,
  cycleId: string,
  onChange: (run: Run) => void,
  reports = true,
): Promise<{ run: Run; results: Result[] }> {
  let state = await agency.post(`/cycles/${cycleId}/runs`, { reports }, run);
  let seen = '';
  let changedAt = Date.now();
  while (state.status === 'queued' || state.status === 'running') {
    await pause(WATCH_MILLISECONDS);
    state = await agency.get(`/runs/${state.id}`, run);
    const now = JSON.stringify(state);
    if (now !== seen) {
      seen = now;
      changedAt = Date.now();
      onChange(state);
    } else if (Date.now() - changedAt > LONGEST_SILENCE_MILLISECONDS)
      throw new Error(`run ${state.id} has not moved for ten minutes; is the worker running?`);
  }
  if (state.status === 'failed') {
    const errors = state.parts.filter((part) => part.error !== null);
    throw new Error(
      `run failed: ${errors.map((part) => `${part.countyCode} ${part.audience}: ${part.error}`).join('; ')}`,
    );
  }
  return { run: state, results: await agency.get(`/runs/${state.id}/results`, z.array(result)) };
}
