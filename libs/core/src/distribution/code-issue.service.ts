import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { CodeSheet, IssuedCodes } from '@mingjian/contract/distribution';
import type { ClientSession, Connection, Model } from 'mongoose';
import { BoardService, type MilestoneFact, type MilestoneSource } from '../cycles';
import { AuditService, scopeOf, type Person } from '../identity';
import { Env, inTransaction, isDuplicateKey, Problem, shuffled } from '../platform';
import { RegistryService } from '../registry';
import { SurveysService, type OpeningStep } from '../surveys';
import { CodesService } from './codes.service';
import type { CellDocument, SampleDocument } from './distribution.schema';
import { fieldworkFacts } from './fieldwork-facts';
import { respondAddress } from './respond-address';
import { SampledPlacesService } from './sampled-places.service';
import { SigningKeysService } from './signing-keys.service';
import { drawToken, printToken } from './token';

/** Two of a county's codes coincide about once in ten million issues; then all of them are drawn anew. */
const drawings = 3;

/** 发放作答码: a county's codes and the keys that they are traded under, until the survey opens and fixes its keys. */
@Injectable()
export class CodeIssueService implements OnModuleInit, MilestoneSource, OpeningStep {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Sample') private readonly samples: Model<SampleDocument>,
    @InjectModel('Cell') private readonly cells: Model<CellDocument>,
    private readonly places: SampledPlacesService,
    private readonly codes: CodesService,
    private readonly keys: SigningKeysService,
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

  /** 问卷调查: begun in a county when its codes are out, done when all surveys are closed. */
  async milestoneFacts(cycleId: string): Promise<MilestoneFact[]> {
    const surveys = await this.surveys.stateOfCycle(cycleId);
    const [cells, counts] = await Promise.all([
      this.cells.find({ cycleId }, { countyCode: 1 }).lean<Pick<CellDocument, '_id' | 'countyCode'>[]>(),
      this.codes.counts(surveys.map((survey) => survey.id)),
    ]);
    return fieldworkFacts(cells, counts, surveys);
  }

  private async sheets(
    surveyId: string,
    cells: readonly CellDocument[],
    slips: readonly { token: string; cellId: string }[],
  ): Promise<CodeSheet[]> {
    const found = await this.places.ofSurvey(
      surveyId,
      cells.map((cell) => cell._id),
    );
    const byCell = new Map(cells.map((cell) => [cell._id, [] as string[]]));
    for (const { cellId, token } of slips) byCell.get(cellId)?.push(token);
    return found.map(({ cellId, schoolCode, schoolName, className }) => ({
      surveyId,
      cellId,
      schoolCode,
      schoolName,
      className,
      slips: (byCell.get(cellId) ?? []).map((token) => ({
        code: printToken(token),
        link: `${respondAddress(this.env.publicUrl, surveyId)}#c=${token}`,
      })),
    }));
  }
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
