import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type {
  CodeSheet,
  IssuedCodes,
  Sample,
  SamplePreview,
  SamplingPlan,
} from '@mingjian/contract/distribution';
import type { ClientSession, Connection, Model } from 'mongoose';
import { BoardService, CyclesService, type MilestoneFact, type MilestoneSource } from '../cycles';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import {
  canonicalHash,
  canonicalListHash,
  editConflict,
  Env,
  inTransaction,
  isDuplicateKey,
  Problem,
  shuffled,
} from '../platform';
import { RegistryService } from '../registry';
import { SurveysService, type OpeningStep } from '../surveys';
import { allocationFaults, drawSample } from './allocation';
import { allocationFaultMessage } from './allocation-messages';
import type { CellFrame } from './cell-frame';
import { CodesService } from './codes.service';
import type {
  CellDocument,
  CellPlaceDocument,
  SampledSchoolDocument,
  SampleDocument,
} from './distribution.schema';
import { cellDocuments, outlineOf, revisionOf, sampledSchoolDocuments, sampleOf } from './drawn-documents';
import { fieldworkFacts } from './fieldwork-facts';
import { mergedCell } from './merged-cell';
import { SigningKeysService } from './signing-keys.service';
import { substituteLists } from './substitutes';
import { drawToken, printToken } from './token';

/** A cell with the survey that its people answer. */
export type SurveyCell = CellFrame & { surveyId: string };

/** Two of a county's codes coincide about once in ten million issues; then all of them are drawn anew. */
const drawings = 3;

const lookFirst = {
  zh: '您的抽样方案还在本页上：请先查看现有的样本，确需更换再重新抽样。',
  en: 'Your plan is still on this page: look at the sample that there is, and draw again only if it must be replaced.',
};

