import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Sample, SamplePreview, SamplingPlan } from '@mingjian/contract/distribution';
import type { Connection, Model } from 'mongoose';
import { CyclesService } from '../cycles';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { canonicalHash, canonicalListHash, editConflict, inTransaction, Problem } from '../platform';
import { RegistryService } from '../registry';
import { SurveysService } from '../surveys';
import { allocationFaults, drawSample } from './allocation';
import { allocationFaultMessage } from './allocation-messages';
import type { CellFrame } from './cell-frame';
import type {
  CellDocument,
  CellPlaceDocument,
  SampledSchoolDocument,
  SampleDocument,
} from './distribution.schema';
import { cellDocuments, outlineOf, revisionOf, sampledSchoolDocuments, sampleOf } from './drawn-documents';
import { mergedCell } from './merged-cell';
import { SigningKeysService } from './signing-keys.service';
import { substituteLists } from './substitutes';

/** A cell with the survey that its people answer. */
export type SurveyCell = CellFrame & { surveyId: string };

const lookFirst = {
  zh: '您的抽样方案还在本页上：请先查看现有的样本，确需更换再重新抽样。',
  en: 'Your plan is still on this page: look at the sample that there is, and draw again only if it must be replaced.',
};

/** 样本 of a cycle: what a plan would draw, what was drawn, and the cells that answers can name. */
@Injectable()
export class SamplesService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Sample') private readonly samples: Model<SampleDocument>,
    @InjectModel('Cell') private readonly cells: Model<CellDocument>,
    @InjectModel('CellPlace') private readonly places: Model<CellPlaceDocument>,
    @InjectModel('SampledSchool') private readonly sampledSchools: Model<SampledSchoolDocument>,
    private readonly keys: SigningKeysService,
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly registry: RegistryService,
    private readonly audit: AuditService,
  ) {}

  /**
   * Draws the cycle's sample for the audiences that have a survey; a new draw replaces the earlier one until the first
   * code is issued.
   *
   * @param revision of the sample that this one takes the place of; 0 for none
   * @throws Problem 409 `no-survey`, 409 `no-frame`, 422 `sample-not-drawable`, 409 `sample-in-use`, 409 `edit-conflict`
   *   when somebody else has drawn, or replaced a school, since that revision
   */
  async draw(person: Person, cycleId: string, plan: SamplingPlan, revision = 0): Promise<Sample> {
    const { schools, surveys, drawn } = await this.drawnBy(person, cycleId, plan);
    const { cells, places } = cellDocuments(cycleId, drawn, schools, surveys);
    const sampledSchools = sampledSchoolDocuments(cycleId, substituteLists(schools, plan));
    const sample: SampleDocument = {
      _id: randomUUID(),
      cycleId,
      plan,
      drawnAt: new Date(),
      ...outlineOf(drawn, plan),
      planHash: canonicalHash(plan),
      frameHash: await canonicalListHash(schools),
      drawnBy: person.name,
      issued: [],
      replaced: 0,
      draws: revision + 1,
    };
    await inTransaction(this.connection, async (session) => {
      const before = await this.samples.findOne({ cycleId }).session(session).lean<SampleDocument>();
      if (before && before.issued.length > 0) throw sampleInUse();
      if (before && revisionOf(before) !== revision)
        throw editConflict(before.drawnBy, before.drawnAt, lookFirst);
      await this.samples.deleteOne({ cycleId }, { session });
      await this.cells.deleteMany({ cycleId }, { session });
      await this.places.deleteMany({ cycleId }, { session });
      await this.sampledSchools.deleteMany({ cycleId }, { session });
      await this.samples.create([sample], { session });
      await this.cells.insertMany(cells, { session, ordered: true });
      await this.places.insertMany(places, { session, ordered: true });
      await this.sampledSchools.insertMany(sampledSchools, { session, ordered: true });
      const { planHash, frameHash } = sample;
      const detail = { plan, planHash, frameHash, cells: cells.length };
      await this.audit.record(
        { actor: person.email, action: 'sample.draw', subject: cycleId, detail },
        session,
      );
    });
    return sampleOf(sample);
  }

  /**
   * What a plan would draw and how precise it would be, with nothing written: the very sample that `draw` would take.
   *
   * @throws as `draw`, but for `sample-in-use`
   */
  async preview(person: Person, cycleId: string, plan: SamplingPlan): Promise<SamplePreview> {
    const { drawn } = await this.drawnBy(person, cycleId, plan);
    return outlineOf(drawn, plan);
  }

  private async drawnBy(person: Person, cycleId: string, plan: SamplingPlan) {
    await this.cycles.require(scopeOf(person), cycleId);
    const surveys = new Map(
      (await this.surveys.stateOfCycle(cycleId)).map((survey) => [survey.audience, survey.id]),
    );
    if (surveys.size === 0) throw noSurvey();
    const schools = await this.registry.frame();
    if (schools.length === 0) throw noFrame();
    const faults = allocationFaults(schools, plan);
    if (faults.length > 0) throw notDrawable(faults);
    return { schools, surveys, drawn: drawSample(schools, plan, [...surveys.keys()]) };
  }

  /** @throws Problem 404 `no-sample` */
  async ofCycle(scope: Scope, cycleId: string): Promise<Sample> {
    await this.cycles.require(scope, cycleId);
    const found = await this.samples.findOne({ cycleId }).lean<SampleDocument>();
    if (found) return sampleOf(found);
    throw new Problem(404, 'no-sample', { zh: '本周期还没有抽样。', en: 'This cycle has no sample yet.' });
  }

  /**
   * For the aggregation: the cells that answers can name, by id. Those that share a key are one here, because no answer
   * tells them apart.
   */
  async cellsOfCycle(cycleId: string): Promise<SurveyCell[]> {
    const drawn = await this.drawnCells(cycleId);
    const shared = await this.keys.sharedCells([...new Set(drawn.map((cell) => cell.surveyId))]);
    const byId = new Map(drawn.map((cell) => [cell.id, cell]));
    const merged = shared.flatMap(({ cellId, cellIds }): SurveyCell[] => {
      const members = cellIds.flatMap((id) => byId.get(id) ?? []);
      const [first] = members;
      for (const id of cellIds) byId.delete(id);
      return first ? [{ ...mergedCell(cellId, members), surveyId: first.surveyId }] : [];
    });
    return [...byId.values(), ...merged].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private async drawnCells(cycleId: string): Promise<SurveyCell[]> {
    const found = await this.cells.find({ cycleId }).sort({ _id: 1 }).lean<CellDocument[]>();
    return found.map(({ _id, cycleId: _cycle, ...cell }) => ({ id: _id, ...cell }));
  }
}

function noSurvey(): Problem {
  return new Problem(409, 'no-survey', {
    zh: '请先创建问卷：样本按有问卷的调查对象抽取。',
    en: 'Create the surveys first: the sample is drawn for the audiences that have one.',
  });
}
function noFrame(): Problem {
  return new Problem(409, 'no-frame', {
    zh: '还没有抽样框，请先导入学校和班级名单。',
    en: 'There is no frame yet; import the schools and classes first.',
  });
}
function notDrawable(faults: ReturnType<typeof allocationFaults>): Problem {
  const text = {
    zh: '按此方案无法从现有抽样框抽样，详见各项说明。',
    en: 'This plan cannot be drawn from the frame, for the reasons below.',
  };
  return new Problem(
    422,
    'sample-not-drawable',
    text,
    faults.map((fault) => ({ ...fault, message: allocationFaultMessage(fault) })),
  );
}
function sampleInUse(): Problem {
  return new Problem(409, 'sample-in-use', {
    zh: '作答码已经发放，样本不能重新抽取。',
    en: 'Codes have been issued, so the sample cannot be drawn again.',
  });
}
