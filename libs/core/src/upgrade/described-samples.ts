import { samplingPlan, type SamplingPlan } from '@mingjian/contract/distribution';
import type { School } from '@mingjian/contract/registry';
import { drawSample, type DrawnCell } from '../distribution/allocation';
import type {
  CellDocument,
  CellPlaceDocument,
  SampledSchoolDocument,
  SampleDocument,
} from '../distribution/distribution.schema';
import { outlineOf, sampledSchoolDocuments } from '../distribution/drawn-documents';
import { substituteLists } from '../distribution/substitutes';
import { canonicalHash } from '../platform';
import type { Upgrade, UpgradeContext } from './upgrade';

/**
 * Samples were drawn with equal chances and said less of themselves. What they say now is worked out from what was drawn;
 * the hash of the frame and the substitute schools only where today's frame still gives that very draw.
 */
export const describedSamples: Upgrade = {
  id: '2026-11-described-samples',
  async run(context) {
    const { db } = context;
    const samples = db.collection<SampleDocument>('samples');
    const schools = await frameOf(context);
    const changedFrame: string[] = [];
    let done = 0;
    for (const sample of await samples.find({ planHash: { $exists: false } }).toArray()) {
      const { cycleId } = sample;
      const plan = samplingPlan.parse(sample.plan);
      await weighCells(context, cycleId);
      const cells = await drawnCells(context, cycleId, schools);
      const givesIt = isDraw(cells, schools, plan);
      if (!givesIt) changedFrame.push(cycleId);
      const known = db.collection<SampledSchoolDocument>('sampledSchools');
      const lists = givesIt ? substituteLists(schools, plan) : listsOf(cells, schools);
      const documents = sampledSchoolDocuments(cycleId, lists);
      await known.deleteMany({ cycleId });
      if (documents.length > 0) await known.insertMany(documents);
      await samples.updateOne(
        { _id: sample._id },
        {
          $set: {
            plan,
            ...outlineOf(cells, plan),
            planHash: canonicalHash(plan),
            frameHash: givesIt ? canonicalHash(schools) : '—',
            drawnBy: '—',
            replaced: 0,
          },
        },
      );
      done += 1;
    }
    if (done === 0) return null;
    return {
      said: {
        zh: `${done} 份样本补上了预期精度、校验值和样本学校表${changedFrame.length > 0 ? `；其中 ${changedFrame.length} 份的抽样框在抽样之后改过，因此没有名册校验值和替换学校` : ''}`,
        en: `samples that now have their expected precision, hashes and schools: ${done}${changedFrame.length > 0 ? `; of ${changedFrame.length} the frame was changed after the draw, so they have no hash of it and no substitutes` : ''}`,
      },
      detail: { samples: done, changedFrame },
    };
  },
};

async function frameOf({ db }: UpgradeContext): Promise<School[]> {
  const found = await db
    .collection<Omit<School, 'code'> & { _id: string }>('schools')
    .find()
    .sort({ _id: 1 });
  return (await found.toArray()).map(({ _id, ...school }) => ({ code: _id, ...school }) as School);
}

/** All were drawn with equal chances: a school's weight is N/n of its stratum. */
async function weighCells({ db }: UpgradeContext, cycleId: string): Promise<void> {
  await db
    .collection<CellDocument>('cells')
    .updateMany({ cycleId, schoolWeight: { $exists: false } }, [
      { $set: { certain: false, schoolWeight: { $divide: ['$schoolsInStratum', '$schoolsDrawn'] } } },
    ]);
}

/** The stored cells as they were drawn; a school that has left the frame counts with the people of its cells. */
async function drawnCells(
  { db }: UpgradeContext,
  cycleId: string,
  schools: readonly School[],
): Promise<DrawnCell[]> {
  const cells = await db.collection<CellDocument>('cells').find({ cycleId }).sort({ _id: 1 }).toArray();
  const places = await db.collection<CellPlaceDocument>('cellPlaces').find({ cycleId }).toArray();
  const placeOf = new Map(places.map((place) => [place._id, place]));
  const pupilsOf = new Map(schools.map(({ code, pupils }) => [code, pupils]));
  const stratumPupils = new Map<string, number>();
  for (const { countyCode, stage, area, pupils } of schools) {
    const key = `${countyCode} ${stage} ${area}`;
    stratumPupils.set(key, (stratumPupils.get(key) ?? 0) + pupils);
  }
  return cells.map(({ _id, cycleId: _cycle, surveyId: _survey, ...cell }) => ({
    ...cell,
    schoolCode: placeOf.get(_id)?.schoolCode ?? '',
    className: placeOf.get(_id)?.className ?? null,
    frame: {
      pupils: pupilsOf.get(placeOf.get(_id)?.schoolCode ?? '') ?? cell.eligible,
      stratumSchools: cell.schoolsInStratum,
      stratumPupils: stratumPupils.get(`${cell.countyCode} ${cell.stage} ${cell.area}`) ?? 0,
    },
  }));
}

/** Whether this frame and plan give just these cells. */
function isDraw(cells: readonly DrawnCell[], schools: readonly School[], plan: SamplingPlan): boolean {
  const named = (all: readonly DrawnCell[]) =>
    all
      .map(({ audience, schoolCode, classKey, invited }) =>
        [audience, schoolCode, classKey, invited].join(' '),
      )
      .sort()
      .join('\n');
  try {
    return (
      named(drawSample(schools, plan, [...new Set(cells.map(({ audience }) => audience))])) === named(cells)
    );
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The drawn schools that the frame still knows, without substitutes. */
function listsOf(cells: readonly DrawnCell[], schools: readonly School[]) {
  const drawn = new Map(cells.map((cell) => [cell.schoolCode, cell]));
  return schools.flatMap((school) => {
    const cell = drawn.get(school.code);
    if (!cell) return [];
    const { schoolsInStratum, schoolsDrawn, certain, schoolWeight } = cell;
    return [{ school, schoolsInStratum, schoolsDrawn, certain, schoolWeight, substitutes: [] }];
  });
}
