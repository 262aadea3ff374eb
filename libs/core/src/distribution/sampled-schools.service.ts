import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { ReplaceSchool, SampledSchool, SamplingPlan } from '@mingjian/contract/distribution';
import type { Connection, Model } from 'mongoose';
import { CyclesService } from '../cycles';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { canonicalListHash, inTransaction, Problem } from '../platform';
import { RegistryService } from '../registry';
import { SurveysService } from '../surveys';
import { drawSample } from './allocation';
import type {
  CellDocument,
  CellPlaceDocument,
  SampledSchoolDocument,
  SampleDocument,
} from './distribution.schema';
import { cellDocuments, outlineOf } from './drawn-documents';

/** 样本学校 of a cycle, and the schools that stand in where a drawn one cannot take part. */
@Injectable()
export class SampledSchoolsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Sample') private readonly samples: Model<SampleDocument>,
    @InjectModel('Cell') private readonly cells: Model<CellDocument>,
    @InjectModel('CellPlace') private readonly places: Model<CellPlaceDocument>,
    @InjectModel('SampledSchool') private readonly sampledSchools: Model<SampledSchoolDocument>,
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly registry: RegistryService,
    private readonly audit: AuditService,
  ) {}

  /** By county, stage, area and code; none before the draw. */
  async list(scope: Scope, cycleId: string): Promise<SampledSchool[]> {
    await this.cycles.require(scope, cycleId);
    const found = await this.sampledSchools
      .find({ cycleId })
      .sort({ countyCode: 1, stage: 1, area: 1, _id: 1 })
      .lean<SampledSchoolDocument[]>();
    return found.map(({ _id, cycleId: _cycle, ...school }) => school);
  }

  /** Grades whose classes a cycle draws; none before the draw. */
  async grades(cycleId: string): Promise<SamplingPlan['grades']> {
    const sample = await this.samples
      .findOne({ cycleId })
      .select('plan')
      .lean<Pick<SampleDocument, 'plan'>>();
    return sample?.plan.grades ?? [];
  }

  /**
   * Puts the next school of the declared list in the place of one that cannot take part. It takes over the chance of the
   * drawn school; its classes are drawn by the plan's seed. Nobody chooses which school comes next.
   *
   * @throws Problem 404 `school-not-sampled`, 409 `no-substitute`, 409 `codes-issued` once any code of the county is out,
   *   409 `frame-changed` when the frame is not the one that was drawn from, 409 `edit-conflict` when two replace at once
   */
  async replace(person: Person, cycleId: string, input: ReplaceSchool): Promise<SampledSchool[]> {
    await this.cycles.require(scopeOf(person), cycleId);
    const [sample, listed, schools, surveys] = await Promise.all([
      this.samples.findOne({ cycleId }).lean<SampleDocument>(),
      this.sampledSchools.find({ cycleId }).lean<SampledSchoolDocument[]>(),
      this.registry.frame(),
      this.surveys.stateOfCycle(cycleId),
    ]);
    const entry = listed.find(({ school }) => school.code === input.schoolCode);
    if (!sample || !entry) throw notSampled();
    if (sample.issued.some((issued) => issued.endsWith(`.${entry.countyCode}`))) throw codesIssued();
    const to = entry.substitutes[entry.replacements.length];
    if (!to) throw noSubstitute();
    if ((await canonicalListHash(schools)) !== sample.frameHash) throw frameChanged();

    const from = entry.school;
    const standIns = new Map(listed.map((each) => [each.drawn.code, each.school.code]));
    standIns.set(entry.drawn.code, to.code);
    const surveyIds = new Map(surveys.map(({ audience, id }) => [audience, id]));
    const drawn = drawSample(schools, sample.plan, [...surveyIds.keys()], standIns);
    const own = drawn.filter(({ schoolCode }) => schoolCode === to.code);
    const { cells, places } = cellDocuments(cycleId, own, schools, surveyIds);
    const replacement = {
      from,
      to,
      reason: input.reason,
      by: person.name,
      at: new Date().toISOString(),
    };
    await inTransaction(this.connection, async (session) => {
      // Codes issued, a school replaced or a sample drawn meanwhile: each makes this update find nothing.
      const untouched = await this.samples.updateOne(
        { _id: sample._id, issued: sample.issued, replaced: sample.replaced },
        { $set: outlineOf(drawn, sample.plan), $inc: { replaced: 1 } },
        { session },
      );
      const turn = await this.sampledSchools.updateOne(
        { _id: entry._id, 'school.code': from.code },
        { $set: { school: to }, $push: { replacements: replacement } },
        { session },
      );
      if (untouched.matchedCount + turn.matchedCount < 2) throw changedMeanwhile();
      const gone = await this.places
        .find({ cycleId, schoolCode: from.code }, { _id: 1 })
        .session(session)
        .lean();
      const ids = { _id: { $in: gone.map(({ _id }) => _id) } };
      await this.cells.deleteMany(ids, { session });
      await this.places.deleteMany(ids, { session });
      await this.cells.insertMany(cells, { session, ordered: true });
      await this.places.insertMany(places, { session, ordered: true });
      const detail = {
        from: from.code,
        to: to.code,
        reason: input.reason,
        inclusionProbability: entry.inclusionProbability,
      };
      await this.audit.record(
        { actor: person.email, action: 'sample.replace', subject: cycleId, detail },
        session,
      );
    });
    return this.list(scopeOf(person), cycleId);
  }
}

function notSampled(): Problem {
  return new Problem(404, 'school-not-sampled', {
    zh: '样本中没有这所学校，它可能已经被替换。',
    en: 'The sample has no such school; it may have been replaced already.',
  });
}
function noSubstitute(): Problem {
  return new Problem(409, 'no-substitute', {
    zh: '这所学校没有（或已用完）事先排定的替换学校，不能另选其他学校替换。',
    en: 'No substitute that was declared with the draw is left for this school, and no other may be chosen.',
  });
}
function codesIssued(): Problem {
  return new Problem(409, 'codes-issued', {
    zh: '该县（市、区）的作答码已经发放，样本学校不能再替换。',
    en: 'Codes of this county have been issued, so its schools can no longer be replaced.',
  });
}
function frameChanged(): Problem {
  return new Problem(409, 'frame-changed', {
    zh: '抽样框在抽样之后重新导入过，替换学校的班级无法按原抽样框抽取。请导入原抽样框，或重新抽样。',
    en: 'The frame was imported again after the draw, so the classes of a substitute cannot be drawn from it. Import the earlier frame, or draw again.',
  });
}
function changedMeanwhile(): Problem {
  return new Problem(409, 'edit-conflict', {
    zh: '样本刚刚被其他人更改，请刷新后再试。',
    en: 'Somebody else has just changed the sample; reload and try again.',
  });
}
