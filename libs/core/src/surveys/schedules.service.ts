import { Injectable, Logger } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { applySchedule } from '@mingjian/contract/jobs';
import type { PutSchedule, SurveySchedule } from '@mingjian/contract/surveys';
import type { Connection, Model } from 'mongoose';
import { AuditService, scopeOf, type Person, type Scope } from '../identity';
import { editConflict, inTransaction, JobSender, Problem } from '../platform';
import { dueAction, scheduleFaults } from './schedule';
import { SurveyStore } from './survey-store.service';
import { SurveysService } from './surveys.service';
import type { ScheduleDocument } from './surveys.schema';

/** In whose name the audit log holds what happened by schedule. */
const clock: Person = {
  id: 'schedule',
  name: '定时开放与结束',
  email: 'schedule',
  role: 'office',
  agencyId: null,
  countyCode: null,
};

/** 定时开放与结束: the times stand in MongoDB; the queue only wakes somebody, and what it forgot is found again. */
@Injectable()
export class SchedulesService {
  private readonly logger = new Logger('Schedules');

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('SurveySchedule') private readonly schedules: Model<ScheduleDocument>,
    private readonly store: SurveyStore,
    private readonly surveys: SurveysService,
    private readonly audit: AuditService,
    private readonly jobs: JobSender,
  ) {}

  async get(scope: Scope, surveyId: string): Promise<SurveySchedule> {
    await this.store.require(scope, surveyId);
    const found = await this.schedules.findById(surveyId).lean<ScheduleDocument>();
    return scheduleOf(found ?? empty(surveyId));
  }

  /** @throws Problem 422 `bad-schedule` naming the field, 409 `edit-conflict`, 404 `survey-not-found` */
  async put(person: Person, surveyId: string, input: PutSchedule): Promise<SurveySchedule> {
    await this.store.require(scopeOf(person), surveyId);
    const found = await this.schedules.findById(surveyId).lean<ScheduleDocument>();
    const before = found ?? empty(surveyId);
    if (before.revision !== input.revision) throw editConflict(before.changedBy, before.changedAt);
    const asked = { opensAt: dateOf(input.opensAt), closesAt: dateOf(input.closesAt) };
    const faults = scheduleFaults(asked, found, new Date());
    if (faults.length > 0) {
      const text = { zh: '时间设置有误，没有保存。', en: 'The times are not right; nothing was saved.' };
      throw new Problem(422, 'bad-schedule', text, faults);
    }
    const same = (field: 'opensAt' | 'closesAt') => before[field]?.getTime() === asked[field]?.getTime();
    const after: ScheduleDocument = {
      _id: surveyId,
      ...asked,
      opened: same('opensAt') && before.opened,
      closed: same('closesAt') && before.closed,
      revision: before.revision + 1,
      changedBy: person.name,
      changedAt: new Date(),
    };
    await inTransaction(this.connection, async (session) => {
      const { _id, ...written } = after;
      const filter = { _id, revision: before.revision };
      if (found) {
        const { matchedCount } = await this.schedules.updateOne(filter, { $set: written }, { session });
        if (matchedCount === 0) throw editConflict(before.changedBy, before.changedAt);
      } else await this.schedules.insertMany([after], { session });
      const detail = { opensAt: input.opensAt, closesAt: input.closesAt };
      await this.audit.record(
        { actor: person.email, action: 'survey.schedule', subject: surveyId, detail },
        session,
      );
    });
    return scheduleOf(after);
  }

  /** Wakes somebody for each schedule with a moment that has come. */
  async wake(now = new Date()): Promise<void> {
    const due = await this.schedules
      .find({
        $or: [
          { opened: false, opensAt: { $ne: null, $lte: now } },
          { closed: false, closesAt: { $ne: null, $lte: now } },
        ],
      })
      .lean<ScheduleDocument[]>();
    for (const { _id } of due) await this.jobs.send(applySchedule, { surveyId: _id });
  }

  /** Opens or closes one survey if it is due; doing so twice changes nothing. */
  async apply(surveyId: string, now = new Date()): Promise<void> {
    const schedule = await this.schedules.findById(surveyId).lean<ScheduleDocument>();
    const survey = await this.surveys.stateOf(surveyId);
    if (!schedule || !survey) return;
    const action = dueAction(schedule, survey.status, now);
    if (action !== null) {
      try {
        await this.surveys[action](clock, surveyId);
      } catch (error) {
        // Somebody did it by hand at the same moment: what was wanted is there.
        if (!(error instanceof Problem)) throw error;
        this.logger.warn(`${action} of ${surveyId} by schedule: ${error.code}`);
      }
    }
    const isOver = schedule.closesAt !== null && schedule.closesAt <= now;
    // A survey that is not published yet opens as soon as it is.
    const isWaiting = action === null && !['published', 'open', 'paused', 'closed'].includes(survey.status);
    const isBegun = schedule.opensAt !== null && schedule.opensAt <= now && (isOver || !isWaiting);
    await this.schedules.updateOne(
      { _id: surveyId, revision: schedule.revision },
      { $set: { opened: schedule.opened || isBegun, closed: schedule.closed || isOver } },
    );
  }

  /** When answers end, for what is printed; null while no end is set. */
  async closesAt(surveyId: string): Promise<Date | null> {
    return (await this.schedules.findById(surveyId).lean<ScheduleDocument>())?.closesAt ?? null;
  }
}

function empty(surveyId: string): ScheduleDocument {
  return {
    _id: surveyId,
    opensAt: null,
    closesAt: null,
    opened: false,
    closed: false,
    revision: 0,
    changedBy: '',
    changedAt: new Date(0),
  };
}
function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
function scheduleOf({ _id, opensAt, closesAt, opened, closed, revision }: ScheduleDocument): SurveySchedule {
  return {
    surveyId: _id,
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    opened,
    closed,
    revision,
  };
}
