import { createAccounts, openBackOffice, type DemoAccount } from '../../apps/cli/src/demo/journey/accounts';
import type { Doors } from '../../apps/cli/src/demo/journey/doors';
import { importFrame } from '../../apps/cli/src/demo/journey/fieldwork-setup';
import { openCycle, prepareCycle } from '../../apps/cli/src/demo/journey/opening';
import { buildPopulation } from '../../apps/cli/src/demo/population';
import { someone, type RunningPlatform } from './running';

/** The people of the small city. */
export const population = buildPopulation({ seed: 5, model: 'margins', responses: 300 });

/** A city at the beginning of its year: an office, an agency of two with its commission, and the frame. */
export interface CommissionedCity {
  accounts: DemoAccount[];
  /** The agency's lead. */
  agency: Doors;
  cycleId: string;
}

/** Lays a small city into a platform with nothing in it. */
export async function commissionedCity(platform: RunningPlatform): Promise<CommissionedCity> {
  Object.assign(process.env, platform.env);
  const backOffice = await openBackOffice();
  const made = await createAccounts(backOffice);
  await backOffice.close();
  const accounts = [made.office, made.lead, made.analyst];
  const agency = await someone(platform, accounts, 'lead');
  const office = await someone(platform, accounts, 'office');
  const cycleId = (await openCycle(office, 2021)).id;
  await prepareCycle(office, cycleId, made.agencyId);
  await importFrame(agency, population);
  return { accounts, agency, cycleId };
}
