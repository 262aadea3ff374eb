import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { AnswerValue, OpenForm, Submitted, SubmitResponse } from '@mingjian/contract/responses';
import type { ClientSession, Model } from 'mongoose';
import { CodesService, type StoredCode } from '../distribution';
import { today } from '../platform';
import { SurveysService, type SurveyState } from '../surveys';
import { AnswerStoreService } from './answer-store.service';
import { AttemptLimitService, coachingReports, wrongCodes } from './attempt-limit.service';
import { PublishedFormsService } from './published-forms.service';
import { invalidAnswers, responseProblems, strangeDurations } from './response-problems';
import type { CoachingReportDocument, ResponseDocument } from './responses.schema';
import { submissionHash } from './submission-hash';

const accepted: Submitted = {
  accepted: true,
  thanks: {
    zh: '答卷已提交，谢谢您！您的回答不会与您的身份相关联。',
    en: 'Your answers have been handed in. Thank you! They are not linked to who you are.',
  },
};
const rowsAtOnce = 2000;

/** An answer as the aggregation reads it. */
export type AnswerRecord = Pick<ResponseDocument, 'cellId' | 'answers' | 'durations'>;

/** 收集: shows the form, checks codes, takes answers. Neither codes nor answers reach a log. */
@Injectable()
export class ResponsesService {
  constructor(
    @InjectModel('Response') private readonly responses: Model<ResponseDocument>,
    @InjectModel('CoachingReport') private readonly coaching: Model<CoachingReportDocument>,
    private readonly surveys: SurveysService,
    private readonly codes: CodesService,
    private readonly forms: PublishedFormsService,
    private readonly attempts: AttemptLimitService,
    private readonly answers: AnswerStoreService,
  ) {}

  /**
   * The published form, also of a survey that is not open yet or closed: the page says so.
   *
   * @throws Problem 404 `survey-not-found`
   */
  async form(surveyId: string): Promise<OpenForm> {
    const { survey, versionId } = await this.published(surveyId);
    const { version } = await this.forms.get(versionId);
    return {
      surveyId,
      versionId,
      versionHash: version.hash,
      audience: version.audience,
      title: version.title,
      // A published form that is being corrected is not open yet to those who answer.
      status: survey.status === 'open' || survey.status === 'closed' ? survey.status : 'published',
      json: version.json,
    };
  }

  /**
   * Whether a code may answer, before the person starts.
   *
   * @throws Problem 404 `code-unknown`, 409 `code-foreign`, `code-used`, `survey-closed` or `survey-not-open`, 429
   *   `too-many-codes`
   */
  async checkCode(surveyId: string, typed: string, address: string): Promise<{ usable: true }> {
    const { survey } = await this.published(surveyId);
    requireOpen(survey);
    const code = await this.ownCode(surveyId, typed, address);
    if (code.used) throw responseProblems.usedCode();
    return { usable: true };
  }

  /**
   * Takes one person's answers. Sending the same again gets the same reply, however often and at whatever moment, also
   * after the survey has closed.
   *
   * @throws Problem 409 `already-answered` (same submissionId, other content), 400 `invalid-answers` with a fault an
   *   item, 409 `version-changed`, and those of `checkCode`
   */
  async submit(surveyId: string, body: SubmitResponse, address: string): Promise<Submitted> {
    const bodyHash = submissionHash(surveyId, body);
    const { survey, versionId } = await this.published(surveyId);
    if (survey.status !== 'open' && (await this.isRepeated(body.submissionId, bodyHash))) return accepted;
    requireOpen(survey);
    const code = await this.ownCode(surveyId, body.code, address);
    if (code.used) return this.refuseUnlessRepeated(body.submissionId, bodyHash);
    if (body.versionId !== versionId) throw responseProblems.otherVersion();
    const form = await this.forms.get(versionId);
    const verdict = form.validate(body.answers);
    if (!verdict.ok) throw invalidAnswers(verdict.faults);
    const strange = Object.keys(body.durations).filter((name) => !form.questions.has(name));
    if (strange.length > 0) throw strangeDurations(strange);
    const document: ResponseDocument = {
      _id: randomUUID(),
      surveyId,
      versionId,
      cellId: code.cellId,
      day: today(),
      language: body.language,
      // The compiled check has admitted nothing but values of this kind.
      answers: verdict.answers as Record<string, AnswerValue>,
      durations: body.durations,
      submissionId: body.submissionId,
      bodyHash,
    };
    return (await this.answers.store(document, code))
      ? accepted
      : this.refuseUnlessRepeated(body.submissionId, bodyHash);
  }

  /** 举报诱导作答: a text and a day. @throws Problem 404 `survey-not-found`, 429 `too-many-reports` */
  async reportCoaching(surveyId: string, text: string, address: string): Promise<void> {
    await this.published(surveyId);
    const wait = await this.attempts.blockedFor(coachingReports, surveyId, address);
    if (wait !== null) throw responseProblems.tooManyReports(wait);
    await this.attempts.count(coachingReports, surveyId, address);
    await this.coaching.create({ _id: randomUUID(), surveyId, day: today(), text });
  }

  /** Answers stored for these surveys. */
  async countOfSurveys(surveyIds: readonly string[]): Promise<number> {
    return this.responses.countDocuments({ surveyId: { $in: [...surveyIds] } });
  }

  /** All answers of a survey, in no particular order; with a snapshot session, as of its one moment. */
  answersOf(surveyId: string, session?: ClientSession): AsyncIterable<AnswerRecord> {
    return this.responses.collection.find(
      { surveyId },
      {
        projection: { _id: 0, cellId: 1, answers: 1, durations: 1 },
        batchSize: rowsAtOnce,
        ...(session ? { session } : {}),
      },
    ) as unknown as AsyncIterable<AnswerRecord>;
  }

  /** @throws Problem 409 `already-answered` when this submission is stored with other content */
  private async isRepeated(submissionId: string, bodyHash: string): Promise<boolean> {
    const stored = await this.responses.collection.findOne(
      { submissionId },
      { projection: { _id: 0, bodyHash: 1 } },
    );
    if (!stored) return false;
    if (stored.bodyHash !== bodyHash) throw responseProblems.alreadyAnswered();
    return true;
  }

  /** The code is spent: by this very submission a moment ago, or by another. */
  private async refuseUnlessRepeated(submissionId: string, bodyHash: string): Promise<Submitted> {
    if (await this.isRepeated(submissionId, bodyHash)) return accepted;
    throw responseProblems.usedCode();
  }

  private async ownCode(surveyId: string, typed: string, address: string): Promise<StoredCode> {
    const [wait, code] = await Promise.all([
      this.attempts.blockedFor(wrongCodes, surveyId, address),
      this.codes.find(typed),
    ]);
    if (wait !== null) throw responseProblems.tooManyCodes(wait);
    if (code?.surveyId === surveyId) return code;
    await this.attempts.count(wrongCodes, surveyId, address);
    throw code ? responseProblems.foreignCode() : responseProblems.unknownCode();
  }

  private async published(surveyId: string): Promise<{ survey: SurveyState; versionId: string }> {
    const survey = await this.surveys.stateOf(surveyId);
    if (!survey?.publishedVersion) throw responseProblems.noSurvey();
    return { survey, versionId: survey.publishedVersion.id };
  }
}

function requireOpen({ status }: SurveyState): void {
  if (status === 'closed') throw responseProblems.closed();
  if (status !== 'open') throw responseProblems.notOpen();
}