/** 抽样与发放: the sample of a cycle, its one-time codes, and how many came back. */
@Injectable()
export class DistributionService implements OnModuleInit, MilestoneSource, OpeningStep {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Sample') private readonly samples: Model<SampleDocument>,
    @InjectModel('Cell') private readonly cells: Model<CellDocument>,
    @InjectModel('CellPlace') private readonly places: Model<CellPlaceDocument>,
    @InjectModel('SampledSchool') private readonly sampledSchools: Model<SampledSchoolDocument>,
    private readonly codes: CodesService,
    private readonly keys: SigningKeysService,
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly registry: RegistryService,
    private readonly audit: AuditService,
    private readonly board: BoardService,
    private readonly env: Env,
  ) {}

  onModuleInit(): void {
    this.board.register(this);
    this.surveys.beforeOpening(this);
  }

  /** The list of keys is fixed before the first answer, and its hash goes into the audit log. */
  async opening(surveyId: string, session: ClientSession): Promise<{ keyListHash: string }> {
    const survey = await this.surveys.stateOf(surveyId);
    if (survey?.openLink === true && (await this.keys.listHash(surveyId)) === null) {
      const counties = (await this.registry.counties()).map(({ code }) => code);
      await this.keys.store(surveyId, await this.keys.makeOpen(surveyId, counties), session);
    }
    return { keyListHash: await this.keys.fix(surveyId, session) };
  }

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
  async sample(scope: Scope, cycleId: string): Promise<Sample> {
    await this.cycles.require(scope, cycleId);
    const found = await this.samples.findOne({ cycleId }).lean<SampleDocument>();
    if (found) return sampleOf(found);
    throw new Problem(404, 'no-sample', { zh: '本周期还没有抽样。', en: 'This cycle has no sample yet.' });
  }

  /**
   * Makes the one-time codes of one county and the keys that they are traded under. The codes exist in clear in this
   * reply and nowhere else: the store keeps keyed hashes, without a date.
   *
   * @throws Problem 409 `survey-state`, 409 `keys-fixed` once the survey has been opened, 409 `nothing-to-issue`, 409
   *   `codes-issued` the second time
   */
  async issue(person: Person, surveyId: string, countyCode: string): Promise<IssuedCodes> {
    const survey = await this.surveys.get(scopeOf(person), surveyId);
    if ((await this.keys.listHash(surveyId)) !== null) throw keysFixed();
    if (survey.status !== 'published') throw notPublished();
    const [sample, cells] = await Promise.all([
      this.samples.findOne({ cycleId: survey.cycleId }).lean<SampleDocument>(),
      this.cells.find({ surveyId, countyCode }).lean<CellDocument[]>(),
    ]);
    if (!sample || cells.length === 0) throw nothingToIssue();
    const issued = `${surveyId}.${countyCode}`;
    if (sample.issued.includes(issued)) throw codesIssued();
    const keys = await this.keys.make(
      surveyId,
      cells.map(({ _id, ...cell }) => ({ id: _id, ...cell })),
    );
    for (let attempt = 1; ; attempt += 1) {
      const slips = cells.flatMap((cell) =>
        Array.from({ length: cell.invited }, () => ({ token: drawToken(), surveyId, cellId: cell._id })),
      );
      try {
        await inTransaction(this.connection, async (session) => {
          const { matchedCount } = await this.samples.updateOne(
            { _id: sample._id, issued: { $ne: issued } },
            { $push: { issued } },
            { session },
          );
          if (matchedCount === 0) {
            const stands = await this.samples.exists({ _id: sample._id }).session(session);
            throw stands ? codesIssued() : nothingToIssue();
          }
          if (!(await this.keys.store(surveyId, keys, session))) throw keysFixed();
          await this.codes.store(shuffled(slips), session);
          const detail = { countyCode, codes: slips.length, keys: keys.length };
          await this.audit.record(
            { actor: person.email, action: 'codes.issue', subject: surveyId, detail },
            session,
          );
        });
        return { sheets: await this.sheets(surveyId, cells, slips) };
      } catch (error) {
        if (!isDuplicateKey(error) || attempt === drawings) throw error;
      }
    }
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

  /** 问卷调查: begun in a county when its codes are out, done when all surveys are closed. */
  async milestoneFacts(cycleId: string): Promise<MilestoneFact[]> {
    const surveys = await this.surveys.stateOfCycle(cycleId);
    const [cells, counts] = await Promise.all([
      this.drawnCells(cycleId),
      this.codes.counts(surveys.map((survey) => survey.id)),
    ]);
    return fieldworkFacts(cells, counts, surveys);
  }

  private async sheets(
    surveyId: string,
    cells: readonly CellDocument[],
    slips: readonly { token: string; cellId: string }[],
  ): Promise<CodeSheet[]> {
    const found = await this.places
      .find({ _id: { $in: cells.map((cell) => cell._id) } })
      .sort({ schoolCode: 1, className: 1, _id: 1 })
      .lean<CellPlaceDocument[]>();
    const byCell = new Map(cells.map((cell) => [cell._id, [] as string[]]));
    for (const { cellId, token } of slips) byCell.get(cellId)?.push(token);
    return found.map(({ _id, schoolCode, schoolName, className }) => ({
      surveyId,
      cellId: _id,
      schoolCode,
      schoolName,
      className,
      slips: (byCell.get(_id) ?? []).map((token) => ({
        code: printToken(token),
        link: `${this.link(surveyId)}#c=${token}`,
      })),
    }));
  }

  /** The code follows in the fragment, which no server sees. */
  private link(surveyId: string): string {
    return `${this.env.publicUrl}/r/${surveyId}`;
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
function notPublished(): Problem {
  return new Problem(409, 'survey-state', {
    zh: '问卷尚未发布，不能发放作答码。',
    en: 'The survey is not published; no codes can be issued.',
  });
}
function keysFixed(): Problem {
  return new Problem(409, 'keys-fixed', {
    zh: '问卷已经开放过，签名公钥清单已经固定，不能再发放作答码。请在开放之前发放所有县（市、区）的作答码。',
    en: 'The survey has been opened, which fixed the list of its keys; no more codes can be issued. Issue the codes of all counties before opening.',
  });
}
function nothingToIssue(): Problem {
  return new Problem(409, 'nothing-to-issue', {
    zh: '该县（市、区）在样本中没有此问卷的调查对象，请先抽样。',
    en: 'The sample holds nobody of this county for this survey; draw the sample first.',
  });
}
function codesIssued(): Problem {
  return new Problem(409, 'codes-issued', {
    zh: '该县（市、区）的作答码已经发放过。作答码只显示一次，系统中不保存明文；没有收到的，请在回收进度中打开各校，作废并补印。',
    en: 'The codes of this county have been issued. They are shown once and kept nowhere in clear; where they did not arrive, open the schools under “Progress”, void them and print new ones.',
  });
}
