import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { submitResponse } from '@mingjian/contract/responses';
import type {
  AnswerValue,
  CodeVerdict,
  EntryMode,
  KeyList,
  OpenForm,
  ResponseMode,
  SealedResponse,
  Submitted,
  SubmitResponse,
  TradeCode,
  TradedCode,
} from '@mingjian/contract/responses';
import type { ClientSession, Model } from 'mongoose';
import { CodesService, isSigned, SigningKeysService, type KnownKey, type StoredCode } from '../distribution';
import { Env, mondayOf, today } from '../platform';
import { SurveysService, type SurveyState } from '../surveys';
import { AnswerStoreService } from './answer-store.service';
import { AttemptLimitService, coachingReports, wrongCodes } from './attempt-limit.service';
import { collectionPublicKey, openSealed } from './collection-key';
import { OpenLinkService } from './open-link.service';
import { requireOpen } from './open-survey';
import { PublishedFormsService } from './published-forms.service';
import { invalidAnswers, responseProblems, strangeDurations } from './response-problems';
import type { CoachingReportDocument, ResponseDocument } from './responses.schema';
import { nonceOf, submissionHash } from './submission-hash';

const accepted: Submitted = {
  accepted: true,
  thanks: {
    zh: '答卷已提交，谢谢您！您的回答不会与您的身份相关联。',
    en: 'Your answers have been handed in. Thank you! They are not linked to who you are.',
  },
};
const rowsAtOnce = 2000;

/** An answer as the aggregation reads it; without durations where it was entered for somebody, since nobody timed it. */
export type AnswerRecord = Pick<ResponseDocument, 'cellId' | 'answers'> & {
  durations: ResponseDocument['durations'] | null;
};
/** Stores an answer. @returns false when there is one of its nonce already */
type Store = (document: ResponseDocument) => Promise<boolean>;

/** 诱导作答举报 as it is read. */
export interface CoachingRecord {
  id: string;
  surveyId: string;
  day: string;
  text: string;
}

/**
 * 收集: shows the form, trades codes for credentials, takes answers under credentials. No request holds both a code and
 * an answer, and neither reaches a log.
 */
@Injectable()
export class ResponsesService {
  constructor(
    @InjectModel('Response') private readonly responses: Model<ResponseDocument>,
    @InjectModel('CoachingReport') private readonly coaching: Model<CoachingReportDocument>,
    private readonly surveys: SurveysService,
    private readonly codes: CodesService,
    private readonly keys: SigningKeysService,
    private readonly openLink: OpenLinkService,
    private readonly forms: PublishedFormsService,
    private readonly attempts: AttemptLimitService,
    private readonly answers: AnswerStoreService,
    private readonly env: Env,
  ) {}

  /**
   * The published form, also of a survey that is not open yet or closed: the page says so.
   *
   * @throws Problem 404 `survey-not-found`
   */
  async form(surveyId: string): Promise<OpenForm> {
    const { survey, versionId } = await this.published(surveyId);
    const [{ version }, keyListHash, openCounties] = await Promise.all([
      this.forms.get(versionId),
      this.keys.listHash(surveyId),
      survey.openLink ? this.openLink.counties(surveyId) : [],
    ]);
    return {
      surveyId,
      versionId,
      versionHash: version.hash,
      audience: version.audience,
      title: version.title,
      // A published form that is being corrected is not open yet to those who answer.
      status: survey.status === 'open' || survey.status === 'closed' ? survey.status : 'published',
      keyListHash,
      openCounties,
      collectionKey: collectionPublicKey(this.env.secret, surveyId),
      json: version.json,
    };
  }

  /** The keys of a survey, for the phone to compare its own with. @throws Problem 404 `survey-not-found` */
  async keyList(surveyId: string): Promise<KeyList> {
    await this.published(surveyId);
    return this.keys.list(surveyId);
  }

