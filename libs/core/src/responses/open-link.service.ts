import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { OpenChallenge, OpenCredential, OpenForm, TradedCode } from '@mingjian/contract/responses';
import type { Model } from 'mongoose';
import { SigningKeysService, type KnownKey } from '../distribution';
import { Env, isDuplicateKey } from '../platform';
import { RegistryService } from '../registry';
import { OpenLinkTermsService, SurveysService } from '../surveys';
import { AttemptLimitService, openCredentials } from './attempt-limit.service';
import { requireOpen } from './open-survey';
import { challengeKey, isSolved, makeChallenge, usedSolutionId } from './proof-of-work';
import { responseProblems } from './response-problems';
import type { ResponseDocument, UsedSolutionDocument } from './responses.schema';

const dayMilliseconds = 86_400_000;

export interface OpenReceived {
  surveyId: string;
  countyCode: string;
  received: number;
}

/**
 * 开放链接: a credential for who has no code, in exchange for a proof of work. It is signed under the one key of the county,
 * which no code leads to, so that such an answer can never pass for one of the sample.
 *
 * A quota counts stored answers and is asked here, where newcomers are, never where answers are taken. So no credential is
 * given out after the answer that fills it, but for requests of that very moment; what comes above it is at most the
 * credentials that were out by then. It is never missed from below.
 */
@Injectable()
export class OpenLinkService {
  private readonly hmacKey: string;

  constructor(
    @InjectModel('UsedSolution') private readonly used: Model<UsedSolutionDocument>,
    @InjectModel('Response') private readonly responses: Model<ResponseDocument>,
    private readonly registry: RegistryService,
    private readonly surveys: SurveysService,
    private readonly terms: OpenLinkTermsService,
    private readonly keys: SigningKeysService,
    private readonly attempts: AttemptLimitService,
    private readonly env: Env,
  ) {
    this.hmacKey = challengeKey(env.secret);
  }

  /**
   * @throws Problem 404 `survey-not-found`, 404 `no-open-link`, 409 `survey-not-open`, `survey-closed`, `open-link-stopped`
   *   or `open-link-full`
   */
  async challenge(surveyId: string, countyCode: string): Promise<OpenChallenge> {
    const { id, modulus } = await this.openKey(surveyId, countyCode);
    return {
      challenge: await makeChallenge(this.hmacKey, surveyId, this.env.openLinkTries),
      key: { id, modulus },
    };
  }

  /**
   * Signs for a solved challenge, once.
   *
   * @throws Problem 400 `challenge-unsolved`, 409 `challenge-used`, 400 `bad-credential`, 429 `too-many-open`, and those of
   *   `challenge`
   */
  async credential(surveyId: string, body: OpenCredential, address: string): Promise<TradedCode> {
    const key = await this.openKey(surveyId, body.countyCode);
    const wait = await this.attempts.blockedFor(openCredentials, surveyId, address);
    if (wait !== null) throw responseProblems.tooManyOpen(wait);
    if (!(await isSolved(this.hmacKey, surveyId, body.solution))) throw responseProblems.unsolved();
    const blindSignature = await this.keys.sign(key.id, body.blindedMessage);
    if (blindSignature === null) throw responseProblems.badCredential();
    await this.spend(body.solution);
    // What was solved counts; a solution sent again must not use up what a whole school's network may have.
    await this.attempts.count(openCredentials, surveyId, address);
    return { blindSignature };
  }

  private async spend(solution: OpenCredential['solution']): Promise<void> {
    // The end of tomorrow: later than any challenge lives, and it tells no time of the day.
    const goneAfter = new Date((Math.floor(Date.now() / dayMilliseconds) + 2) * dayMilliseconds);
    try {
      await this.used.collection.insertOne(
        { _id: usedSolutionId(solution) as never, goneAfter },
        { writeConcern: { w: 'majority', journal: true } },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      throw responseProblems.usedSolution();
    }
  }

  private async openKey(surveyId: string, countyCode: string): Promise<KnownKey> {
    const survey = await this.surveys.stateOf(surveyId);
    if (!survey?.publishedVersion) throw responseProblems.noSurvey();
    requireOpen(survey);
    const key = await this.keys.ofOpenCounty(surveyId, countyCode);
    if (!key) throw responseProblems.noOpenLink();
    await this.requireRoom(surveyId, key);
    return key;
  }

  private async requireRoom(surveyId: string, { cellId, openCounty }: KnownKey): Promise<void> {
    const { taking, quotas, closingText } = await this.terms.of(surveyId);
    if (!taking) throw responseProblems.openLinkStopped(closingText);
    const quota = quotas.find(({ countyCode }) => countyCode === openCounty)?.quota;
    if (quota === undefined) return;
    const stored = await this.responses.countDocuments({ cellId, mode: 'open' }, { limit: quota });
    if (stored >= quota) throw responseProblems.openLinkFull(closingText);
  }

  /** Where people without a code may come from. */
  async counties(surveyId: string): Promise<OpenForm['openCounties']> {
    const [cells, counties] = await Promise.all([this.keys.openCells(surveyId), this.registry.counties()]);
    const open = new Set(cells.map(({ countyCode }) => countyCode));
    return counties
      .filter(({ code }) => open.has(code))
      .map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, en: nameEn } }));
  }

  /** The open links of these surveys, one a county. */
  async linksOf(
    surveyIds: readonly string[],
  ): Promise<(Omit<OpenReceived, 'received'> & { cellId: string })[]> {
    const cells = await Promise.all(
      surveyIds.map(async (surveyId) =>
        (await this.keys.openCells(surveyId)).map((cell) => ({ ...cell, surveyId })),
      ),
    );
    return cells.flat();
  }

  /** Answers stored by each of their open links. */
  async received(surveyIds: readonly string[]): Promise<OpenReceived[]> {
    return Promise.all(
      (await this.linksOf(surveyIds)).map(async ({ cellId, ...of }) => {
        return { ...of, received: await this.responses.countDocuments({ cellId, mode: 'open' }) };
      }),
    );
  }
}
