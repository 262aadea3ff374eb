import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { FieldProblem, ReplacedSlips, SchoolField } from '@mingjian/contract/fieldwork';
import type { Connection, Model } from 'mongoose';
import { CyclesService } from '../cycles';
import { CodeExchangeService, printToken, SampledPlacesService, shownCount } from '../distribution';
import { AuditService, scopeOf, type Person } from '../identity';
import { inTransaction, Problem } from '../platform';
import { SurveysService } from '../surveys';
import { DailyCountsService } from './daily-counts.service';
import { FieldAccessService } from './field-access.service';
import type { FieldProblemDocument } from './fieldwork.schema';
import { RoomsService } from './rooms.service';

/** 学校发放: what a school's coordinator, and the agency for it, sees and does. Counts of a day, never an answer. */
@Injectable()
export class SchoolFieldService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('FieldProblem') private readonly problems: Model<FieldProblemDocument>,
    private readonly places: SampledPlacesService,
    private readonly counts: DailyCountsService,
    private readonly surveys: SurveysService,
    private readonly cycles: CyclesService,
    private readonly rooms: RoomsService,
    private readonly exchange: CodeExchangeService,
    private readonly access: FieldAccessService,
    private readonly audit: AuditService,
  ) {}

  /**
   * @param schoolCode whose field the agency looks at; a coordinator sees the own school's whatever is asked
   * @throws Problem 404 `cycle-unknown`, 404 `school-not-sampled`
   */
  async field(person: Person, cycleId: string, schoolCode = ''): Promise<SchoolField> {
    const scope = scopeOf(person);
    await this.cycles.require(scope, cycleId);
    const isOwn = scope.kind === 'school';
    const places = await this.places.ofSchool(cycleId, isOwn ? scope.schoolCode : schoolCode);
    const [first] = places;
    if (!first) throw notSampled();
    const [surveys, { day, byCell }, rooms] = await Promise.all([
      this.surveys.stateOfCycle(cycleId),
      this.counts.of(cycleId),
      this.rooms.openOf(places.map(({ cellId }) => cellId)),
    ]);
    const byId = new Map(surveys.map((survey) => [survey.id, survey]));
    const cells = places.flatMap(({ cellId, surveyId, audience, className }) => {
      const survey = byId.get(surveyId);
      if (!survey) return [];
      const { issued: codes, used: counted } = byCell.get(cellId) ?? { issued: 0, used: 0 };
      const roomId = rooms.get(cellId) ?? null;
      const { title, status } = survey;
      const used = isOwn ? counted : shownCount(counted, status === 'closed');
      return [{ cellId, surveyId, audience, title, status, className, codes, used, roomId }];
    });
    return { schoolCode: first.schoolCode, schoolName: first.schoolName, day, cells };
  }

  /**
   * Voids the unused slips of a class and makes as many new ones, in clear in this reply alone. Who has answered is not
   * touched: a code whose credential was issued stays used.
   *
   * @throws Problem 409 `nothing-to-replace`, and those of FieldAccessService
   */
  async replace(person: Person, surveyId: string, cellId: string): Promise<ReplacedSlips> {
    const { place } = await this.access.cellInField(person, surveyId, cellId);
    const tokens = await inTransaction(this.connection, async (session) => {
      const made = await this.exchange.renew(surveyId, cellId, Number.MAX_SAFE_INTEGER, 'slip', session);
      if (made.length === 0) throw nothingToReplace();
      const detail = { cellId, schoolCode: place.schoolCode, codes: made.length };
      await this.audit.record(
        { actor: person.email, action: 'codes.replace', subject: surveyId, detail },
        session,
      );
      return made;
    });
    return { cellId, codes: tokens.map(printToken) };
  }

  async report(person: Person, cycleId: string, text: string): Promise<FieldProblem> {
    const { schoolCode, schoolName } = await this.field(person, cycleId);
    const problem: FieldProblemDocument = {
      _id: randomUUID(),
      cycleId,
      schoolCode,
      schoolName,
      by: person.name,
      at: new Date(),
      text,
      settled: null,
    };
    await inTransaction(this.connection, async (session) => {
      await this.problems.insertMany([problem], { session });
      const detail = { problem: problem._id };
      await this.audit.record(
        { actor: person.email, action: 'field-problem.report', subject: cycleId, detail },
        session,
      );
    });
    return problemOf(problem);
  }

  /** All problems of a cycle for the agency, a school's own for its coordinator, the latest first. */
  async problemsOf(person: Person, cycleId: string): Promise<FieldProblem[]> {
    const scope = scopeOf(person);
    await this.cycles.require(scope, cycleId);
    const own = scope.kind === 'school' ? { schoolCode: scope.schoolCode } : {};
    const found = await this.problems
      .find({ cycleId, ...own })
      .sort({ at: -1 })
      .limit(500)
      .lean<FieldProblemDocument[]>();
    return found.map(problemOf);
  }

  /** @throws Problem 404 `problem-unknown` */
  async settle(person: Person, cycleId: string, id: string): Promise<FieldProblem> {
    await this.cycles.require(scopeOf(person), cycleId);
    const settled = { by: person.name, at: new Date() };
    return inTransaction(this.connection, async (session) => {
      const found = await this.problems
        .findOneAndUpdate({ _id: id, cycleId }, { settled }, { session, returnDocument: 'after' })
        .lean<FieldProblemDocument>();
      if (!found) {
        throw new Problem(404, 'problem-unknown', { zh: '没有这条问题。', en: 'There is no such problem.' });
      }
      const detail = { problem: id };
      await this.audit.record(
        { actor: person.email, action: 'field-problem.settle', subject: cycleId, detail },
        session,
      );
      return problemOf(found);
    });
  }
}

function problemOf({
  _id,
  schoolCode,
  schoolName,
  by,
  at,
  text,
  settled,
}: FieldProblemDocument): FieldProblem {
  return {
    id: _id,
    schoolCode,
    schoolName,
    by,
    at: at.toISOString(),
    text,
    settled: settled && { by: settled.by, at: settled.at.toISOString() },
  };
}

function notSampled(): Problem {
  return new Problem(404, 'school-not-sampled', {
    zh: '本校没有被抽中，或机构还没有抽样。',
    en: 'Your school is not in the sample, or the sample has not been drawn yet.',
  });
}
function nothingToReplace(): Problem {
  return new Problem(409, 'nothing-to-replace', {
    zh: '这个班没有可以作废的作答码：还没有发放，或都已经用过。',
    en: 'This class has no codes to void: none were issued, or all have been used.',
  });
}
