import { randomUUID } from 'node:crypto';
import type { SigningKeyDocument } from './distribution.schema';
import { keyGroups } from './key-groups';
import { makeSigningKey, sealKey } from './signing-key';

type Cell = Parameters<typeof keyGroups>[0][number];

/**
 * New keys for the cells of a survey, as they are stored: one a cell, or one for the small cells that share it, and then
 * answers name what stands for them all.
 *
 * @param sealing see `sealingKey`
 */
export async function keysOfCells(
  surveyId: string,
  cells: readonly Cell[],
  sealing: Uint8Array,
): Promise<SigningKeyDocument[]> {
  return Promise.all(
    keyGroups(cells).map(async (group) => {
      const [only] = group.length === 1 ? group : [];
      return {
        ...(await newKey(surveyId, sealing)),
        cellId: only?.id ?? randomUUID(),
        cellIds: group.map(({ id }) => id),
        codes: group.reduce((sum, { invited }) => sum + invited, 0),
      };
    }),
  );
}

/** New keys for an open link, one a county: without codes, in a cell that is none of the sample. */
export async function keysOfCounties(
  surveyId: string,
  counties: readonly string[],
  sealing: Uint8Array,
): Promise<SigningKeyDocument[]> {
  return Promise.all(
    counties.map(async (openCounty) => ({
      ...(await newKey(surveyId, sealing)),
      cellId: randomUUID(),
      cellIds: [],
      openCounty,
      codes: 0,
    })),
  );
}

async function newKey(surveyId: string, sealing: Uint8Array) {
  const key = await makeSigningKey();
  return { _id: key.id, surveyId, modulus: key.modulus, sealed: sealKey(sealing, key) };
}
