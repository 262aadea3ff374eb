import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { BankEntry, SurveyDetail, TakeQuestions } from '@mingjian/contract/surveys';
import type { Model } from 'mongoose';
import { CyclesService } from '../cycles';
import { scopeOf, type Person, type Scope } from '../identity';
import { Problem } from '../platform';
import { bankEntries, type PastResult } from './bank';
import { questionOutline } from './question-outline';
import { SurveyStore } from './survey-store.service';
import type { SurveyVersionDocument } from './surveys.schema';
import { codesTaken, withQuestions, type Taken } from './take-questions';

/** A later domain that knows how items came out. It may not be imported from here, so it registers. */
export interface PastResultSource {
  /** Item indices of the latest published run of each of these cycles. */
  pastResults(cycleIds: readonly string[]): Promise<PastResult[]>;
}

/** 题库: questions published within a scope, with their use and their results. */
@Injectable()
export class BankService {
  private readonly sources: PastResultSource[] = [];

  constructor(
    @InjectModel('SurveyVersion') private readonly versions: Model<SurveyVersionDocument>,
    private readonly cycles: CyclesService,
    private readonly store: SurveyStore,
  ) {}

  /** To be called once by each source, when its module starts. */
  register(source: PastResultSource): void {
    this.sources.push(source);
  }

  /** The latest used first; each with the numbers that its results published. */
  async entries(scope: Scope): Promise<BankEntry[]> {
    const years = new Map((await this.cycles.list(scope)).map(({ id, year }) => [id, year]));
    const cycleIds = [...years.keys()];
    const [documents, results] = await Promise.all([
      this.versions.find({ cycleId: { $in: cycleIds } }).lean<SurveyVersionDocument[]>(),
      Promise.all(this.sources.map((source) => source.pastResults(cycleIds))),
    ]);
    const versions = documents.map(({ _id, ...version }) => ({
      ...version,
      id: _id,
      year: years.get(version.cycleId) ?? 0,
    }));
    return bankEntries(versions, results.flat());
  }

  /**
   * Puts questions of published versions into a draft.
   *
   * @throws Problem 404 `survey-not-found`, 422 `question-unknown` or `code-taken` naming the codes, 409
   *   `edit-conflict`, `survey-state`
   */
  async take(person: Person, surveyId: string, input: TakeQuestions): Promise<SurveyDetail> {
    const before = await this.store.requireRevision(person, surveyId, input.revision);
    const taken = await this.find(scopeOf(person), input.questions);
    const { title, json, items } = before;
    const twice = codesTaken(
      json,
      taken.map(({ mapping }) => mapping.code),
    );
    if (twice.length > 0) {
      throw new Problem(422, 'code-taken', {
        zh: `草稿里已有题号 ${twice.join('、')}。没有加入任何题目。`,
        en: `The draft has these codes already: ${twice.join(', ')}. No question was added.`,
      });
    }
    return this.store.edit(person, before, { title, ...withQuestions(json, items, taken) });
  }

  private async find(scope: Scope, questions: TakeQuestions['questions']): Promise<Taken[]> {
    const cycleIds = (await this.cycles.list(scope)).map(({ id }) => id);
    const versions = await this.versions
      .find({ _id: { $in: questions.map(({ versionId }) => versionId) }, cycleId: { $in: cycleIds } })
      .lean<SurveyVersionDocument[]>();
    return questions.map(({ versionId, code }) => {
      const version = versions.find(({ _id }) => _id === versionId);
      const question = version && questionOutline(version.json).find((each) => each.code === code);
      const mapping = version?.items.find((item) => item.code === code);
      if (question && mapping) return { question, mapping };
      throw new Problem(422, 'question-unknown', {
        zh: `题库里没有 ${code} 的这个版本。`,
        en: `The bank has no such version of ${code}.`,
      });
    });
  }
}
