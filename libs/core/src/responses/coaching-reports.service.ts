import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { today } from '../platform';
import { SurveysService } from '../surveys';
import { AttemptLimitService, coachingReports } from './attempt-limit.service';
import { publishedSurvey } from './open-survey';
import { responseProblems } from './response-problems';
import type { CoachingReportDocument } from './responses.schema';

/** 诱导作答举报 as it is read. */
export interface CoachingRecord {
  id: string;
  surveyId: string;
  day: string;
  text: string;
}

/** 举报诱导作答: a text and a day, and nothing of who reports. */
@Injectable()
export class CoachingReportsService {
  constructor(
    @InjectModel('CoachingReport') private readonly coaching: Model<CoachingReportDocument>,
    private readonly surveys: SurveysService,
    private readonly attempts: AttemptLimitService,
  ) {}

  /** @throws Problem 404 `survey-not-found`, 429 `too-many-reports` */
  async report(surveyId: string, text: string, address: string): Promise<void> {
    await publishedSurvey(this.surveys, surveyId);
    const wait = await this.attempts.blockedFor(coachingReports, surveyId, address);
    if (wait !== null) throw responseProblems.tooManyReports(wait);
    await this.attempts.count(coachingReports, surveyId, address);
    await this.coaching.create({ _id: randomUUID(), surveyId, day: today(), text });
  }

  /** What was reported, the latest day first; within a day in no order that tells who came when. */
  async ofSurveys(surveyIds: readonly string[]): Promise<CoachingRecord[]> {
    const found = await this.coaching
      .find({ surveyId: { $in: [...surveyIds] } })
      .sort({ day: -1, _id: 1 })
      .limit(1000)
      .lean<CoachingReportDocument[]>();
    return found.map(({ _id, surveyId, day, text }) => ({ id: _id, surveyId, day, text }));
  }
}
