import { randomUUID } from 'node:crypto';
import type { Sample, SamplePreview, SamplingPlan } from '@mingjian/contract/distribution';
import type { School } from '@mingjian/contract/registry';
import { invitedRows, strataRows, type DrawnCell } from './allocation';
import type { CellFrame } from './cell-frame';
import type {
  CellDocument,
  CellPlaceDocument,
  SampledSchoolDocument,
  SampleDocument,
} from './distribution.schema';
import { expectedPrecision } from './expected-precision';
import type { DrawnWithSubstitutes } from './substitutes';

/**
 * Drawn cells as they are stored, their places apart from them.
 *
 * @param surveys id by audience
 */
export function cellDocuments(
  cycleId: string,
  drawn: readonly DrawnCell[],
  schools: readonly School[],
  surveys: ReadonlyMap<DrawnCell['audience'], string>,
): { cells: CellDocument[]; places: CellPlaceDocument[] } {
  const names = new Map(schools.map((school) => [school.code, school.name]));
  const cells: CellDocument[] = [];
  const places: CellPlaceDocument[] = [];
  for (const cell of drawn) {
    const { schoolCode, className } = cell;
    const _id = randomUUID();
    cells.push({ _id, cycleId, surveyId: surveys.get(cell.audience) ?? '', ...frameOf(cell) });
    places.push({ _id, cycleId, schoolCode, schoolName: names.get(schoolCode) ?? '', className });
  }
  return { cells, places };
}

/** Drawn schools with those that may stand in for them, as they are stored. */
export function sampledSchoolDocuments(
  cycleId: string,
  drawn: readonly DrawnWithSubstitutes[],
): SampledSchoolDocument[] {
  const named = ({ code, name }: School) => ({ code, name });
  return drawn.map(({ school, schoolWeight, substitutes }) => ({
    _id: `${cycleId}.${school.code}`,
    cycleId,
    countyCode: school.countyCode,
    stage: school.stage,
    area: school.area,
    drawn: named(school),
    school: named(school),
    inclusionProbability: 1 / schoolWeight,
    substitutes: substitutes.map(named),
    replacements: [],
  }));
}

/** What a draw comes to. */
export function outlineOf(drawn: readonly DrawnCell[], plan: SamplingPlan): SamplePreview {
  return {
    strata: strataRows(drawn),
    invited: invitedRows(drawn),
    precision: expectedPrecision(drawn, plan),
  };
}

export function sampleOf({ _id, drawnAt, issued, replaced, draws, ...sample }: SampleDocument): Sample {
  return {
    id: _id,
    ...sample,
    drawnAt: drawnAt.toISOString(),
    revision: revisionOf({ draws, replaced }),
    inUse: issued.length > 0,
  };
}

/** How often a sample has changed, across draws that took the place of each other. */
export function revisionOf({ draws, replaced }: Pick<SampleDocument, 'draws' | 'replaced'>): number {
  return (draws ?? 1) + replaced;
}

/** What the weights need of a drawn cell, without its place. */
function frameOf(cell: DrawnCell): Omit<CellFrame, 'id'> {
  const { audience, countyCode, stage, area, schoolKey, classKey, grade } = cell;
  const { schoolsInStratum, schoolsDrawn, certain, schoolWeight } = cell;
  const { classesInGrade, classesDrawn, eligible, invited } = cell;
  return {
    ...{ audience, countyCode, stage, area, schoolKey, classKey, grade },
    ...{ schoolsInStratum, schoolsDrawn, certain, schoolWeight },
    ...{ classesInGrade, classesDrawn, eligible, invited },
  };
}
