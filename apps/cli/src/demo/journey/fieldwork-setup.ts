import { frameImport } from '@mingjian/contract/registry';
import { codeSheet, issuedCodes, sample, type Sample } from '@mingjian/contract/distribution';
import { surveyDetail, type Audience } from '@mingjian/contract/surveys';
import type { BuiltSurvey } from '@mingjian/core/surveys';
import { z } from 'zod';
import type { Population } from '../population';
import { demoCounties } from '../population/counties';
import { frameCsv } from '../population/frame';
import { demoSurveys } from '../population/questions';
import type { Doors } from './doors';

/** A survey that is in the field. */
export interface FieldSurvey {
  id: string;
  audience: Audience;
}
export type Sheet = z.infer<typeof codeSheet>;

/** The agency imports the frame and the audited totals. */
export async function importFrame(
  agency: Doors,
  population: Pick<Population, 'schools' | 'margins'>,
): Promise<void> {
  const { schools, classes } = frameCsv(population.schools);
  await agency.upload(
    '/frame',
    [
      { field: 'schools', name: 'schools.csv', text: schools },
      { field: 'classes', name: 'classes.csv', text: classes },
    ],
    frameImport,
  );
  await agency.upload(
    '/margins',
    [{ field: 'file', name: 'margins.csv', text: marginsCsv(population) }],
    z.unknown(),
  );
}

function marginsCsv(population: Pick<Population, 'margins'>): string {
  const lines = population.margins.map((margin) =>
    [margin.countyCode, margin.audience, margin.variable, margin.category, margin.total].join(','),
  );
  return ['county_code,audience,variable,category,total', ...lines, ''].join('\r\n');
}

/** One person of the agency designs the three questionnaires, a colleague approves them, and they are published. */
export async function publishSurveys(
  agency: Doors,
  reviewer: Doors,
  cycleId: string,
  designed: readonly BuiltSurvey[] = demoSurveys,
): Promise<FieldSurvey[]> {
  const published: FieldSurvey[] = [];
  for (const { audience, title, json, items } of designed) {
    const draft = await agency.post('/surveys', { cycleId, audience, title, json, items }, surveyDetail);
    const { revision } = await agency.post(
      `/surveys/${draft.id}/submit`,
      { revision: draft.revision },
      surveyDetail,
    );
    await reviewer.post(`/surveys/${draft.id}/approve`, { revision }, surveyDetail);
    await agency.post(`/surveys/${draft.id}/publish`, {}, z.unknown());
    published.push({ id: draft.id, audience });
  }
  return published;
}

/**
 * The agency fixes the weighting before the first answer, draws the sample, issues codes county by county, and opens.
 * @param where counties whose codes are issued, and audiences whose survey may be answered without a code too
 */
export async function enterField(
  agency: Doors,
  cycleId: string,
  surveys: readonly FieldSurvey[],
  population: Pick<Population, 'weightingPlan' | 'samplingPlan'>,
  where: { counties?: readonly { code: string }[]; withOpenLink?: readonly Audience[] } = {},
): Promise<{ sample: Sample; sheets: Map<string, Sheet[]> }> {
  const { counties = demoCounties, withOpenLink = [] } = where;
  await agency.put(`/cycles/${cycleId}/weighting-plan`, population.weightingPlan, z.unknown());
  const drawn = await agency.post(`/cycles/${cycleId}/sample`, population.samplingPlan, sample);
  const sheets = new Map<string, Sheet[]>();
  for (const survey of surveys) {
    const ofSurvey: Sheet[] = [];
    for (const county of counties) {
      const issued = await agency.post(
        `/surveys/${survey.id}/codes`,
        { countyCode: county.code },
        issuedCodes,
      );
      ofSurvey.push(...issued.sheets);
    }
    sheets.set(survey.id, ofSurvey);
    if (withOpenLink.includes(survey.audience)) {
      const { revision } = await agency.get(`/surveys/${survey.id}`, surveyDetail);
      await agency.put(`/surveys/${survey.id}/open-link`, { openLink: true, revision }, surveyDetail);
    }
    await agency.post(`/surveys/${survey.id}/open`, {}, z.unknown());
  }
  return { sample: drawn, sheets };
}
