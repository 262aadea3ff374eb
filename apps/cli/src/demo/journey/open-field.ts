import { buildPopulation } from '../population';
import { createAccounts, openBackOffice } from './accounts';
import { enterField, importFrame, publishSurveys, type FieldSurvey } from './fieldwork-setup';
import { openCycle, prepareCycle, signIn } from './opening';

export interface OpenField {
  surveys: FieldSurvey[];
  /** Unused codes by survey. */
  codes: Map<string, string[]>;
}

/** From an empty installation to three surveys in the field, with the demo's questionnaires and invented schools. */
export async function openField(base: string): Promise<OpenField> {
  const backOffice = await openBackOffice();
  const accounts = await createAccounts(backOffice).finally(() => backOffice.close());
  const office = await signIn(base, accounts.office);
  const lead = await signIn(base, accounts.lead);
  const population = buildPopulation({ seed: 1, responses: 100 });
  const { id } = await openCycle(office, new Date().getFullYear());
  await prepareCycle(office, id, accounts.agencyId);
  await importFrame(lead, population);
  const surveys = await publishSurveys(lead, await signIn(base, accounts.analyst), id);
  const { sheets } = await enterField(lead, id, surveys, population, { withOpenLink: ['public'] });
  const codes = [...sheets].map(
    ([surveyId, list]) => [surveyId, list.flatMap(({ slips }) => slips.map(({ code }) => code))] as const,
  );
  return { surveys, codes: new Map(codes) };
}
