import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Connection, Model } from 'mongoose';
import type {
  Evaluation,
  MergeEvaluation,
  PutOnSite,
  PutRectification,
  PutSelfEvaluation,
  WaiveInput,
} from '@mingjian/contract/evaluation';
import { BoardService, CyclesService, type MilestoneFact, type MilestoneSource } from '../cycles';
import { AuditService, scopeOf, type Person } from '../identity';
import { canonicalHash, editConflict, inTransaction, Problem, today, type LocalizedFault } from '../platform';
import { RegistryService } from '../registry';
import { ReportsService } from '../reports';
import type { EvaluationDocument } from './evaluation.schema';
import { evaluationFacts } from './evaluation-facts';
import { inputPresent, inputsMissing, merged, sealed, unknownCounty } from './evaluation-problems';
import { evaluationSeenBy } from './evaluation-view';
import { inputStates, missingInputs, type Monitoring } from './inputs';
import { mergesAsTheyStand } from './merge-standing';
import { filingFaults, lengthFaults } from './self-evaluation-faults';
import { visitDayFaults, visitFaults } from './visit-faults';

type Saved = 'selfEvaluation' | 'onSite' | 'rectification';

/** What to write, and what the audit log says of it. */
interface Change {
  changes: Partial<EvaluationDocument>;
  detail: Record<string, unknown>;
}

