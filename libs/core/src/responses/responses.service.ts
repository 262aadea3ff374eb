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
  SealedResponse,
  Submitted,
  SubmitResponse,
  TradeCode,
  TradedCode,
} from '@mingjian/contract/responses';
import type { Model } from 'mongoose';
import { CodesService, isSigned, SigningKeysService, type KnownKey, type StoredCode } from '../distribution';
import { Env, mondayOf, today } from '../platform';
import { SurveysService, type SurveyState } from '../surveys';
import { AnswerStoreService } from './answer-store.service';
import { AttemptLimitService, wrongCodes } from './attempt-limit.service';
import { collectionPublicKey, openSealed } from './collection-key';
import { OpenLinkService } from './open-link.service';
import { publishedSurvey, requireOpen } from './open-survey';
import { PublishedFormsService } from './published-forms.service';
import { invalidAnswers, responseProblems, strangeDurations } from './response-problems';
import type { ResponseDocument } from './responses.schema';
import { nonceOf, submissionHash } from './submission-hash';

const accepted: Submitted = {
  accepted: true,
  thanks: {
    zh: '答卷已提交，谢谢您！您的回答不会与您的身份相关联。',
    en: 'Your answers have been handed in. Thank you! They are not linked to who you are.',
  },
};

/** Stores an answer. @returns false when there is one of its nonce already */
type Store = (document: ResponseDocument) => Promise<boolean>;

/**
 * 收集: shows the form, trades codes for credentials, takes answers under credentials. No request holds both a code and
 * an answer, and neither reaches a log.
 */
@Injectable()
export class ResponsesService {
  constructor(
    @InjectModel('Response') private readonly responses: Model<ResponseDocument>,
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
    const { survey, versionId } = await publishedSurvey(this.surveys, surveyId);
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
    await publishedSurvey(this.surveys, surveyId);
    return this.keys.list(surveyId);
  }

  /**
   * Whether a code may answer, and the key of its cell, before the person starts.
   *
   * @throws Problem 404 `code-unknown`, 409 `code-foreign`, `code-used`, `survey-closed` or `survey-not-open`, 429
   *   `too-many-codes`
   */
  async checkCode(surveyId: string, typed: string, address: string): Promise<CodeVerdict> {
    const { survey } = await publishedSurvey(this.surveys, surveyId);
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
    const { survey } = await publishedSurvey(this.surveys, surveyId);
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
    const { survey, versionId } = await publishedSurvey(this.surveys, surveyId);
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
