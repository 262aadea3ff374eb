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
import { canonicalHash, inTransaction, Problem, today, type LocalizedFault } from '../platform';
import { RegistryService } from '../registry';
import { ReportsService } from '../reports';
import type { EvaluationDocument } from './evaluation.schema';
import { evaluationFacts } from './evaluation-facts';
import { changedMeanwhile, inputsMissing, merged, sealed, unknownCounty } from './evaluation-problems';
import { inputStates, missingInputs, type Monitoring } from './inputs';
import { filingFaults, lengthFaults } from './self-evaluation-faults';
import { visitFaults } from './visit-faults';

type Saved = 'selfEvaluation' | 'onSite' | 'rectification';

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
    return Promise.all(seen.map(({ code }) => this.read(cycleId, code)));
  }

  async get(person: Person, cycleId: string, countyCode: string): Promise<Evaluation> {
    await this.requireCounty(person, cycleId, countyCode);
    return this.read(cycleId, countyCode);
  }

  async putSelfEvaluation(
    person: Person,
    cycleId: string,
    countyCode: string,
    input: PutSelfEvaluation,
  ): Promise<Evaluation> {
    refuse(input.submit ? filingFaults(input, today()) : lengthFaults(input));
    return this.save(person, cycleId, countyCode, 'selfEvaluation', input, input.submit);
  }

  async putOnSite(
    person: Person,
    cycleId: string,
    countyCode: string,
    input: PutOnSite,
  ): Promise<Evaluation> {
    if (input.submit)
      refuse(visitFaults(input.schools, await this.registry.schools(scopeOf(person), countyCode)));
    return this.save(person, cycleId, countyCode, 'onSite', input, input.submit);
  }

  async putRectification(
    person: Person,
    cycleId: string,
    countyCode: string,
    input: PutRectification,
  ): Promise<Evaluation> {
    return this.save(person, cycleId, countyCode, 'rectification', input, false);
  }

  async waive(
    person: Person,
    cycleId: string,
    countyCode: string,
    { input, reason }: WaiveInput,
  ): Promise<Evaluation> {
    await this.change(person, cycleId, countyCode, 'evaluation.waive', { input, reason }, (before) => {
      if (before.merged) throw merged(before.merged);
      const waivers = before.waivers.filter((waiver) => waiver.input !== input);
      return { waivers: [...waivers, { input, reason, by: person.name, at: new Date() }] };
    });
    return this.read(cycleId, countyCode);
  }

  /** Freezes what the county is judged by: the inputs as they stand, the accepted report's hash, the conclusion. */
  async merge(
    person: Person,
    cycleId: string,
    countyCode: string,
    { conclusion }: MergeEvaluation,
  ): Promise<Evaluation> {
    const monitoring = await this.reports.acceptedOf(cycleId, countyCode);
    await this.change(
      person,
      cycleId,
      countyCode,
      'evaluation.merge',
      { monitoring: monitoring?.hash ?? null },
      (before) => {
        if (before.merged) throw merged(before.merged);
        const missing = missingInputs(before, monitoring);
        if (missing.length > 0) throw inputsMissing(missing);
        const { selfEvaluation, onSite, rectification, waivers } = before;
        const monitoringHash = monitoring?.hash ?? null;
        const content = {
          cycleId,
          countyCode,
          selfEvaluation,
          onSite,
          rectification,
          waivers,
          monitoringHash,
          conclusion,
        };
        const hash = canonicalHash(JSON.parse(JSON.stringify(content)));
        return { merged: { at: new Date(), by: person.name, conclusion, monitoringHash, hash } };
      },
    );
    return this.read(cycleId, countyCode);
  }

  private async save<Key extends Saved>(
    person: Person,
    cycleId: string,
    countyCode: string,
    key: Key,
    input: PutSelfEvaluation | PutOnSite | PutRectification,
    files: boolean,
  ): Promise<Evaluation> {
    await this.change(person, cycleId, countyCode, `evaluation.${key}`, { filed: files }, (before) => {
      const known = before[key];
      if (before.merged && key !== 'rectification') throw merged(before.merged);
      if (known && 'submittedAt' in known && known.submittedAt) throw sealed(known.submittedAt);
      if (input.revision !== (known?.revision ?? 0)) throw changedMeanwhile(known);
      const saved = { ...input, revision: input.revision + 1, savedBy: person.name, savedAt: new Date() };
      return {
        [key]: key === 'rectification' ? saved : { ...saved, submittedAt: files ? new Date() : null },
      };
    });
    return this.read(cycleId, countyCode);
  }

  /** One change in one transaction with its entry in the audit log; two at once are put in order by the database. */
  private async change(
    person: Person,
    cycleId: string,
    countyCode: string,
    action: string,
    detail: Record<string, unknown>,
    decide: (before: EvaluationDocument) => Partial<EvaluationDocument>,
  ): Promise<void> {
    await this.requireCounty(person, cycleId, countyCode);
    await inTransaction(this.connection, async (session) => {
      const before = await this.document(cycleId, countyCode, session);
      const { _id, ...rest } = before;
      await this.evaluations.updateOne(
        { _id },
        { $set: { ...rest, ...decide(before) } },
        { upsert: true, session },
      );
      await this.audit.record({ actor: person.email, action, subject: _id, detail }, session);
    });
  }

  private async read(cycleId: string, countyCode: string): Promise<Evaluation> {
    const [document, monitoring] = await Promise.all([
      this.document(cycleId, countyCode),
      this.reports.acceptedOf(cycleId, countyCode),
    ]);
    return toEvaluation(document, monitoring);
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
    const empty = { selfEvaluation: null, onSite: null, rectification: null, waivers: [], merged: null };
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

function toEvaluation(document: EvaluationDocument, monitoring: Monitoring | null): Evaluation {
  const { cycleId, countyCode, selfEvaluation, onSite, rectification } = document;
  return {
    cycleId,
    countyCode,
    selfEvaluation: selfEvaluation && {
      ...selfEvaluation,
      submittedAt: selfEvaluation.submittedAt?.toISOString() ?? null,
    },
    onSite: onSite && { ...onSite, submittedAt: onSite.submittedAt?.toISOString() ?? null },
    monitoring,
    rectification,
    inputs: inputStates(document, monitoring),
    merged: document.merged && { ...document.merged, at: document.merged.at.toISOString() },
  };
}