/** 综合评价: self-evaluation, monitoring report, on-site visit and rectification of each county, merged by the office. */
@Injectable()
export class EvaluationService implements OnModuleInit, MilestoneSource {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Evaluation') private readonly evaluations: Model<EvaluationDocument>,
    private readonly cycles: CyclesService,
    private readonly board: BoardService,
    private readonly registry: RegistryService,
    private readonly reports: ReportsService,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.board.register(this);
  }

  async milestoneFacts(cycleId: string): Promise<MilestoneFact[]> {
    return evaluationFacts(await this.evaluations.find({ cycleId }).lean<EvaluationDocument[]>());
  }

  async list(person: Person, cycleId: string): Promise<Evaluation[]> {
    await this.cycles.require(scopeOf(person), cycleId);
    const counties = await this.registry.counties();
    const seen = counties.filter(({ code }) => maySee(person, code));
    return Promise.all(seen.map(({ code }) => this.read(person, cycleId, code)));
  }

  async get(person: Person, cycleId: string, countyCode: string): Promise<Evaluation> {
    await this.requireCounty(person, cycleId, countyCode);
    return this.read(person, cycleId, countyCode);
  }

  /** @throws Problem 422 `not-ready`, 409 `edit-conflict`, `already-filed` or `already-merged` */
  async putSelfEvaluation(
    person: Person,
    cycleId: string,
    countyCode: string,
    input: PutSelfEvaluation,
  ): Promise<Evaluation> {
    refuse(input.submit ? filingFaults(input, today()) : lengthFaults(input));
    return this.save(person, cycleId, countyCode, 'selfEvaluation', input, input.submit);
  }

  /** @throws as `putSelfEvaluation` */
  async putOnSite(
    person: Person,
    cycleId: string,
    countyCode: string,
    input: PutOnSite,
  ): Promise<Evaluation> {
    const frame = input.submit ? await this.registry.schools(scopeOf(person), countyCode) : [];
    refuse([...visitDayFaults(input.visitedOn, today()), ...visitFaults(input.schools, frame)]);
    return this.save(person, cycleId, countyCode, 'onSite', input, input.submit);
  }

  /** The ledger goes on after the merge. @throws Problem 409 `edit-conflict` */
  async putRectification(
    person: Person,
    cycleId: string,
    countyCode: string,
    input: PutRectification,
  ): Promise<Evaluation> {
    return this.save(person, cycleId, countyCode, 'rectification', input, false);
  }

  /** Records why the merge may go on without an input. @throws Problem 409 `input-present` or `already-merged` */
  async waive(
    person: Person,
    cycleId: string,
    countyCode: string,
    { input, reason }: WaiveInput,
  ): Promise<Evaluation> {
    const detail = { input, reason };
    await this.change(person, cycleId, countyCode, 'evaluation.waive', (before, monitoring) => {
      refuseMerged(before, monitoring);
      if (inputStates(before, monitoring)[input].accepted) throw inputPresent(input);
      const waivers = before.waivers.filter((waiver) => waiver.input !== input);
      return {
        changes: { waivers: [...waivers, { input, reason, by: person.name, at: new Date() }] },
        detail,
      };
    });
    return this.read(person, cycleId, countyCode);
  }

  /**
   * Freezes what the county is judged by: the inputs as they stand, the accepted report's hash, the conclusion. When
   * another report is accepted later, that merge is kept as an earlier one and a new one can be made.
   *
   * @throws Problem 409 `inputs-missing` or `already-merged`
   */
  async merge(
    person: Person,
    cycleId: string,
    countyCode: string,
    { conclusion }: MergeEvaluation,
  ): Promise<Evaluation> {
    await this.change(person, cycleId, countyCode, 'evaluation.merge', (before, monitoring) => {
      refuseMerged(before, monitoring);
      const missing = missingInputs(before, monitoring);
      if (missing.length > 0) throw inputsMissing(missing);
      const { selfEvaluation, onSite, rectification, waivers } = before;
      const monitoringHash = monitoring?.hash ?? null;
      const inputs = { selfEvaluation, onSite, rectification, waivers, monitoringHash };
      const content = { cycleId, countyCode, ...inputs, conclusion };
      const hash = canonicalHash(JSON.parse(JSON.stringify(content)));
      const { earlier } = mergesAsTheyStand(before.merged, before.earlier, monitoring);
      return {
        changes: { merged: { at: new Date(), by: person.name, conclusion, monitoringHash, hash }, earlier },
        detail: { monitoring: monitoringHash, hash, earlier: earlier.length },
      };
    });
    return this.read(person, cycleId, countyCode);
  }

  private async save<Key extends Saved>(
    person: Person,
    cycleId: string,
    countyCode: string,
    key: Key,
    input: PutSelfEvaluation | PutOnSite | PutRectification,
    files: boolean,
  ): Promise<Evaluation> {
    await this.change(person, cycleId, countyCode, `evaluation.${key}`, (before, monitoring) => {
      const known = before[key];
      if (key !== 'rectification') refuseMerged(before, monitoring);
      if (known && 'submittedAt' in known && known.submittedAt) throw sealed(known.submittedAt);
      if (known && input.revision !== known.revision) throw editConflict(known.savedBy, known.savedAt);
      const revision = (known?.revision ?? 0) + 1;
      const saved = { ...input, revision, savedBy: person.name, savedAt: new Date() };
      const changes = {
        [key]: key === 'rectification' ? saved : { ...saved, submittedAt: files ? new Date() : null },
      };
      return { changes, detail: { filed: files, revision } };
    });
    return this.read(person, cycleId, countyCode);
  }

  /**
   * One change in one transaction with its entry in the audit log; two at once are put in order by the database, and
   * the later one decides again on what the first has left.
   */
  private async change(
    person: Person,
    cycleId: string,
    countyCode: string,
    action: string,
    decide: (before: EvaluationDocument, monitoring: Monitoring | null) => Change,
  ): Promise<void> {
    await this.requireCounty(person, cycleId, countyCode);
    await inTransaction(this.connection, async (session) => {
      const before = await this.document(cycleId, countyCode, session);
      const monitoring = await this.reports.acceptedOf(cycleId, countyCode, session);
      const { changes, detail } = decide(before, monitoring);
      const { _id, ...rest } = before;
      await this.evaluations.updateOne({ _id }, { $set: { ...rest, ...changes } }, { upsert: true, session });
      await this.audit.record({ actor: person.email, action, subject: _id, detail }, session);
    });
  }

  private async read(person: Person, cycleId: string, countyCode: string): Promise<Evaluation> {
    const [document, monitoring] = await Promise.all([
      this.document(cycleId, countyCode),
      this.reports.acceptedOf(cycleId, countyCode),
    ]);
    return evaluationSeenBy(person.role, document, monitoring);
  }

  private async document(
    cycleId: string,
    countyCode: string,
    session?: ClientSession,
  ): Promise<EvaluationDocument> {
    const _id = `${cycleId}.${countyCode}`;
    const found = await this.evaluations
      .findById(_id)
      .session(session ?? null)
      .lean<EvaluationDocument>();
    const empty = {
      selfEvaluation: null,
      onSite: null,
      rectification: null,
      waivers: [],
      merged: null,
      earlier: [],
    };
    return { ...empty, ...found, _id, cycleId, countyCode };
  }

  private async requireCounty(person: Person, cycleId: string, countyCode: string): Promise<void> {
    await this.cycles.require(scopeOf(person), cycleId);
    const known = (await this.registry.counties()).some(({ code }) => code === countyCode);
    if (!known || !maySee(person, countyCode)) throw unknownCounty();
  }
}

function maySee(person: Person, countyCode: string): boolean {
  return person.role !== 'county' || person.countyCode === countyCode;
}

/** The inputs of a merge that stands are fixed. */
function refuseMerged(before: EvaluationDocument, monitoring: Monitoring | null): void {
  const standing = mergesAsTheyStand(before.merged, before.earlier, monitoring).merged;
  if (standing) throw merged(standing);
}

function refuse(faults: readonly LocalizedFault[]): void {
  if (faults.length === 0) return;
  throw new Problem(
    422,
    'not-ready',
    {
      zh: '还不能保存：请按下列各项更正。您填写的内容仍在页面上。',
      en: 'It cannot be saved yet: please correct what is listed. What you wrote is still on the page.',
    },
    faults,
  );
}