  /**
   * Whether a code may answer, and the key of its cell, before the person starts.
   *
   * @throws Problem 404 `code-unknown`, 409 `code-foreign`, `code-used`, `survey-closed` or `survey-not-open`, 429
   *   `too-many-codes`
   */
  async checkCode(surveyId: string, typed: string, address: string): Promise<CodeVerdict> {
    const { survey } = await this.published(surveyId);
    requireOpen(survey);
    const code = await this.ownCode(surveyId, typed, address);
    if (code.used) throw responseProblems.usedCode();
    const { id, modulus } = await this.keyOf(code);
    return { usable: true, key: { id, modulus } };
  }

  /**
   * Trades a code for a blind signature, once. Asking again with the same message gets the same signature, however often
   * and after closing too: the reply may have been lost.
   *
   * @throws Problem 409 `code-used` with another message, 409 `key-changed` for the key of another cell, 400
   *   `bad-credential` for what cannot be signed, and those of `checkCode`
   */
  async trade(surveyId: string, body: TradeCode, address: string): Promise<TradedCode> {
    const { survey } = await this.published(surveyId);
    if (survey.status !== 'closed') requireOpen(survey);
    const code = await this.ownCode(surveyId, body.code, address);
    if (!code.used) requireOpen(survey);
    const key = await this.keyOf(code);
    if (key.id !== body.keyId) throw responseProblems.otherKey();
    const blindSignature = await this.keys.sign(key.id, body.blindedMessage);
    if (blindSignature === null) throw responseProblems.badCredential();
    if (!(await this.codes.spend(code.id, body.blindedMessage))) throw responseProblems.usedCode();
    return { blindSignature };
  }

  /**
   * Takes one person's answers under a credential. Sending the same again gets the same reply, however often and at
   * whatever moment, also after the survey has closed.
   *
   * @throws Problem 409 `already-answered` (same credential, other content), 400 `bad-credential`, 400 `invalid-answers`
   *   with a fault an item, 409 `version-changed`, `survey-closed` or `survey-not-open`
   */
  submit(surveyId: string, body: SubmitResponse): Promise<Submitted> {
    return this.take(surveyId, body, null, (document) => this.answers.store(document));
  }

  /**
   * What every way to hand in has in common.
   *
   * @param entered null for who answers oneself: then the key says whether by a code or by the open link
   * @throws as `submit`
   */
  async take(
    surveyId: string,
    body: SubmitResponse,
    entered: EntryMode | null,
    store: Store,
  ): Promise<Submitted> {
    const { survey, versionId } = await this.published(surveyId);
    const key = await this.keys.toVerify(body.keyId);
    if (key?.known.surveyId !== surveyId || !isSigned(key.key, surveyId, body.token, body.signature))
      throw responseProblems.badCredential();
    const ofOpenLink = key.known.openCounty !== null;
    // Entries are of the sample: a clerk's are never taken by the open link.
    if (ofOpenLink && entered !== null) throw responseProblems.badCredential();
    const mode = entered ?? (ofOpenLink ? 'open' : 'online');
    const nonce = nonceOf(body.token);
    const bodyHash = submissionHash(surveyId, body, mode);
    if (!takesAnswers(survey) && (await this.isRepeated(nonce, bodyHash))) return accepted;
    requireTakingAnswers(survey);
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
      cellId: key.known.cellId,
      week: mondayOf(today()),
      language: body.language,
      mode,
      // The compiled check has admitted nothing but values of this kind.
      answers: verdict.answers as Record<string, AnswerValue>,
      durations: body.durations,
      nonce,
      bodyHash,
    };
    if (await store(document)) return accepted;
    if (await this.isRepeated(nonce, bodyHash)) return accepted;
    throw new Error('an answer was refused as a duplicate and is not there');
  }

  /**
   * Takes answers that a shared device kept sealed: opened here, then as any others.
   *
   * @throws Problem 400 `bad-seal` for what was not sealed to this survey's key or holds no submission, and those of
   *   `submit`
   */
  async submitSealed(surveyId: string, { sealed, ...credential }: SealedResponse): Promise<Submitted> {
    const body = submitResponse.safeParse({
      ...contentOf(openSealed(this.env.secret, surveyId, sealed)),
      ...credential,
    });
    if (!body.success) throw responseProblems.badSeal();
    return this.submit(surveyId, body.data);
  }

  /** 举报诱导作答: a text and a day. @throws Problem 404 `survey-not-found`, 429 `too-many-reports` */
  async reportCoaching(surveyId: string, text: string, address: string): Promise<void> {
    await this.published(surveyId);
    const wait = await this.attempts.blockedFor(coachingReports, surveyId, address);
    if (wait !== null) throw responseProblems.tooManyReports(wait);
    await this.attempts.count(coachingReports, surveyId, address);
    await this.coaching.create({ _id: randomUUID(), surveyId, day: today(), text });
  }

  /** What was reported as coaching, the latest day first; within a day in no order that tells who came when. */
  async coachingReportsOf(surveyIds: readonly string[]): Promise<CoachingRecord[]> {
    const found = await this.coaching
      .find({ surveyId: { $in: [...surveyIds] } })
      .sort({ day: -1, _id: 1 })
      .limit(1000)
      .lean<CoachingReportDocument[]>();
    return found.map(({ _id, surveyId, day, text }) => ({ id: _id, surveyId, day, text }));
  }

  /** Answers stored for each of these surveys, by mode. */
  async countsByMode(surveyIds: readonly string[]): Promise<Map<string, Record<ResponseMode, number>>> {
    const rows = await this.responses.aggregate<{ _id: { surveyId: string; mode: ResponseMode }; n: number }>(
      [
        { $match: { surveyId: { $in: [...surveyIds] } } },
        {
          $group: { _id: { surveyId: '$surveyId', mode: { $ifNull: ['$mode', 'online'] } }, n: { $sum: 1 } },
        },
      ],
    );
    const counts = new Map(surveyIds.map((id) => [id, { online: 0, open: 0, paper: 0, assisted: 0 }]));
    for (const { _id, n } of rows) {
      const known = counts.get(_id.surveyId);
      if (known) known[_id.mode] = n;
    }
    return counts;
  }

  /** Answers stored for these surveys. */
  async countOfSurveys(surveyIds: readonly string[]): Promise<number> {
    return this.responses.countDocuments({ surveyId: { $in: [...surveyIds] } });
  }

  /** All answers of a survey, in no particular order; with a snapshot session, as of its one moment. */
  async *answersOf(surveyId: string, session?: ClientSession): AsyncIterable<AnswerRecord> {
    const found = this.responses.collection.find(
      { surveyId },
      {
        projection: { _id: 0, cellId: 1, answers: 1, durations: 1, mode: 1 },
        batchSize: rowsAtOnce,
        ...(session ? { session } : {}),
      },
    ) as unknown as AsyncIterable<ResponseDocument>;
    for await (const { cellId, answers, durations, mode } of found) {
      const entered = mode === 'paper' || mode === 'assisted';
      yield { cellId, answers, durations: entered ? null : durations };
    }
  }

  /** @throws Problem 409 `already-answered` when an answer of this nonce is stored with other content */
  private async isRepeated(nonce: string, bodyHash: string): Promise<boolean> {
    const stored = await this.responses.collection.findOne(
      { nonce },
      { projection: { _id: 0, bodyHash: 1 } },
    );
    if (!stored) return false;
    if (stored.bodyHash !== bodyHash) throw responseProblems.alreadyAnswered();
    return true;
  }

  /** @throws Error for a code without a key: they are stored together */
  private async keyOf(code: StoredCode): Promise<KnownKey> {
    const key = await this.keys.ofCell(code.surveyId, code.cellId);
    if (!key) throw new Error('a code has no key');
    return key;
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

function contentOf(text: string | null): object {
  try {
    const content: unknown = JSON.parse(text ?? '');
    return typeof content === 'object' && content !== null ? content : {};
  } catch {
    return {};
  }
}

/** Open, or closed not long ago: a credential from before may come late from a phone without a network. */
function takesAnswers({ status, lateUntil }: SurveyState): boolean {
  return status === 'open' || (status === 'closed' && lateUntil !== null && Date.now() < lateUntil.getTime());
}

function requireTakingAnswers(survey: SurveyState): void {
  if (!takesAnswers(survey)) requireOpen(survey);
}
